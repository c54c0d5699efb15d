//! Which tool wrote a template. Not a rule.

use formwork_template::{Template, Value};

/// Whether the CDK made it: nobody edits the text, so its style is nobody's choice.
pub(crate) fn is_cdk(template: &Template) -> bool {
    template.resources().any(|resource| {
        resource.is("AWS::CDK::Metadata")
            || resource.id().text == "CDKMetadata"
            || resource
                .metadata()
                .filter(|metadata| Value::is_map(*metadata))
                .is_some_and(|metadata| metadata.get("aws:cdk:path").is_some())
    })
}
