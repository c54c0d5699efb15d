use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// A backup is deleted sooner after it went to cold storage than AWS Backup allows.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Plan:
    ///     Type: AWS::Backup::BackupPlan
    ///     Properties:
    ///       BackupPlan:
    ///         BackupPlanName: daily
    ///         BackupPlanRule:
    ///           - RuleName: daily
    ///             TargetBackupVault: vault
    ///             Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60 }
    /// #                                                        ^^^^^^^^^^^^^^^ The backup is in cold storage for 30 days, and has to be for 90
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Plan:
    ///     Type: AWS::Backup::BackupPlan
    ///     Properties:
    ///       BackupPlan:
    ///         BackupPlanName: daily
    ///         BackupPlanRule:
    ///           - RuleName: daily
    ///             TargetBackupVault: vault
    ///             Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120 }
    /// ```
    pub struct ShortColdStorage {
        code: "E3504",
        name: "short-cold-storage",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ShortColdStorage {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for rule in walk.all("AWS::Backup::BackupPlan/BackupPlan/BackupPlanRule/*") {
            for life in ["Lifecycle", "CopyActions/*/Lifecycle"].map(|path| rule.found(path)).concat() {
                let days = |key| life.written(key).and_then(|days| days.integer());
                let Some((cold, end)) = days("MoveToColdStorageAfterDays").zip(days("DeleteAfterDays")) else { continue };
                let between = end.saturating_sub(cold);
                if between < LEAST {
                    let message = format!("The backup is in cold storage for {between} days, and has to be for {LEAST}");
                    cx.report::<Self>(life.span_of("DeleteAfterDays"), message).when(life.when.to_string());
                }
            }
        }
    }
}

/// Source: lifecycle of backups in the AWS Backup developer guide.
const LEAST: i64 = 90;
