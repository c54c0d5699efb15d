use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A path in `formwork.yaml` is not a pattern of file names.
    ///
    /// `*` stands for any text within a folder, `**` for any folders, `?` for one
    /// character, `[ab]` for one of some, `{a,b}` for one of two texts. In
    /// `environments.deployments`, `{environment}` and `{template}` stand for the names
    /// of the environment and of the template's file.
    ///
    /// ```yaml bad
    /// overrides:
    ///   - files: "stacks/[ab.yaml"
    /// #          ^^^^^^^^^^^^^^^^^ `stacks/[ab.yaml` is not a pattern of file names: unclosed character class; missing ']'
    ///     ignore: [W3005]
    /// environments:
    ///   deployments: ["deploy/{env}/*.yaml"]
    /// #               ^^^^^^^^^^^^^^^^^^^^^ `deploy/{env}/*.yaml` is not a path of deployment files: `{env}` is neither `{environment}` nor `{template}`
    /// ```
    ///
    /// ```yaml good
    /// overrides:
    ///   - files: ["stacks/[ab].yaml", "legacy/"]
    ///     ignore: [W3005]
    /// environments:
    ///   deployments: ["deploy/{environment}/*.yaml"]
    /// ```
    pub struct InvalidConfigGlob {
        code: "CFG010",
        name: "invalid-config-glob",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for InvalidConfigGlob {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
