use formwork_schemas::LifecycleStage;

use crate::rule::{Rule, rule};
use crate::{Context, ending};

rule! {
    /// A resource is of a service that AWS is going to shut down.
    ///
    /// What is deployed stops working on that day.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Things:
    /// # ^^^^^^ `AWS::Greengrass::Group` will be shut down on 2026-10-01
    ///     Type: AWS::Greengrass::Group
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct EndingService {
        code: "W3696",
        name: "ending-service",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for EndingService {
    fn check(cx: &mut Context<'_>) {
        ending::report::<Self>(cx, LifecycleStage::Sunset, "will be shut down on");
    }
}
