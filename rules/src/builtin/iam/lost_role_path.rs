use crate::insertion::{New, flow};
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Context, Fix};

rule! {
    /// A role with a path is given by its name alone.
    ///
    /// `Ref` gives the name of a role without its path, and CodeBuild looks for it at `/`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Build:
    ///     Type: AWS::CodeBuild::Project
    ///     Properties:
    ///       ServiceRole: !Ref Role
    /// #     ^^^^^^^^^^^ `Role` has the path `/build/`, which `Ref` leaves out
    ///       Artifacts: { Type: NO_ARTIFACTS }
    ///       Environment: { Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0" }
    ///       Source: { Type: NO_SOURCE }
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       Path: /build/
    ///       AssumeRolePolicyDocument: {}
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Build:
    ///     Type: AWS::CodeBuild::Project
    ///     Properties:
    ///       ServiceRole: !GetAtt Role.Arn
    ///       Artifacts: { Type: NO_ARTIFACTS }
    ///       Environment: { Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0" }
    ///       Source: { Type: NO_SOURCE }
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       Path: /build/
    ///       AssumeRolePolicyDocument: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Build:
    ///     Type: AWS::CodeBuild::Project
    ///     Properties:
    ///       ServiceRole: !GetAtt Role.Arn
    ///       Artifacts: { Type: NO_ARTIFACTS }
    ///       Environment: { Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0" }
    ///       Source: { Type: NO_SOURCE }
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       Path: /build/
    ///       AssumeRolePolicyDocument: {}
    /// ```
    pub struct LostRolePath {
        code: "E3050",
        name: "lost-role-path",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for LostRolePath {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for role in walk.all("AWS::CodeBuild::Project/ServiceRole") {
            let Some(id) = role.reference() else { continue };
            for path in role.properties_of(id, "AWS::IAM::Role").iter().flat_map(|role| role.found("Path")) {
                let Some(text) = path.string().filter(|text| !matches!(*text, "/" | "")) else { continue };
                let message = format!("`{id}` has the path `{text}`, which `Ref` leaves out");
                let found = cx.report::<Self>(role.argument_span(), message).when(path.when.to_string());
                found.help(format!("Use `!GetAtt {id}.Arn`")).related(path.span(), "The path");
                if let Some(value) = role.value {
                    let arn = flow(&New::GetAtt(id.to_owned(), "Arn".to_owned()), value.tree().syntax());
                    found.fix(Fix::confirm(format!("Change to `!GetAtt {id}.Arn`"), value.span(), arn));
                }
            }
        }
    }
}
