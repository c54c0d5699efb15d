use formwork_template::Span;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The template is nearly as large as CloudFormation takes.
    ///
    /// A template in Amazon S3 may have 1 MB. Nested stacks part a larger one.
    ///
    /// ```yaml bad
    /// Resources: {}
    /// #<^^^^^^^^^^^ The template has 900018 of the 1000000 bytes it may have
    /// # {a*900001}
    /// ```
    ///
    /// ```yaml good
    /// Resources: {}
    /// ```
    pub struct NearlyOversizedTemplate {
        code: "I1002",
        name: "nearly-oversized-template",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyOversizedTemplate {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide; cfn-lint counts a megabyte as a million.
        const LIMIT: usize = 1_000_000;
        let source = cx.template().source();
        if members::is_near(source.len(), LIMIT) {
            let line = source.find('\n').unwrap_or(0);
            let message = format!("The template has {} of the {LIMIT} bytes it may have", source.len());
            cx.report::<Self>(Span::of(0..line), message);
        }
    }
}
