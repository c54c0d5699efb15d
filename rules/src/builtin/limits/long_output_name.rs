use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The name of a output is longer than CloudFormation takes.
    ///
    /// It takes 255 characters.
    ///
    /// ```yaml bad
    /// Outputs:
    ///   {a*256}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this output has 256 characters, and may have 255
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct LongOutputName {
        code: "E6011",
        name: "long-output-name",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for LongOutputName {
    fn check(cx: &mut Context<'_>) {
        members::long_names::<Self>(cx, Section::Outputs, "output");
    }
}
