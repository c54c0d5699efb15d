use formwork_schemas::LifecycleStage;

use crate::rule::{Rule, rule};
use crate::{Context, ending};

rule! {
    /// A resource is of a service that AWS only keeps running.
    ///
    /// It gets no new features, and new customers cannot use it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Metrics:
    /// # ^^^^^^^ `AWS::Timestream::Database` is only kept running since 2025-06-20
    ///     Type: AWS::Timestream::Database
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct FrozenService {
        code: "W3697",
        name: "frozen-service",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for FrozenService {
    fn check(cx: &mut Context<'_>) {
        ending::report::<Self>(cx, LifecycleStage::Maintenance, "is only kept running since");
    }
}
