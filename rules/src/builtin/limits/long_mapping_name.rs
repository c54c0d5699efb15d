use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// The name of a mapping is longer than CloudFormation takes.
    ///
    /// It takes 255 characters.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   {a*256}: {}
    /// # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of this mapping has 256 characters, and may have 255
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct LongMappingName {
        code: "E7002",
        name: "long-mapping-name",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for LongMappingName {
    fn check(cx: &mut Context<'_>) {
        members::long_names::<Self>(cx, Section::Mappings, "mapping");
    }
}
