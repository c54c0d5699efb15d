//! Where the template reference has a type or a property.
//! Source: the addresses of the CloudFormation template reference guide.

use smol_str::SmolStr;

const GUIDE: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference";

/// The page of a resource type; that of SAM's in its own guide.
pub(super) fn type_page(name: &str) -> Option<String> {
    let parts: Vec<String> = name.split("::").map(str::to_lowercase).collect();
    match parts.as_slice() {
        [aws, serverless, resource] if aws == "aws" && serverless == "serverless" => Some(format!(
            "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-{resource}.html"
        )),
        [aws, service, resource] if aws == "aws" || aws == "alexa" => {
            Some(format!("{GUIDE}/aws-resource-{service}-{resource}.html"))
        }
        _ => None,
    }
}

/// The place of a property of the first level on the page of its type.
pub(super) fn property_place(type_name: &str, path: &[SmolStr]) -> Option<String> {
    let page = type_page(type_name)?;
    let first = path.first()?.to_lowercase();
    let parts: Vec<String> = type_name.split("::").skip(1).map(str::to_lowercase).collect();
    Some(format!("{page}#cfn-{}-{first}", parts.join("-")))
}

/// A page of the guide.
pub(super) fn page(name: &str) -> String {
    format!("{GUIDE}/{name}.html")
}
