use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::words;

rule! {
    /// A property names a file that only `aws cloudformation package` can find.
    ///
    /// That command uploads the file and writes its address into the template. Without
    /// it, CloudFormation takes the path for something else, and the deployment fails.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: ./worker
    /// #     ^^^^ `./worker` works with the `package` command only
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
    ///       Code: { S3Bucket: code, S3Key: worker.zip }
    /// ```
    pub struct LocalArtifact {
        code: "W3002",
        name: "local-artifact",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for LocalArtifact {
    fn check(cx: &mut Context<'_>) {
        if cx.template().is_sam() {
            return;
        }
        let walk = Walk::new(cx);
        for site in PACKAGED.iter().flat_map(|path| walk.all(path)) {
            let local = |text: &&str| !text.starts_with("s3://") && !text.starts_with("https://");
            let Some(text) = site.string().filter(local) else { continue };
            let message = format!("`{}` works with the `package` command only", words::shortened(text));
            cx.report::<Self>(site.span(), message).when(site.when.to_string());
        }
    }
}

/// Source: artifacts that the AWS CLI's `cloudformation package` uploads.
const PACKAGED: &[&str] = &[
    "AWS::ApiGateway::RestApi/BodyS3Location",
    "AWS::AppSync::FunctionConfiguration/RequestMappingTemplateS3Location",
    "AWS::AppSync::FunctionConfiguration/ResponseMappingTemplateS3Location",
    "AWS::AppSync::GraphQLSchema/DefinitionS3Location",
    "AWS::AppSync::Resolver/RequestMappingTemplateS3Location",
    "AWS::AppSync::Resolver/ResponseMappingTemplateS3Location",
    "AWS::CloudFormation::Stack/TemplateURL",
    "AWS::CodeCommit::Repository/Code/S3",
    "AWS::ElasticBeanstalk::ApplicationVersion/SourceBundle",
    "AWS::Lambda::Function/Code",
    "AWS::Lambda::LayerVersion/Content",
    "AWS::StepFunctions::StateMachine/DefinitionS3Location",
];
