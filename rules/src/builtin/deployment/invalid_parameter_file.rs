use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A file of parameters is no list of keys and values.
    ///
    /// Each item names a parameter and gives its value, as `aws cloudformation` takes them.
    ///
    /// ```yaml bad
    /// - ParameterKey: Stage
    ///   ParameterValue: prod
    /// - ParameterKey: Size
    /// # ^^^^^^^^^^^^^^^^^^ This item has no `ParameterValue`
    /// ```
    ///
    /// ```yaml bad
    /// Stage: prod
    /// #<^^^^^^^^^ The file is no list of parameters
    /// ```
    ///
    /// ```yaml good
    /// - ParameterKey: Stage
    ///   ParameterValue: prod
    /// ```
    pub struct InvalidParameterFile {
        code: "E0200",
        name: "invalid-parameter-file",
        severity: Error,
        since: "0.1",
        phase: Deployment,
    }
}

impl Rule for InvalidParameterFile {
    /// Whoever is given such a file has it judged: see `deployment`.
    fn check(_: &mut Context<'_>) {}
}
