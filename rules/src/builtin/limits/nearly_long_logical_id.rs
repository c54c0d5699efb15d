use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The name of a resource is nearly as long as CloudFormation takes.
    ///
    /// It takes 255 characters; a longer one stops the deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   {a*240}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this resource has 240 of the 255 characters it may have
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs: {}
    /// ```
    pub struct NearlyLongLogicalId {
        code: "I3012",
        name: "nearly-long-logical-id",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyLongLogicalId {
    fn check(cx: &mut Context<'_>) {
        members::nearly_long_names::<Self>(cx, Section::Resources, "resource");
    }
}
