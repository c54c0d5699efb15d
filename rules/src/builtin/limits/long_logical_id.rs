use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The name of a resource is longer than CloudFormation takes.
    ///
    /// It takes 255 characters.
    ///
    /// ```yaml bad
    /// Resources:
    ///   {a*256}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this resource has 256 characters, and may have 255
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct LongLogicalId {
        code: "E3011",
        name: "long-logical-id",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for LongLogicalId {
    fn check(cx: &mut Context<'_>) {
        members::long_names::<Self>(cx, Section::Resources, "resource");
    }
}
