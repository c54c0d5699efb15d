use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The name of a parameter is nearly as long as CloudFormation takes.
    ///
    /// It takes 255 characters; a longer one stops the deployment.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   {a*240}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this parameter has 240 of the 255 characters it may have
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Logs: {}
    /// ```
    pub struct NearlyLongParameterName {
        code: "I2011",
        name: "nearly-long-parameter-name",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyLongParameterName {
    fn check(cx: &mut Context<'_>) {
        members::nearly_long_names::<Self>(cx, Section::Parameters, "parameter");
    }
}
