use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The template has more resources than CloudFormation takes.
    ///
    /// It takes 500.
    ///
    /// ```yaml bad
    /// Resources:
    /// #<^^^^^^^ The template has 501 resources, and may have 500
    /// # repeat 501
    ///   Team{n}: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct TooManyResources {
        code: "E3010",
        name: "too-many-resources",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for TooManyResources {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 500;
        members::too_many::<Self>(cx, Section::Resources, MOST, "resources");
    }
}
