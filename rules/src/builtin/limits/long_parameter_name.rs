use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The name of a parameter is longer than CloudFormation takes.
    ///
    /// It takes 255 characters.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   {a*256}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this parameter has 256 characters, and may have 255
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct LongParameterName {
        code: "E2011",
        name: "long-parameter-name",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for LongParameterName {
    fn check(cx: &mut Context<'_>) {
        members::long_names::<Self>(cx, Section::Parameters, "parameter");
    }
}
