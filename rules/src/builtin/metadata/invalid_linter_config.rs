use formwork_schemas::rule_schema;
use formwork_template::{Assumption, Section};

use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::outside::{Extent, Reading};

rule! {
    /// The configuration of cfn-lint in the metadata has not its form.
    ///
    /// What it does not know or can't read, it does not obey.
    ///
    /// ```yaml bad
    /// Metadata:
    ///   cfn-lint:
    ///     config:
    ///       ignore_checks: W3011
    /// #     ^^^^^^^^^^^^^ `ignore_checks` is `W3011`, not a list
    /// Resources: {}
    /// ```
    ///
    /// ```yaml good
    /// Metadata:
    ///   cfn-lint:
    ///     config:
    ///       ignore_checks: [W3011]
    /// Resources: {}
    /// ```
    pub struct InvalidLinterConfig {
        code: "W4005",
        name: "invalid-linter-config",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for InvalidLinterConfig {
    fn check(cx: &mut Context<'_>) {
        let metadata = cx.template().section(Section::Metadata);
        let config = metadata.and_then(|(_, metadata)| metadata.entry("cfn-lint"));
        if let (Some(entry), Some(schema)) = (config, rule_schema("other/metadata/cfn_lint")) {
            cx.judge::<Self>((schema.root(), Reading::Written, Extent::All), entry, &Assumption::default());
        }
    }
}
