use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::snap_start::{has_snap_start, regions_without};
use crate::words;

rule! {
    /// A function turns SnapStart on where its runtime or its region has none.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: nodejs24.x
    ///       SnapStart:
    ///         ApplyOn: PublishedVersions
    /// #       ^^^^^^^ `nodejs24.x` has no SnapStart
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
    ///       SnapStart:
    ///         ApplyOn: PublishedVersions
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    /// ```
    pub struct UnsupportedSnapStart {
        code: "E2530",
        name: "unsupported-snap-start",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnsupportedSnapStart {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let without = regions_without(cx);
        for (_, properties) in walk.resources("AWS::Lambda::Function") {
            let span = properties.span_of("SnapStart/ApplyOn");
            let on = properties.found("SnapStart/ApplyOn");
            for on in on.iter().filter(|on| on.string() == Some("PublishedVersions")) {
                if !without.is_empty() {
                    let message = format!("{} has no SnapStart", words::and_quoted(&without));
                    cx.report::<Self>(span, message).when(on.when.to_string());
                }
                let runtimes = properties.given(on).map(|properties| properties.found("Runtime"));
                for runtime in runtimes.unwrap_or_default() {
                    let Some(name) = runtime.string().filter(|name| !has_snap_start(name)) else { continue };
                    let found = cx.report::<Self>(span, format!("`{name}` has no SnapStart"));
                    found.when(runtime.when.to_string()).related(runtime.span(), "The runtime");
                }
            }
        }
    }
}
