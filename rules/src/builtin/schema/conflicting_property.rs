use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A property stands beside another that excludes it.
    ///
    /// Under conditions it is only reported where both can be there at the same time.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SubnetId: subnet-0a1b2c3d
    /// #     ^^^^^^^^ `SubnetId` is not allowed beside `NetworkInterfaces`
    ///       NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: subnet-0a1b2c3d }]
    /// #     ^^^^^^^^^^^^^^^^^ `NetworkInterfaces` is not allowed beside `SubnetId`
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Stage: { Type: String }
    /// Conditions:
    ///   IsProd: !Equals [!Ref Stage, prod]
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SubnetId: !If [IsProd, subnet-0a1b2c3d, !Ref AWS::NoValue]
    ///       NetworkInterfaces:
    ///         !If [IsProd, !Ref AWS::NoValue, [{ DeviceIndex: "0", SubnetId: subnet-0a1b2c3d }]]
    /// ```
    pub struct ConflictingProperty {
        code: "E3020",
        name: "conflicting-property",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ConflictingProperty {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::ExcludedBy { name, by } = &violation.fault else { continue };
            let message = format!("`{name}` is not allowed beside `{by}`");
            cx.report::<Self>(violation.place, message)
                .when(violation.case())
                .help(format!("Keep `{by}` or `{name}`"))
                .related(by.span, format!("`{by}` is here"));
        }
    }
}
