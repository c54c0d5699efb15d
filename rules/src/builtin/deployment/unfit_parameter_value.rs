use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A template does not take the values that a file gives to its parameters.
    ///
    /// The deployment stops at once: a parameter is not there, has no value, or has one that
    /// its `AllowedValues` or its `AllowedPattern` do not allow.
    ///
    /// ```yaml template.yaml
    /// Parameters:
    ///   Stage: { Type: String, AllowedValues: [test, prod] }
    ///   Size: { Type: Number }
    /// ```
    ///
    /// ```yaml bad
    /// template-file-path: template.yaml
    /// parameters:
    /// #<^^^^^^^^ `Size` has neither a value nor a `Default`
    ///   Stage: live
    /// # ^^^^^ `Stage` is `live`, which is no allowed value
    ///   Team: web
    /// # ^^^^ The template has no parameter `Team`
    /// ```
    ///
    /// ```yaml good
    /// template-file-path: template.yaml
    /// parameters:
    ///   Stage: prod
    ///   Size: 3
    /// ```
    pub struct UnfitParameterValue {
        code: "E2900",
        name: "unfit-parameter-value",
        severity: Error,
        since: "0.1",
        phase: Deployment,
    }
}

impl Rule for UnfitParameterValue {
    /// Whoever is given such a file has it judged: see `deployment`.
    fn check(_: &mut Context<'_>) {}
}
