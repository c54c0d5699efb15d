use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// A pipeline fetches sources in another stage than the first, or does something else in the first.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Pipeline:
    ///     Type: AWS::CodePipeline::Pipeline
    ///     Properties:
    ///       RoleArn: arn:aws:iam::111122223333:role/pipeline
    ///       ArtifactStore: { Type: S3, Location: artifacts }
    ///       Stages:
    ///         - Name: Build
    ///           Actions:
    ///             - Name: Compile
    ///               ActionTypeId:
    ///                 Category: Build
    /// #               ^^^^^^^^ The first stage has an action of the category `Build`, and takes only `Source`
    ///                 Owner: AWS
    ///                 Provider: CodeBuild
    ///                 Version: "1"
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
    pub struct MisplacedSource {
        code: "E3700",
        name: "misplaced-source",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MisplacedSource {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::CodePipeline::Pipeline") {
            for stages in properties.found("Stages") {
                // Where conditions leave stages out, nobody knows which is the first.
                let stages = stages.found("*").into_iter().filter(|stage| !stage.is_shifted);
                for (number, category) in stages.enumerate().flat_map(|(number, stage)| categories(number, &stage)) {
                    let Some(name) = category.string() else { continue };
                    let message = match number {
                        0 if name != "Source" => {
                            format!("The first stage has an action of the category `{name}`, and takes only `Source`")
                        }
                        1.. if name == "Source" => "Only the first stage takes actions of the category `Source`".to_owned(),
                        1.. if !OTHERS.contains(&name) => format!("There are no actions of the category `{name}`"),
                        _ => continue,
                    };
                    cx.report::<Self>(category.span(), message).when(category.when.to_string());
                }
            }
        }
    }
}

/// Source: action structure reference in the CodePipeline user guide.
const OTHERS: &[&str] = &["Approval", "Build", "Compute", "Deploy", "Invoke", "Test"];

/// The categories of the actions in a stage, with the number of the stage.
fn categories<'w, 't>(number: usize, stage: &Site<'w, 't>) -> Vec<(usize, Site<'w, 't>)> {
    let found = stage.found("Actions/*/ActionTypeId/Category");
    found.into_iter().map(|category| (number, category)).collect()
}
