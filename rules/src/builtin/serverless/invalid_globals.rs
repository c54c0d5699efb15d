use formwork_schemas::rule_schema;
use formwork_template::{Assumption, Place, Section, Value};

use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::validate::outside::{Extent, Reading};
use crate::{Applicability, Context, transforms, words};

rule! {
    /// `Globals` is used where SAM does not read it, has not its form, or a resource ignores a global that there is not.
    ///
    /// The section is for the SAM transform alone. `IgnoreGlobals` lists keys of the part of
    /// `Globals` that is for the type of the resource.
    ///
    /// ```yaml bad
    /// Transform: AWS::Serverless-2016-10-31
    /// Globals:
    ///   Function: { Timeout: 3 }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::Serverless::Function
    ///     IgnoreGlobals: [Timeouts]
    /// #                   ^^^^^^^^ `Globals` has no `Timeouts` for `Function`
    /// ```
    ///
    /// ```yaml fixed
    /// Transform: AWS::Serverless-2016-10-31
    /// Globals:
    ///   Function: { Timeout: 3 }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::Serverless::Function
    ///     IgnoreGlobals: [Timeout]
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::Serverless-2016-10-31
    /// Globals:
    ///   Function: { Timeout: 3 }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::Serverless::Function
    ///     IgnoreGlobals: [Timeout]
    /// ```
    pub struct InvalidGlobals {
        code: "E3724",
        name: "invalid-globals",
        severity: Error,
        since: "0.1",
    }
}

/// The types that have globals: the part of the section is called like the type.
/// Source: `Globals` section in the SAM developer guide.
const PARTS: &[&str] = &[
    "Function",
    "Api",
    "HttpApi",
    "SimpleTable",
    "StateMachine",
    "LayerVersion",
    "CapacityProvider",
    "WebSocketApi",
];

impl Rule for InvalidGlobals {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let Some((key, globals)) = template.section(Section::Globals) else { return };
        if !globals.is_map() {
            return;
        }
        if !template.is_sam() {
            let found = cx.report::<Self>(key.span, "`Globals` needs the transform `AWS::Serverless-2016-10-31`");
            found.help("Add `Transform: AWS::Serverless-2016-10-31`");
            found.fix = transforms::addition(template, transforms::SERVERLESS);
            return;
        }
        if let Some(schema) = rule_schema("other/sam/globals") {
            let by = (schema.root(), Reading::Converted, Extent::Best);
            cx.judge::<Self>(by, (key, globals), &Assumption::default());
        }
        for resource in template.resources() {
            let Some((key, ignored)) = resource.value().entry("IgnoreGlobals") else { continue };
            let part = resource.type_name().and_then(|name| name.text.strip_prefix("AWS::Serverless::"));
            let Some(part) = part.filter(|part| PARTS.contains(part)) else { continue };
            let Some(own) = globals.get(part).filter(|own| own.is_map()) else { continue };
            if ignored.is_list() {
                unknown(cx, part, own, ignored, Place::key(key.span));
            }
        }
    }
}

/// Reports the items that are no keys of `own`.
fn unknown(cx: &mut Context<'_>, part: &str, own: Value<'_>, ignored: Value<'_>, place: Place) {
    let names: Vec<&str> = own.entries().map(|(key, _)| key.text).collect();
    for item in ignored.items() {
        let Some(name) = item.string().filter(|name| !names.contains(&name.text)) else { continue };
        let message = format!("`Globals` has no `{name}` for `{part}`");
        let found = cx.report::<InvalidGlobals>(place.item(item).span(), message);
        found.help(format!("It has {}", words::list(&names)));
        found.suggest(name, nearest(name.text, names.iter().copied()), Applicability::Unsafe);
    }
}
