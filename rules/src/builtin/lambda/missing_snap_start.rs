use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::snap_start::regions_without;

rule! {
    /// A Java function does without SnapStart.
    ///
    /// SnapStart costs a Java function nothing and makes it start up to ten times as fast.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    /// #   ^^^^^^^^^^ `Worker` runs on `java21` without SnapStart
    ///       Runtime: java21
    ///       Handler: example.Worker
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { S3Bucket: code, S3Key: worker.zip }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: java21
    ///       SnapStart: { ApplyOn: PublishedVersions }
    ///       Handler: example.Worker
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { S3Bucket: code, S3Key: worker.zip }
    /// ```
    pub struct MissingSnapStart {
        code: "I2530",
        name: "missing-snap-start",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for MissingSnapStart {
    fn check(cx: &mut Context<'_>) {
        if !regions_without(cx).is_empty() {
            return;
        }
        let walk = Walk::new(cx);
        for (function, properties) in walk.resources("AWS::Lambda::Function") {
            for start in properties.at("SnapStart").iter().filter(|start| start.value.is_none()) {
                let runtimes = properties.given(start).map(|properties| properties.found("Runtime"));
                for runtime in runtimes.unwrap_or_default() {
                    let is_java = |name: &&str| name.starts_with("java") && !name.starts_with("java8");
                    let Some(name) = runtime.string().filter(is_java) else { continue };
                    let message = format!("`{}` runs on `{name}` without SnapStart", function.id());
                    cx.report::<Self>(properties.span_of("SnapStart/ApplyOn"), message)
                        .when(runtime.when.to_string())
                        .help("Set `ApplyOn` of `SnapStart` to `PublishedVersions`, and publish a version");
                }
            }
        }
    }
}
