use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The template has nearly as many parameters as CloudFormation takes.
    ///
    /// It takes 200. Nested stacks share them out.
    ///
    /// ```yaml bad
    /// Parameters:
    /// #<^^^^^^^^ The template has 181 of the 200 parameters it may have
    /// # repeat 181
    ///   Team{n}: {}
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team: {}
    /// ```
    pub struct NearlyTooManyParameters {
        code: "I2010",
        name: "nearly-too-many-parameters",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyTooManyParameters {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 200;
        members::nearly_too_many::<Self>(cx, Section::Parameters, MOST, "parameters");
    }
}
