use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The template has more parameters than CloudFormation takes.
    ///
    /// It takes 200.
    ///
    /// ```yaml bad
    /// Parameters:
    /// #<^^^^^^^^ The template has 201 parameters, and may have 200
    /// # repeat 201
    ///   Team{n}: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct TooManyParameters {
        code: "E2010",
        name: "too-many-parameters",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for TooManyParameters {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 200;
        members::too_many::<Self>(cx, Section::Parameters, MOST, "parameters");
    }
}
