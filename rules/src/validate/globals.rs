//! `Globals` of SAM: properties that every function, API or table of a template
//! gets beside its own. What a resource lacks may stand there, and what stands
//! there is judged where it is written, once.

use formwork_schemas::{TypeLookup, lookup};
use formwork_template::{Assumption, Resource, Section, Template, Value};

use super::{Place, Validator, can_be_map};

const SAM: &str = "AWS::Serverless::";

impl<'a> Validator<'a> {
    /// Judges the values that a part of `Globals` gives to the resources of its type.
    pub(super) fn globals(&mut self) {
        let Some((_, parts)) = self.template.section(Section::Globals).filter(|_| self.template.is_sam())
        else {
            return;
        };
        for (part, value) in parts.entries() {
            let mut takers = self.template.resources().filter(|resource| inherits(*resource, part.text));
            let Some(name) = takers.find_map(Resource::type_name) else { continue };
            let TypeLookup::Known(known) = lookup(name.text) else { continue };
            if can_be_map(value) {
                self.resource_type = name.text;
                self.partial = true;
                self.value(known.properties(), value, Place::of_key(part), &Assumption::default());
                self.partial = false;
            }
        }
    }
}

/// Whether a resource gets what a part of `Globals` gives.
fn inherits(resource: Resource<'_>, part: &str) -> bool {
    let takes = resource.type_name().and_then(|name| name.text.strip_prefix(SAM)) == Some(part);
    let ignores_all = resource.value().get("IgnoreGlobals").and_then(Value::text) == Some("*");
    takes && !ignores_all
}

/// What a resource gets from `Globals`.
pub(super) fn inherited<'a>(template: &'a Template, resource: Resource<'a>) -> Option<Value<'a>> {
    let part = resource.type_name()?.text.strip_prefix(SAM)?;
    let globals = template.section(Section::Globals).filter(|_| template.is_sam())?.1.get(part)?;
    (inherits(resource, part) && globals.is_map()).then_some(globals)
}
