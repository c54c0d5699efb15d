use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::words;

rule! {
    /// A group has the health check `EC2` beside others.
    ///
    /// `EC2` stands for itself only; the others include it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "1"
    ///       MaxSize: "2"
    ///       HealthCheckType: EC2,ELB
    /// #     ^^^^^^^^^^^^^^^ `EC2,ELB` has `EC2` beside other health checks
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "1"
    ///       MaxSize: "2"
    ///       HealthCheckType: EBS,ELB
    /// ```
    pub struct MixedHealthChecks {
        code: "E3056",
        name: "mixed-health-checks",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MixedHealthChecks {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for check in walk.all("AWS::AutoScaling::AutoScalingGroup/HealthCheckType") {
            let is_mixed = |text: &&str| text.contains(',') && text.split(',').any(|part| part.trim() == "EC2");
            let Some(text) = check.string().filter(is_mixed) else { continue };
            cx.report::<Self>(check.span(), format!("`{}` has `EC2` beside other health checks", words::shortened(text)))
                .when(check.when.to_string())
                .help("Leave `EC2` out");
        }
    }
}
