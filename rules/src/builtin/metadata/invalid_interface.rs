use formwork_schemas::rule_schema;
use formwork_template::{Assumption, Section};

use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::outside::{Extent, Reading};

rule! {
    /// The metadata for the console has not its form.
    ///
    /// `AWS::CloudFormation::Interface` has `ParameterGroups`, each with a `Label` and a list of
    /// `Parameters`, and `ParameterLabels`. A label is a map with a `default`.
    ///
    /// ```yaml bad
    /// Metadata:
    ///   AWS::CloudFormation::Interface:
    ///     ParameterLabels:
    ///       Team: { default: Who pays, color: red }
    /// #                                ^^^^^ `color` is no key of `Team`
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources: {}
    /// ```
    ///
    /// ```yaml good
    /// Metadata:
    ///   AWS::CloudFormation::Interface:
    ///     ParameterLabels:
    ///       Team: { default: Who pays }
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources: {}
    /// ```
    pub struct InvalidInterface {
        code: "E4001",
        name: "invalid-interface",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidInterface {
    fn check(cx: &mut Context<'_>) {
        let metadata = cx.template().section(Section::Metadata);
        let interface = metadata.and_then(|(_, metadata)| metadata.entry("AWS::CloudFormation::Interface"));
        if let (Some(entry), Some(schema)) = (interface, rule_schema("other/metadata/interface")) {
            cx.judge::<Self>((schema.root(), Reading::Written, Extent::All), entry, &Assumption::default());
        }
    }
}
