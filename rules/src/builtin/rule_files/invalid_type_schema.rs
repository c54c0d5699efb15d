use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A schema of a private resource type can't be used.
    ///
    /// The type stays unknown until it is mended. The format is that of CloudFormation's registry.
    ///
    /// ```json bad
    /// {
    ///   "typeName": "Acme::Service",
    /// //            ^^^^^^^^^^^^^^^ `Acme::Service` is no name of a resource type
    ///   "properties": { "Port": { "type": "integer" } }
    /// }
    /// ```
    ///
    /// ```json good
    /// {
    ///   "typeName": "Acme::Web::Service",
    ///   "properties": { "Port": { "type": "integer" } }
    /// }
    /// ```
    pub struct InvalidTypeSchema {
        code: "RUL014",
        name: "invalid-type-schema",
        severity: Error,
        since: "0.1",
        phase: TypeSchema,
    }
}

impl Rule for InvalidTypeSchema {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
