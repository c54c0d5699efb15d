use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The template is larger than CloudFormation takes.
    ///
    /// A template in Amazon S3 may have 1 MB. Nested stacks part a larger one.
    ///
    /// ```yaml bad
    /// Resources: {}
    /// #<^^^^^^^^^^^ The template has 1000017 bytes, and may have 1000000
    /// # {a*1000000}
    /// ```
    ///
    /// ```yaml good
    /// Resources: {}
    /// ```
    pub struct OversizedTemplate {
        code: "E1002",
        name: "oversized-template",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for OversizedTemplate {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide; cfn-lint counts a megabyte as a million.
        const LIMIT: usize = 1_000_000;
        let size = cx.template().source().len();
        if size > LIMIT {
            let line = cx.template().source().find('\n').unwrap_or(0);
            let message = format!("The template has {size} bytes, and may have {LIMIT}");
            cx.report::<Self>(formwork_template::Span::of(0..line), message);
        }
    }
}
