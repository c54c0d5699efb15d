use formwork_template::{Name, Place, Section, Value};

use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::{Applicability, Context};

rule! {
    /// The metadata of the console names a parameter that there is not.
    ///
    /// `AWS::CloudFormation::Interface` groups the parameters and labels them. What it does not
    /// name right stands at the end, without its label.
    ///
    /// ```yaml bad
    /// Metadata:
    ///   AWS::CloudFormation::Interface:
    ///     ParameterLabels:
    ///       Taem: { default: Who pays }
    /// #     ^^^^ The template has no parameter `Taem`
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources: {}
    /// ```
    ///
    /// ```yaml fixed
    /// Metadata:
    ///   AWS::CloudFormation::Interface:
    ///     ParameterLabels:
    ///       Team: { default: Who pays }
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources: {}
    /// ```
    ///
    /// ```yaml good
    /// Metadata:
    ///   AWS::CloudFormation::Interface:
    ///     ParameterLabels:
    ///       Team: { default: Who pays }
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources: {}
    /// ```
    pub struct UnknownInterfaceParameter {
        code: "W4001",
        name: "unknown-interface-parameter",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnknownInterfaceParameter {
    fn check(cx: &mut Context<'_>) {
        let Some((_, metadata)) = cx.template().section(Section::Metadata) else { return };
        let Some(interface) = metadata.get("AWS::CloudFormation::Interface") else { return };
        if cx.index().is_open(Section::Parameters) {
            return;
        }
        for group in interface.get("ParameterGroups").into_iter().flat_map(Value::items) {
            let Some((key, parameters)) = group.entry("Parameters") else { continue };
            for item in parameters.items() {
                if let Some(name) = item.name() {
                    unknown(cx, name, Place::key(key.span).item(item));
                }
            }
        }
        for (key, _) in interface.get("ParameterLabels").into_iter().flat_map(Value::entries) {
            unknown(cx, key, Place::key(key.span));
        }
    }
}

fn unknown(cx: &mut Context<'_>, name: Name<'_>, place: Place) {
    let index = cx.index();
    if index.definition(Section::Parameters, name.text).is_some() {
        return;
    }
    let near = nearest(name.text, index.names(Section::Parameters).into_iter());
    let message = format!("The template has no parameter `{name}`");
    cx.report::<UnknownInterfaceParameter>(place.span(), message).suggest(name, near, Applicability::Safe);
}
