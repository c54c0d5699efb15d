use std::sync::LazyLock;

use formwork_schemas::Document;

use crate::policies::selected;
use crate::rule::{Rule, rule};
use crate::validate::outside::{Extent, Reading};
use crate::{Context, properties};

rule! {
    /// The `CreationPolicy` of a resource has not its form.
    ///
    /// It says which signals CloudFormation waits for before the resource counts as made.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Ready:
    ///     Type: AWS::CloudFormation::WaitCondition
    ///     CreationPolicy:
    ///       ResourceSignal: { Count: five }
    /// #                       ^^^^^ `Count` is `five`, not an integer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Ready:
    ///     Type: AWS::CloudFormation::WaitCondition
    ///     CreationPolicy:
    ///       ResourceSignal: { Count: 5 }
    /// ```
    pub struct InvalidCreationPolicy {
        code: "E3055",
        name: "invalid-creation-policy",
        severity: Error,
        since: "0.1",
    }
}

/// The forms by type.
/// Source: `CreationPolicy` attribute in the CloudFormation user guide.
static FORMS: LazyLock<Vec<(&str, Document)>> = LazyLock::new(|| {
    let map = |members: &str| {
        format!(r#"{{"type":"object","additionalProperties":false,"properties":{{{members}}}}}"#)
    };
    let signal = map(r#""Timeout":{"type":"string"},"Count":{"type":"integer"}"#);
    let share = map(r#""MinSuccessfulInstancesPercent":{"type":"integer"}"#);
    let forms = [
        ("AWS::AppStream::Fleet", r#""StartFleet":{"type":"boolean"}"#.to_owned()),
        (
            "AWS::AutoScaling::AutoScalingGroup",
            format!(r#""AutoScalingCreationPolicy":{share},"ResourceSignal":{signal}"#),
        ),
        ("AWS::CloudFormation::WaitCondition", format!(r#""ResourceSignal":{signal}"#)),
    ];
    let document = |members: &str| Document::from_json(&map(members)).expect("the text is a schema");
    forms.iter().map(|(name, members)| (*name, document(members))).collect()
});

impl Rule for InvalidCreationPolicy {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            let Some((key, policy)) = resource.value().entry("CreationPolicy") else { continue };
            if selected(cx.template(), policy) {
                cx.report::<Self>(key.span, "`Fn::Select` can't make a `CreationPolicy`");
                continue;
            }
            let Some((_, form)) = FORMS.iter().find(|(name, _)| resource.is(name)) else { continue };
            let by = (form.root(), Reading::Converted, Extent::All);
            cx.judge::<Self>(by, (key, policy), &properties::given(resource));
        }
    }
}
