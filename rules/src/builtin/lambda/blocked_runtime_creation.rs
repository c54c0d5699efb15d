use super::deprecated_runtime::report;
use crate::Context;
use crate::rule::{Rule, rule};
use crate::runtimes::{self, End};

rule! {
    /// A function has a runtime with which Lambda no longer makes functions.
    ///
    /// A stack that has the function already can still be updated; a new one fails.
    ///
    /// ```yaml bad
    /// Transform: AWS::Serverless-2016-10-31
    /// Globals:
    ///   Function:
    ///     Runtime: nodejs14.x
    /// #   ^^^^^^^ Lambda makes no functions with `nodejs14.x` since 2024-01-09
    /// Resources: {}
    /// ```
    ///
    /// ```yaml fixed
    /// Transform: AWS::Serverless-2016-10-31
    /// Globals:
    ///   Function:
    ///     Runtime: nodejs24.x
    /// Resources: {}
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::Serverless-2016-10-31
    /// Globals:
    ///   Function:
    ///     Runtime: nodejs24.x
    /// Resources: {}
    /// ```
    pub struct BlockedRuntimeCreation {
        code: "E2531",
        name: "blocked-runtime-creation",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for BlockedRuntimeCreation {
    fn check(cx: &mut Context<'_>) {
        runtimes::ended(cx, End::Created, |cx, site, name, runtime| {
            let day = runtime.created_until.as_deref().unwrap_or_default();
            let message = format!("Lambda makes no functions with `{name}` since {day}");
            report::<Self>(cx, site, runtime, message);
        });
    }
}
