use crate::Context;
use formwork_template::Section;

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// There are more mappings, or more keys in one, than CloudFormation takes.
    ///
    /// It takes 200 mappings with 200 keys each.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   Names:
    /// # ^^^^^ `Names` has 201 keys, and may have 200
    /// # repeat 201
    ///     key{n}: { Logs: logs }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct TooManyMapKeys {
        code: "E7010",
        name: "too-many-map-keys",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for TooManyMapKeys {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 200;
        members::too_many::<Self>(cx, Section::Mappings, MOST, "mappings");
        for mapping in cx.template().members(Section::Mappings) {
            let maps = std::iter::once((mapping.id, mapping.value)).chain(mapping.value.entries());
            for (key, value) in maps.filter(|(_, value)| value.is_map()) {
                let count = value.entries().count();
                if count > MOST {
                    cx.report::<Self>(key.span, format!("`{key}` has {count} keys, and may have {MOST}"));
                }
            }
        }
    }
}
