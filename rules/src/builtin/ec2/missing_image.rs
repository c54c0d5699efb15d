use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// An instance has no image: neither its own nor one of a launch template.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    /// #   ^^^^^^^^^^ `Server` has no `ImageId`, and none by a launch template
    ///       LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: "1" }
    ///   Template:
    ///     Type: AWS::EC2::LaunchTemplate
    ///     Properties:
    ///       LaunchTemplateData: { InstanceType: t3.micro }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: "1" }
    ///   Template:
    ///     Type: AWS::EC2::LaunchTemplate
    ///     Properties:
    ///       LaunchTemplateData: { ImageId: ami-0123456789abcdef0, InstanceType: t3.micro }
    /// ```
    pub struct MissingImage {
        code: "E3673",
        name: "missing-image",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingImage {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (server, properties) in walk.resources("AWS::EC2::Instance") {
            for image in properties.at("ImageId").iter().filter(|image| image.value.is_none()) {
                let templates = properties.given(image).map(|properties| templates(&properties)).unwrap_or_default();
                let without = if templates.is_empty() {
                    Some(image.clone())
                } else {
                    templates.iter().find_map(without_image)
                };
                if let Some(without) = without {
                    let message = format!("`{}` has no `ImageId`, and none by a launch template", server.id());
                    cx.report::<Self>(image.span(), message).when(without.when.to_string());
                }
            }
        }
    }
}

/// What may name the launch template, by ID or by name; also nothing, in a launch template of neither.
fn templates<'w, 't>(properties: &Site<'w, 't>) -> Vec<Site<'w, 't>> {
    let mut found = Vec::new();
    for launch in properties.found("LaunchTemplate") {
        for id in launch.at("LaunchTemplateId") {
            match launch.given(&id).filter(|_| id.value.is_none()) {
                Some(launch) => found.extend(launch.at("LaunchTemplateName")),
                None => found.push(id),
            }
        }
    }
    found
}

/// The case in which the template's own launch template brings no image.
fn without_image<'w, 't>(template: &Site<'w, 't>) -> Option<Site<'w, 't>> {
    let id = template.target()?;
    let properties = template.properties_of(id, "AWS::EC2::LaunchTemplate");
    properties.iter().flat_map(|site| site.at("LaunchTemplateData/ImageId")).find(|site| site.value.is_none())
}
