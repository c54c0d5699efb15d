use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The name of a mapping is nearly as long as CloudFormation takes.
    ///
    /// It takes 255 characters; a longer one stops the deployment.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   {a*240}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this mapping has 240 of the 255 characters it may have
    /// ```
    ///
    /// ```yaml good
    /// Mappings:
    ///   Logs: {}
    /// ```
    pub struct NearlyLongMappingName {
        code: "I7002",
        name: "nearly-long-mapping-name",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyLongMappingName {
    fn check(cx: &mut Context<'_>) {
        members::nearly_long_names::<Self>(cx, Section::Mappings, "mapping");
    }
}
