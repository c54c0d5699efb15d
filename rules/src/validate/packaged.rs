//! Properties that `aws cloudformation package` rewrites: a local path there is no fault.

use formwork_template::Value;

use super::{Place, Validator};

impl<'a> Validator<'a> {
    /// A local path where `aws cloudformation package` writes a location.
    /// Source: artifacts that the AWS CLI's `cloudformation package` uploads.
    pub(super) fn is_packaged(&self, value: Value<'a>, place: Place<'a>) -> bool {
        const PACKAGED: &[(&str, &str)] = &[
            ("AWS::ApiGateway::RestApi", "BodyS3Location"),
            ("AWS::AppSync::FunctionConfiguration", "RequestMappingTemplateS3Location"),
            ("AWS::AppSync::FunctionConfiguration", "ResponseMappingTemplateS3Location"),
            ("AWS::AppSync::GraphQLSchema", "DefinitionS3Location"),
            ("AWS::AppSync::Resolver", "RequestMappingTemplateS3Location"),
            ("AWS::AppSync::Resolver", "ResponseMappingTemplateS3Location"),
            ("AWS::CloudFormation::Stack", "TemplateURL"),
            ("AWS::CodeCommit::Repository", "S3"),
            ("AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle"),
            ("AWS::Lambda::Function", "Code"),
            ("AWS::Lambda::LayerVersion", "Content"),
            ("AWS::StepFunctions::StateMachine", "DefinitionS3Location"),
        ];
        // A rule asks of what kind the value is, whatever a tool makes of it later.
        self.rule.is_none()
            && value.text().is_some()
            && PACKAGED.contains(&(self.resource_type, place.property))
    }
}
