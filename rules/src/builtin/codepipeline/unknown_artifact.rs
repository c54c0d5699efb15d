use rustc_hash::FxHashMap;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// An action takes an artifact that no earlier action makes, or makes one that there is already.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Pipeline:
    ///     Type: AWS::CodePipeline::Pipeline
    ///     Properties:
    ///       RoleArn: arn:aws:iam::111122223333:role/pipeline
    ///       ArtifactStore: { Type: S3, Location: artifacts }
    ///       Stages:
    ///         - Name: Source
    ///           Actions:
    ///             - Name: Fetch
    ///               ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1" }
    ///               OutputArtifacts: [{ Name: code }]
    ///         - Name: Build
    ///           Actions:
    ///             - Name: Compile
    ///               ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }
    ///               InputArtifacts: [{ Name: source }]
    /// #                                ^^^^ No earlier action makes the artifact `source`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Pipeline:
    ///     Type: AWS::CodePipeline::Pipeline
    ///     Properties:
    ///       RoleArn: arn:aws:iam::111122223333:role/pipeline
    ///       ArtifactStore: { Type: S3, Location: artifacts }
    ///       Stages:
    ///         - Name: Source
    ///           Actions:
    ///             - Name: Fetch
    ///               ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1" }
    ///               OutputArtifacts: [{ Name: code }]
    ///         - Name: Build
    ///           Actions:
    ///             - Name: Compile
    ///               ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }
    ///               InputArtifacts: [{ Name: code }]
    /// ```
    pub struct UnknownArtifact {
        code: "E3701",
        name: "unknown-artifact",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnknownArtifact {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::CodePipeline::Pipeline") {
            let mut made: FxHashMap<&str, Vec<Site<'_, '_>>> = FxHashMap::default();
            for action in properties.found("Stages/*/Actions/*") {
                for input in action.found("InputArtifacts/*/Name") {
                    let Some(name) = input.string() else { continue };
                    let known = made.get(name).map(Vec::as_slice).unwrap_or_default();
                    if !known.iter().any(|output| output.stands_with(&input)) {
                        cx.report::<Self>(input.span(), format!("No earlier action makes the artifact `{name}`"))
                            .when(input.when.to_string());
                    }
                }
                for output in action.found("OutputArtifacts/*/Name") {
                    let Some(name) = output.string() else { continue };
                    let known = made.entry(name).or_default();
                    match known.iter().find(|earlier| earlier.stands_with(&output)) {
                        Some(earlier) => {
                            let message = format!("An earlier action makes the artifact `{name}` already");
                            let found = cx.report::<Self>(output.span(), message).when(output.when.to_string());
                            found.related(earlier.span(), "The earlier one");
                        }
                        None => known.push(output),
                    }
                }
            }
        }
    }
}
