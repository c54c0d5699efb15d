use crate::Context;
use formwork_template::{ReferenceKind, Section};

use crate::{Applicability, Fix, removal};
use crate::rule::{Rule, rule};

rule! {
    /// Nothing uses a mapping.
    ///
    /// It is dead text that readers take for configuration.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   Names:
    /// # ^^^^^ Nothing uses the mapping `Names`
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Mappings:
    ///   Names:
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties: { BucketName: !FindInMap [Names, prod, Logs] }
    /// ```
    pub struct UnusedMapping {
        code: "W7001",
        name: "unused-mapping",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnusedMapping {
    fn check(cx: &mut Context<'_>) {
        let (template, index) = (cx.template(), cx.index());
        let Some((_, section)) = template.section(Section::Mappings) else { return };
        if index.is_partial(Section::Mappings) || section.get("Fn::Transform").is_some() {
            return;
        }
        for mapping in template.members(Section::Mappings) {
            let id = mapping.id;
            if index.references_to(id.text).any(|reference| reference.kind == ReferenceKind::FindInMap) {
                continue;
            }
            let found = cx.report::<Self>(id.span, format!("Nothing uses the mapping `{id}`"));
            if section.entries().count() > 1
                && let Some(edit) = removal::entry(section, id.text)
            {
                found.fix(Fix::new("Remove the mapping", Applicability::Unsafe, vec![edit]));
            }
        }
    }
}
