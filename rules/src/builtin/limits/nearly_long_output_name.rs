use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The name of an output is nearly as long as CloudFormation takes.
    ///
    /// It takes 255 characters; a longer one stops the deployment.
    ///
    /// ```yaml bad
    /// Outputs:
    ///   {a*240}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this output has 240 of the 255 characters it may have
    /// ```
    ///
    /// ```yaml good
    /// Outputs:
    ///   Logs: {}
    /// ```
    pub struct NearlyLongOutputName {
        code: "I6011",
        name: "nearly-long-output-name",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyLongOutputName {
    fn check(cx: &mut Context<'_>) {
        members::nearly_long_names::<Self>(cx, Section::Outputs, "output");
    }
}
