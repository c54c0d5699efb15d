use formwork_template::{ReferenceKind, Section};

use crate::rule::{Rule, rule};
use crate::{Context, members};

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
    /// ```yaml fixed
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
        let is_used = |name: &str| {
            index.references_to(name).any(|reference| reference.kind == ReferenceKind::FindInMap)
        };
        let ids = template.members(Section::Mappings).map(|mapping| mapping.id);
        let unused: Vec<_> = ids.filter(|id| !is_used(id.text)).collect();
        members::report_unused::<Self>(cx, Section::Mappings, "mapping", &unused);
    }
}
