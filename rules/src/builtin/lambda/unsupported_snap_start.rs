use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
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

/// Regions that have SnapStart.
/// Source: supported features and limitations of SnapStart in the Lambda developer guide.
const REGIONS: &[&str] = &[
    "af-south-1",
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

/// Runtimes of supported languages that came too early for it; likewise.
const TOO_OLD: &[&str] = &[
    "dotnet5.0",
    "dotnet6",
    "dotnet7",
    "java8",
    "java8.al2",
    "python3.10",
    "python3.11",
    "python3.7",
    "python3.8",
    "python3.9",
];

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
                    let Some(name) = runtime.string().filter(|name| !is_supported(name)) else { continue };
                    let found = cx.report::<Self>(span, format!("`{name}` has no SnapStart"));
                    found.when(runtime.when.to_string()).related(runtime.span(), "The runtime");
                }
            }
        }
    }
}

/// Names of the regions that the template is deployed to and that have no SnapStart.
pub(super) fn regions_without(cx: &Context<'_>) -> Vec<&'static str> {
    let regions = cx.settings().regions().iter().map(|region| region.name());
    regions.filter(|region| !REGIONS.contains(region)).collect()
}

fn is_supported(runtime: &str) -> bool {
    let has_language = ["python", "java", "dotnet"].iter().any(|language| runtime.starts_with(language));
    has_language && !runtime.starts_with("dotnetcore") && !TOO_OLD.contains(&runtime)
}
