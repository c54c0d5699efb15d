use formwork_schemas::rule_schema;

use crate::policies::selected;
use crate::rule::{Rule, rule};
use crate::validate::outside::{Extent, Reading};
use crate::{Context, properties};

rule! {
    /// The `UpdatePolicy` of a resource has not its form, or its type takes none.
    ///
    /// Few types can be updated in steps, each with policies of its own: groups and fleets,
    /// aliases of functions, search domains and cache clusters.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } }
    /// #   ^^^^^^^^^^^^ `UpdatePolicy` is a map, which is not allowed here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } }
    ///     Properties: { MinSize: '1', MaxSize: '1' }
    /// ```
    pub struct InvalidUpdatePolicy {
        code: "E3016",
        name: "invalid-update-policy",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidUpdatePolicy {
    fn check(cx: &mut Context<'_>) {
        let Some(schema) = rule_schema("other/resources/update_policy") else { return };
        for resource in cx.template().resources() {
            let policy = resource.value().entry("UpdatePolicy").filter(|(_, policy)| !policy.is_null());
            let Some((key, policy)) = policy else { continue };
            if selected(cx.template(), policy) {
                cx.report::<Self>(key.span, "`Fn::Select` can't make an `UpdatePolicy`");
                continue;
            }
            let by = (schema.root(), Reading::Converted, Extent::All);
            cx.judge::<Self>(by, (resource.id(), resource.value()), &properties::given(resource));
        }
    }
}
