use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A deployment file is not one that Git sync reads.
    ///
    /// It names the template, and may give values to parameters, and tags. Git sync stops
    /// at a file that has anything else.
    ///
    /// ```yaml bad
    /// template-file-path: web.yaml
    /// parameter:
    /// #<^^^^^^^ `parameter` is no key that is known here
    ///   Stage: prod
    /// tags:
    ///   Cost: 5
    /// # ^^^^ `Cost` is `5`, not a string
    /// ```
    ///
    /// ```yaml good
    /// template-file-path: web.yaml
    /// parameters:
    ///   Stage: prod
    /// tags:
    ///   Cost: "5"
    /// ```
    pub struct InvalidDeploymentFile {
        code: "E0100",
        name: "invalid-deployment-file",
        severity: Error,
        since: "0.1",
        phase: Deployment,
    }
}

impl Rule for InvalidDeploymentFile {
    /// Whoever is given such a file has it judged: see `deployment`.
    fn check(_: &mut Context<'_>) {}
}
