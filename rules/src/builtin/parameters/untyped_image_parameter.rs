use formwork_template::Parameter;

use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Fix, properties};

rule! {
    /// A parameter for the image of an instance has not the type for it.
    ///
    /// With `AWS::EC2::Image::Id`, CloudFormation finds out whether the image exists before it
    /// deploys anything.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Image: { Type: String }
    /// #          ^^^^ `Image` is used as the ID of an image, and is of type `String`
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: !Ref Image
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Image: { Type: AWS::EC2::Image::Id }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: !Ref Image
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Image: { Type: AWS::EC2::Image::Id }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: !Ref Image
    /// ```
    pub struct UntypedImageParameter {
        code: "W2506",
        name: "untyped-image-parameter",
        severity: Warning,
        since: "0.1",
    }
}

/// Source: the types' pages in the CloudFormation user guide.
const PROPERTIES: &[(&str, &[&str])] = &[
    ("AWS::AutoScaling::LaunchConfiguration", &["ImageId"]),
    ("AWS::Batch::ComputeEnvironment", &["ComputeResources", "ImageId"]),
    ("AWS::Cloud9::EnvironmentEC2", &["ImageId"]),
    ("AWS::EC2::Instance", &["ImageId"]),
    ("AWS::EC2::LaunchTemplate", &["LaunchTemplateData", "ImageId"]),
    ("AWS::EC2::SpotFleet", &["SpotFleetRequestConfigData", "LaunchSpecifications", "*", "ImageId"]),
    ("AWS::ImageBuilder::Image", &["ImageId"]),
];

const TYPES: &[&str] = &["AWS::EC2::Image::Id", "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"];

impl Rule for UntypedImageParameter {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for found in properties::listed(cx, PROPERTIES).into_iter().filter(|found| !found.is_chosen) {
            let name = found.value.and_then(|value| value.function()?.reference());
            let parameter = name.and_then(|name| template.parameter(name.text));
            let entry = parameter.and_then(|parameter| parameter.0.value.entry("Type"));
            let (Some(name), Some((key, value))) = (name, entry) else { continue };
            let Some(type_name) = value.text().filter(|name| !TYPES.contains(name)) else { continue };
            let message = format!("`{name}` is used as the ID of an image, and is of type `{type_name}`");
            let reported = cx.report::<Self>(key.span, message);
            reported.help("Change it to `AWS::EC2::Image::Id`");
            let default = parameter.and_then(Parameter::default);
            // CloudFormation refuses a default that is no image.
            let is_image = default.is_none_or(|text| text.text().is_some_and(|text| text.starts_with("ami-")));
            let typed = match type_name {
                "String" if is_image => Some(TYPES[0]),
                "AWS::SSM::Parameter::Value<String>" => Some(TYPES[1]),
                _ => None,
            };
            reported.fix = typed.and_then(|typed| Fix::literal(value, typed, Applicability::Unsafe));
        }
    }
}
