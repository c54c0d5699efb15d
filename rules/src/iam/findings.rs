//! Findings about policies, which are written out as maps or as JSON in a text.
//! What is wrong within a text is reported where the text is.

use std::sync::Arc;

use formwork_template::{Span, Syntax, Template, parse};
use serde_json::json;

use super::{PLACES, PolicyKind, PolicyPlace};
use crate::rule::Rule;
use crate::sites::{Site, Walk};
use crate::{Context, Fix};

/// Something that a rule finds in a policy.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) span: Span,
    pub(crate) when: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) fix: Option<Fix>,
}

impl Finding {
    pub(crate) fn at(site: &Site<'_, '_>, message: String) -> Self {
        Self { span: site.span(), when: site.when.to_string(), message, help: None, fix: None }
    }
}

/// Reports what `find` finds in the policies of the template.
pub(crate) fn report<R: Rule>(cx: &mut Context<'_>, mut find: impl FnMut(&Walk<'_>) -> Vec<Finding>) {
    let walk = Walk::new(cx);
    let mut found = find(&walk);
    for place in PLACES {
        for (_, properties) in walk.resources(place.type_name) {
            for site in properties.found(place.path) {
                let Some(inner) = site.string().and_then(|text| embedded(place, text)) else { continue };
                let inside = find(&Walk::over(&inner)).into_iter();
                found.extend(inside.map(|finding| Finding {
                    span: site.span(),
                    when: site.when.to_string(),
                    fix: None,
                    ..finding
                }));
            }
        }
    }
    for Finding { span, when, message, help, fix } in found {
        let diagnostic = cx.report::<R>(span, message).when(when);
        diagnostic.help = help;
        diagnostic.fix = fix;
    }
}

/// A template with nothing in it but the policy of a text. `None` where the text is no JSON.
fn embedded(place: &PolicyPlace, text: &str) -> Option<Template> {
    let policy: serde_json::Value = serde_json::from_str(text).ok().filter(serde_json::Value::is_object)?;
    let (type_name, property) = match place.kind {
        PolicyKind::Identity => ("AWS::IAM::ManagedPolicy", "PolicyDocument"),
        _ => (place.type_name, place.path),
    };
    let properties = json!({ property: policy });
    let template = json!({ "Resources": { "Policy": { "Type": type_name, "Properties": properties } } });
    Some(Template::new(parse(Arc::from(template.to_string()), Syntax::Json)))
}
