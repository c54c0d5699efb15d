use formwork_schemas::rule_schema;

use crate::rule::{Rule, rule};
use crate::validate::outside::{Extent, Reading};
use crate::{Context, properties};

rule! {
    /// The metadata for cfn-init has not its form.
    ///
    /// The script fails on the instance, where it is hard to see why.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Metadata:
    ///       AWS::CloudFormation::Init:
    ///         config:
    ///           packages:
    ///             pacman: { httpd: [] }
    /// #           ^^^^^^ `pacman` is no key of `packages`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Metadata:
    ///       AWS::CloudFormation::Init:
    ///         config:
    ///           packages:
    ///             yum: { httpd: [] }
    /// ```
    pub struct InvalidInit {
        code: "E3009",
        name: "invalid-init",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidInit {
    fn check(cx: &mut Context<'_>) {
        let Some(schema) = rule_schema("other/resources/cfn_init") else { return };
        for resource in cx.template().resources() {
            let metadata = resource.metadata().filter(|metadata| metadata.is_map());
            if let Some(entry) = metadata.and_then(|metadata| metadata.entry("AWS::CloudFormation::Init")) {
                let by = (schema.root(), Reading::Converted, Extent::All);
                cx.judge::<Self>(by, entry, &properties::given(resource));
            }
        }
    }
}
