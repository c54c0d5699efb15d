//! Where Lambda has SnapStart. Not a rule.

use crate::Context;

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

/// Names of the regions that the template is deployed to and that have no SnapStart.
pub(crate) fn regions_without(cx: &Context<'_>) -> Vec<&'static str> {
    let regions = cx.settings().regions().iter().map(|region| region.name());
    regions.filter(|region| !REGIONS.contains(region)).collect()
}

/// Whether functions with a runtime can have it.
pub(crate) fn has_snap_start(runtime: &str) -> bool {
    let has_language = ["python", "java", "dotnet"].iter().any(|language| runtime.starts_with(language));
    has_language && !runtime.starts_with("dotnetcore") && !TOO_OLD.contains(&runtime)
}
