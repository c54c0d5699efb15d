use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// A mapping has nearly as many keys as CloudFormation takes.
    ///
    /// It takes 200 on each level. A second mapping has room for more.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   Names:
    /// # ^^^^^ `Names` has 181 of the 200 keys it may have
    /// # repeat 181
    ///     key{n}: { Logs: logs }
    /// ```
    ///
    /// ```yaml good
    /// Mappings:
    ///   Names:
    ///     prod: { Logs: logs }
    /// ```
    pub struct NearlyTooManyMapKeys {
        code: "I7010",
        name: "nearly-too-many-map-keys",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyTooManyMapKeys {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 200;
        for mapping in cx.template().members(Section::Mappings) {
            let maps = std::iter::once((mapping.id, mapping.value)).chain(mapping.value.entries());
            for (key, value) in maps.filter(|(_, value)| value.is_map()) {
                let count = value.entries().count();
                if members::is_near(count, MOST) {
                    cx.report::<Self>(key.span, format!("`{key}` has {count} of the {MOST} keys it may have"));
                }
            }
        }
    }
}
