use formwork_schemas::{ResourceType, resource_type};
use formwork_template::Resource;

use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::tagging::{doubled, faults};
use crate::{Context, Front};

rule! {
    /// A tag has a key or a value that AWS refuses, or a key that another tag has.
    ///
    /// Keys have 1 to 128 characters and do not begin with `aws:`, values have 256 at most.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       Tags:
    ///         - Key: aws:team
    /// #         ^^^ The key of a tag does not begin with `aws:`, which AWS keeps for itself
    ///           Value: web
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       Tags:
    ///         - Key: team
    ///           Value: web
    /// ```
    pub struct InvalidTag {
        code: "E3024",
        name: "invalid-tag",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidTag {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let resources = cx.template().resources().filter(|resource| is_taggable(*resource));
        let tagged: Vec<_> = resources.flat_map(|resource| walk.properties(resource)).collect();
        for tags in tagged.iter().flat_map(|properties| properties.found("Tags")) {
            for (site, span, message, fix) in faults::of(&tags) {
                let found = cx.report::<Self>(span, message);
                found.when(site.when.to_string());
                found.fix = fix;
            }
        }
        if cx.settings().front() == Front::CfnLint {
            for (span, message) in doubled::faults(cx, &tagged) {
                cx.report::<Self>(span, message);
            }
        }
    }
}

/// Whether the schema of its type says that it takes tags.
fn is_taggable(resource: Resource<'_>) -> bool {
    let known = resource.type_name().and_then(|name| resource_type(name.text));
    known.and_then(ResourceType::tagging).is_some_and(|tagging| tagging.declared)
}
