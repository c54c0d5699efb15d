//! Judging the properties of resources by schemas that users write. One judge
//! serves all rules on a template, so that one budget holds for them together.

use formwork_schemas::{Region, Schema};
use formwork_template::{Assumption, Resource, Template, Value};

use super::{Made, NOTHING, Place, Validator, Verdict, Violation, globals};

/// Judges the resources of one template.
pub(crate) struct Judge<'a>(Validator<'a>);

/// The properties of a resource: where they are told of, what they are, and when they are there.
struct Subject<'a> {
    place: Place<'a>,
    properties: Value<'a>,
    when: Assumption<'a>,
    /// There are none, and what is missing is missing in the resource.
    is_made: bool,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(template: &'a Template, regions: &'a [Region], made: &'a Made) -> Self {
        Self(Validator::new(template, regions, made))
    }

    /// Whether not all could be looked at.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.0.budget == 0
    }

    pub(crate) fn template(&self) -> &'a Template {
        self.0.template
    }

    /// A value of a text that is written nowhere in the template.
    pub(crate) fn made(&self, json: &str) -> Value<'a> {
        self.0.made.json(json)
    }

    /// The cases in which a resource is one of those that `filter` accepts; what it can't decide is none.
    pub(crate) fn cases(
        &mut self,
        resource: Resource<'a>,
        filter: Option<Schema<'a>>,
    ) -> Vec<Assumption<'a>> {
        let subject = self.begin(resource);
        let Some(filter) = filter else { return vec![subject.when] };
        let mut cases = self.0.scenarios(filter, subject.properties, &subject.when);
        cases
            .retain(|case| self.0.verdict(filter, subject.properties, subject.place, case) == Verdict::Valid);
        cases
    }

    /// What `schema` does not allow of a resource in these cases, and of what functions give in it.
    pub(crate) fn violations(
        &mut self,
        code: &'static str,
        resource: Resource<'a>,
        schema: Schema<'a>,
        cases: &[Assumption<'a>],
    ) -> Vec<Violation<'a>> {
        let subject = self.begin(resource);
        self.0.rule = Some(code);
        self.0.inherited = globals::inherited(self.0.template, resource)
            .map(|inherited| (subject.properties.node(), inherited));
        for case in cases {
            self.0.value(schema, subject.properties, subject.place, case);
        }
        self.0.rule = None;
        self.0.inherited = None;
        let mut found = std::mem::take(&mut self.0.found);
        if subject.is_made {
            for violation in &mut found {
                violation.move_to(resource.value());
            }
        }
        found
    }

    fn begin(&mut self, resource: Resource<'a>) -> Subject<'a> {
        self.0.resource_type = resource.type_name().map_or("", |name| name.text);
        self.0.enter_loops(resource);
        let when = resource.condition().and_then(|name| Assumption::default().and(name.text, true));
        let when = when.unwrap_or_default();
        if let Some((key, properties)) = resource.value().entry("Properties") {
            return Subject { place: Place::of_key(key), properties, when, is_made: false };
        }
        let place = Place { property: "Properties", ..Place::of_key(resource.id()) };
        Subject { place, properties: Value::new(&NOTHING, NOTHING.root()), when, is_made: true }
    }
}
