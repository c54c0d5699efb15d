use formwork_schemas::LifecycleStage;

use crate::rule::{Rule, rule};
use crate::{Context, ending};

rule! {
    /// A resource is of a service that has been shut down.
    ///
    /// CloudFormation can no longer make it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    /// # ^^^^^^ `AWS::QLDB::Ledger` has been shut down since 2025-07-31
    ///     Type: AWS::QLDB::Ledger
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct ShutDownService {
        code: "E3710",
        name: "shut-down-service",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ShutDownService {
    fn check(cx: &mut Context<'_>) {
        ending::report::<Self>(cx, LifecycleStage::Shutdown, "has been shut down since");
    }
}
