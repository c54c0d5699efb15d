use super::deprecated_runtime::report;
use crate::Context;
use crate::rule::{Rule, rule};
use crate::runtimes::{self, End};

rule! {
    /// A function has a runtime with which Lambda no longer updates functions.
    ///
    /// Both a new stack and a change of the function in an old one fail.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python2.7
    /// #     ^^^^^^^ Lambda updates no functions with `python2.7` since 2022-05-30
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    /// ```
    pub struct BlockedRuntimeUpdate {
        code: "E2533",
        name: "blocked-runtime-update",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for BlockedRuntimeUpdate {
    fn check(cx: &mut Context<'_>) {
        runtimes::ended(cx, End::Updated, |cx, site, name, runtime| {
            let day = runtime.updated_until.as_deref().unwrap_or_default();
            let message = format!("Lambda updates no functions with `{name}` since {day}");
            report::<Self>(cx, site, runtime, message);
        });
    }
}
