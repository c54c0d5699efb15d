use formwork_template::Value;

use crate::Context;
use crate::roles::is_role;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::words;

rule! {
    /// The configuration of an action does not fit: its template is in none of the artifacts that it takes, or its role is no role.
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
    ///         - Name: Deploy
    ///           Actions:
    ///             - Name: Stack
    ///               ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1" }
    ///               InputArtifacts: [{ Name: code }]
    ///               Configuration:
    ///                 TemplatePath: build::template.yaml
    /// #               ^^^^^^^^^^^^ The action takes no artifact `build`
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
    ///         - Name: Deploy
    ///           Actions:
    ///             - Name: Stack
    ///               ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1" }
    ///               InputArtifacts: [{ Name: code }]
    ///               Configuration:
    ///                 TemplatePath: code::template.yaml
    /// ```
    pub struct WrongActionConfiguration {
        code: "E3703",
        name: "wrong-action-configuration",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongActionConfiguration {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for action in walk.all("AWS::CodePipeline::Pipeline/Stages/*/Actions/*") {
            for path in action.found("Configuration/TemplatePath") {
                let Some((text, action)) = path.string().zip(action.given(&path)) else { continue };
                let inputs = action.at("InputArtifacts/*/Name");
                let is_of = |name: &str| text.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"));
                let may_be = |input: &Site<'_, '_>| match input.value {
                    Some(value) => value.function().is_some() || input.string().is_some_and(is_of),
                    None => false,
                };
                let is_list = action.at("InputArtifacts").iter().all(|list| list.value.is_none_or(Value::is_list));
                if is_list && !inputs.iter().any(may_be) {
                    let artifact = text.split("::").next().unwrap_or_default();
                    cx.report::<Self>(path.span(), format!("The action takes no artifact `{artifact}`"))
                        .when(path.when.to_string())
                        .help("Name the artifact before `::`, and the file in it behind");
                }
            }
            for role in action.found("Configuration/RoleArn") {
                let Some(arn) = role.string().filter(|arn| !is_role(arn)) else { continue };
                cx.report::<Self>(role.span(), format!("`{}` is not the ARN of a role", words::shortened(arn)))
                    .when(role.when.to_string());
            }
        }
    }
}
