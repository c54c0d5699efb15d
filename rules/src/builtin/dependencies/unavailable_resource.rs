use crate::Context;
use formwork_template::{ReferenceKind, Section};

use crate::availability::{Availability, availability};
use crate::rule::{Rule, rule};

rule! {
    /// A `Ref`, `Fn::GetAtt` or `Fn::Sub` uses a resource that may not be there.
    ///
    /// The resource exists only under a condition, and the place that uses it does not
    /// imply that condition. CloudFormation refuses the deployment in that case.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// Outputs:
    ///   Name:
    ///     Value: !Ref Logs
    /// #   ^^^^^ `Logs` is not there where `IsProd` is false
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// Outputs:
    ///   Name:
    ///     Condition: IsProd
    ///     Value: !Ref Logs
    /// ```
    pub struct UnavailableResource {
        code: "W1001",
        name: "unavailable-resource",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnavailableResource {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for reference in cx.index().references() {
            let used = reference.kind.is_to_resource() && reference.kind != ReferenceKind::DependsOn;
            if !used || !matches!(reference.section, Section::Resources | Section::Outputs) {
                continue;
            }
            if let Availability::Unless { condition, when } = availability(template, reference) {
                let message = format!("`{}` is not there where `{condition}` is false", reference.name);
                let found = cx.report::<Self>(reference.place.span(), message);
                found.when(when);
                if let Some(target) = template.resource(&reference.name) {
                    found.related(target.id().span, format!("`{}` is there where `{condition}` is true", reference.name));
                }
            }
        }
    }
}
