use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The template has more outputs than CloudFormation takes.
    ///
    /// It takes 200.
    ///
    /// ```yaml bad
    /// Outputs:
    /// #<^^^^^ The template has 201 outputs, and may have 200
    /// # repeat 201
    ///   Team{n}: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct TooManyOutputs {
        code: "E6010",
        name: "too-many-outputs",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for TooManyOutputs {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 200;
        members::too_many::<Self>(cx, Section::Outputs, MOST, "outputs");
    }
}
