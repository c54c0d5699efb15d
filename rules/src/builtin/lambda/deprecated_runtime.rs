use crate::rule::{Rule, rule};
use crate::runtimes::{self, End, Runtime};
use crate::sites::Site;
use crate::{Applicability, Context, Fix};

rule! {
    /// A function has a runtime that is no longer patched.
    ///
    /// Lambda leaves it as it is, and will one day neither make nor update
    /// functions with it.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsOld: !Equals [!Ref AWS::Region, us-east-1]
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: !If [IsOld, python3.9, python3.14]
    /// #                          ^^^^^^^^^ Lambda no longer patches `python3.9`, since 2025-12-15
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    /// ```
    ///
    /// ```yaml fixed
    /// Conditions:
    ///   IsOld: !Equals [!Ref AWS::Region, us-east-1]
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: !If [IsOld, python3.14, python3.14]
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
    pub struct DeprecatedRuntime {
        code: "W2531",
        name: "deprecated-runtime",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for DeprecatedRuntime {
    fn check(cx: &mut Context<'_>) {
        runtimes::ended(cx, End::Deprecated, |cx, site, name, runtime| {
            let message = format!("Lambda no longer patches `{name}`, since {}", runtime.deprecated);
            report::<Self>(cx, site, runtime, message);
        });
    }
}

/// Reports a runtime, with the one to move to.
pub(super) fn report<R: Rule>(cx: &mut Context<'_>, site: &Site<'_, '_>, runtime: &'static Runtime, message: String) {
    let successor = runtimes::successor(cx, runtime);
    let found = cx.report::<R>(site.span(), message).when(site.when.to_string());
    if let Some(successor) = successor {
        found.help(format!("Move the function to `{successor}`"));
        let value = site.value.filter(|_| runtimes::are_kin(site.string().unwrap_or_default(), successor));
        found.fix = value.and_then(|value| Fix::literal(value, successor, Applicability::Unsafe));
    }
}
