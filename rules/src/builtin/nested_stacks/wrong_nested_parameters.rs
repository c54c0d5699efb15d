use formwork_template::{Name, Place, Section, Template, Value};

use crate::files::NESTED;
use crate::nearest::nearest;
use crate::properties::{self, Found};
use crate::rule::{Rule, rule};
use crate::{Applicability, Context};

rule! {
    /// A nested stack is given other parameters than its template has.
    ///
    /// The template is looked for beside this one; a URL is not followed. Each parameter without
    /// a default needs a value, and a value needs a parameter.
    ///
    /// ```yaml network.yaml
    /// Parameters:
    ///   Range: { Type: String }
    /// Resources: {}
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Network:
    ///     Type: AWS::CloudFormation::Stack
    ///     Properties:
    ///       TemplateURL: ./network.yaml
    ///       Parameters: { Zone: a }
    /// #     ^^^^^^^^^^ The nested stack needs the parameter `Range`
    /// #                   ^^^^ The nested stack has no parameter `Zone`
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Network:
    ///     Type: AWS::CloudFormation::Stack
    ///     Properties:
    ///       TemplateURL: ./network.yaml
    ///       Parameters: { Rnage: 10.0.0.0/16 }
    /// #     ^^^^^^^^^^ The nested stack needs the parameter `Range`
    /// #                   ^^^^^ The nested stack has no parameter `Rnage`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Network:
    ///     Type: AWS::CloudFormation::Stack
    ///     Properties:
    ///       TemplateURL: ./network.yaml
    ///       Parameters: { Range: 10.0.0.0/16 }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Network:
    ///     Type: AWS::CloudFormation::Stack
    ///     Properties:
    ///       TemplateURL: ./network.yaml
    ///       Parameters: { Range: 10.0.0.0/16 }
    /// ```
    pub struct WrongNestedParameters {
        code: "E3043",
        name: "wrong-nested-parameters",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongNestedParameters {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for resource in template.resources() {
            let Some((_, location)) = NESTED.iter().find(|(name, _)| resource.is(name)) else { continue };
            for case in properties::at(resource, &[location]) {
                let Some(text) = case.value.and_then(Value::text) else { continue };
                let Some(nested) = cx.template_beside(text) else { continue };
                if nested.index().is_open(Section::Parameters) {
                    continue;
                }
                let key = resource.properties().and_then(|properties| properties.entry("Parameters"));
                let Some(key) = key.map(|(key, _)| Place::key(key.span)) else { continue };
                let given = properties::at(resource, &["Parameters"]).into_iter();
                for given in given.filter_map(|given| together(template, &given, &case, key)) {
                    compare(cx, &given, &nested);
                }
            }
        }
    }
}

/// Parameters in a case in which they can be given; a function that makes them is not known.
fn together<'t>(template: &Template, given: &Found<'t>, case: &Found<'t>, key: Place) -> Option<Found<'t>> {
    let when = given.when.and_all(&case.when)?;
    let is_known = given.value.is_some_and(Value::is_map) && properties::can_hold(template, &when);
    // What is wrong in one of several cases is wrong with all of the parameters.
    let is_chosen = given.is_chosen || case.is_chosen;
    let place = if is_chosen { key } else { given.place };
    is_known.then_some(Found { value: given.value, place, when, is_chosen })
}

fn compare(cx: &mut Context<'_>, given: &Found<'_>, nested: &Template) {
    let Some(map) = given.value else { return };
    for (key, _) in map.entries() {
        if nested.parameter(key.text).is_none() {
            unknown(cx, key, given, nested);
        }
    }
    for parameter in nested.parameters().filter(|parameter| parameter.default().is_none()) {
        let id = parameter.id();
        if map.get(id.text).is_none() {
            cx.report::<WrongNestedParameters>(given.place.span(), format!("The nested stack needs the parameter `{id}`"))
                .help(format!("Add `{id}`"))
                .when(given.when.to_string());
        }
    }
}

fn unknown(cx: &mut Context<'_>, key: Name<'_>, given: &Found<'_>, nested: &Template) {
    let names = nested.index().names(Section::Parameters);
    let near = nearest(key.text, names.into_iter());
    let span = if given.is_chosen { given.place.span() } else { key.span };
    cx.report::<WrongNestedParameters>(span, format!("The nested stack has no parameter `{key}`"))
        .suggest(key, near, Applicability::Unsafe)
        .when(given.when.to_string());
}
