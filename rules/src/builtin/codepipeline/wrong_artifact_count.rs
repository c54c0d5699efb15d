use formwork_template::Span;

use crate::Context;
use crate::pipelines::{Kind, kinds};
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// An action takes or makes more or fewer artifacts than its kind does.
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
    ///               OutputArtifacts: [{ Name: code }, { Name: more }]
    /// #             ^^^^^^^^^^^^^^^ A `CodeCommit` action has 2 `OutputArtifacts`, and has 1
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
    pub struct WrongArtifactCount {
        code: "E3702",
        name: "wrong-artifact-count",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongArtifactCount {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for action in walk.all("AWS::CodePipeline::Pipeline/Stages/*/Actions/*") {
            for (kind, case) in kinds(&action) {
                let Kind { provider, inputs, outputs, .. } = kind;
                for (key, allowed) in [("InputArtifacts", inputs), ("OutputArtifacts", outputs)] {
                    for list in case.at(key) {
                        let Some((has, span)) = outside(*allowed, &list, &action, key) else { continue };
                        let allowed = allowed_words(*allowed);
                        let message = format!("A `{provider}` action has {has} `{key}`, and has {allowed}");
                        cx.report::<Self>(span, message).when(list.when.to_string());
                    }
                }
            }
        }
    }
}

/// Items of a list whose cases are played out.
const MAX_CASES: usize = 64;

/// How many artifacts there are where it is not as many as allowed in any case, and where to say so.
fn outside(
    (fewest, most): (usize, usize),
    list: &Site<'_, '_>,
    action: &Site<'_, '_>,
    key: &str,
) -> Option<(usize, Span)> {
    let Some(value) = list.value else { return (fewest > 0).then_some((0, action.span())) };
    if !value.is_list() {
        return None;
    }
    let items = list.at("*");
    let there = || items.iter().filter(|item| item.value.is_some());
    // As many as are there for sure where one is, and at most where one is not.
    let wrong = items.iter().take(MAX_CASES).find_map(|case| {
        let at_least = there().filter(|item| case.implies(item)).count();
        let at_most = there().filter(|item| item.stands_with(case)).count();
        match case.value {
            Some(_) => (at_least > most).then_some(at_least),
            None => (at_most < fewest).then_some(at_most),
        }
    });
    let count = wrong.or_else(|| (items.is_empty() && fewest > 0).then_some(0));
    Some((count?, action.span_of(key)))
}

fn allowed_words((fewest, most): (usize, usize)) -> String {
    match (fewest, most) {
        (_, 0) => "none".to_owned(),
        (fewest, most) if fewest == most => most.to_string(),
        (fewest, most) => format!("{fewest} to {most}"),
    }
}
