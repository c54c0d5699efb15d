use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The template has nearly as many outputs as CloudFormation takes.
    ///
    /// It takes 200. Nested stacks share them out.
    ///
    /// ```yaml bad
    /// Outputs:
    /// #<^^^^^ The template has 181 of the 200 outputs it may have
    /// # repeat 181
    ///   Team{n}: {}
    /// ```
    ///
    /// ```yaml good
    /// Outputs:
    ///   Team: {}
    /// ```
    pub struct NearlyTooManyOutputs {
        code: "I6010",
        name: "nearly-too-many-outputs",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyTooManyOutputs {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 200;
        members::nearly_too_many::<Self>(cx, Section::Outputs, MOST, "outputs");
    }
}
