//! The texts of a template that mean more than they say: with a variable, a
//! dynamic reference or an ARN in them, or the name of a pseudo parameter. One
//! walk finds them for all rules that read them. Nothing here judges a text.

use formwork_schemas::{TypeLookup, lookup};
use formwork_template::{FunctionName, Kind, Name, Place, Section, Template, Value};

use crate::Settings;
use crate::functions::{PSEUDO, Target};

/// A text and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct MarkedText<'t> {
    pub(crate) text: &'t str,
    /// The literal.
    pub(crate) value: Value<'t>,
    pub(crate) place: Place,
    pub(crate) section: Section,
    /// The keys on the way from the section down; an item is `*`, and functions are left out.
    pub(crate) path: Box<[&'t str]>,
    /// The functions around it, the outermost first.
    pub(crate) functions: Box<[FunctionName]>,
    /// The type of the resource that it stands in.
    pub(crate) resource_type: Option<&'t str>,
    /// Something is known of what stands here: it is not in a property that nobody knows.
    pub(crate) known: bool,
}

impl MarkedText<'_> {
    /// Whether a function makes something else of it, which `Fn::If` and those of conditions don't.
    pub(crate) fn is_worked_on(&self) -> bool {
        self.functions.iter().any(|name| *name != FunctionName::If && !name.is_condition())
    }

    /// Whether it stands in the properties of a resource.
    pub(crate) fn is_in_properties(&self) -> bool {
        self.section == Section::Resources && self.path.get(1) == Some(&"Properties")
    }

    /// Its path below the properties of the resource, where it is the property's whole value.
    pub(crate) fn property(&self) -> &[&str] {
        if self.is_in_properties() { &self.path[2..] } else { &[] }
    }
}

/// All marked texts of a template, in the order of its sections.
pub(crate) fn marked_texts<'t>(template: &'t Template, settings: &'t Settings) -> Vec<MarkedText<'t>> {
    let mut walk = Walk {
        settings,
        section: Section::Metadata,
        path: Vec::new(),
        functions: Vec::new(),
        resource_type: None,
        known: true,
        found: Vec::new(),
    };
    for section in Section::ALL {
        let Some((key, value)) = template.section(*section) else { continue };
        walk.section = *section;
        walk.known = !matches!(section, Section::Transform | Section::Hooks);
        let place = Place::key(key.span);
        if *section == Section::Resources && value.is_map() {
            walk.resources(value);
        } else {
            walk.value(value, place, Target::ANY);
        }
    }
    walk.found
}

struct Walk<'t> {
    settings: &'t Settings,
    section: Section,
    path: Vec<&'t str>,
    functions: Vec<FunctionName>,
    resource_type: Option<&'t str>,
    known: bool,
    found: Vec<MarkedText<'t>>,
}

impl<'t> Walk<'t> {
    fn resources(&mut self, members: Value<'t>) {
        for (id, resource) in members.entries() {
            if id.text.starts_with("Fn::ForEach::") {
                if let Some(body) = resource.items().nth(2) {
                    self.resources(body);
                }
                continue;
            }
            self.path.push(id.text);
            self.resource(resource);
            self.path.pop();
        }
    }

    fn resource(&mut self, resource: Value<'t>) {
        let type_name = resource.get("Type").and_then(Value::text);
        self.resource_type = type_name;
        let properties = match type_name.map(lookup) {
            Some(TypeLookup::Known(known)) if !self.settings.is_somewhere(known.name()) => None,
            Some(TypeLookup::Known(known) | TypeLookup::Custom(known)) => {
                Some(Target::of_schema(known.properties()))
            }
            _ => None,
        };
        for (key, value) in resource.entries() {
            self.known = match key.text {
                "Properties" => properties.is_some(),
                "Type" => false,
                _ => crate::members::RESOURCE_ATTRIBUTES.contains(&key.text),
            };
            let target = properties.filter(|_| key.text == "Properties").unwrap_or(Target::ANY);
            self.entry(key, value, target);
        }
        self.resource_type = None;
        self.known = true;
    }

    fn entry(&mut self, key: Name<'t>, value: Value<'t>, target: Target<'_>) {
        self.path.push(key.text);
        self.value(value, Place::key(key.span), target);
        self.path.pop();
    }

    fn value(&mut self, value: Value<'t>, place: Place, target: Target<'_>) {
        match value.kind() {
            Kind::Scalar(_) => self.scalar(value, place),
            Kind::List => {
                self.path.push("*");
                for item in value.items() {
                    self.value(item, place.item(item), target.below("*"));
                }
                self.path.pop();
            }
            Kind::Map => self.map(value, place, target),
            Kind::Function(function) => {
                let place = place.argument(function);
                self.functions.push(function.name);
                if function.argument.is_list() {
                    let branches = function.name == FunctionName::If;
                    for item in function.argument.items() {
                        let target = if branches { target } else { Target::ANY };
                        self.value(item, place.item(item), target);
                    }
                } else {
                    self.value(function.argument, place, Target::ANY);
                }
                self.functions.pop();
            }
            Kind::Tagged | Kind::Error => {}
        }
    }

    fn map(&mut self, value: Value<'t>, place: Place, target: Target<'_>) {
        for (key, value) in value.entries() {
            if key.text.starts_with("Fn::ForEach::") {
                if let Some(body) = value.items().nth(2) {
                    self.value(body, place, target);
                }
                continue;
            }
            let known = self.known;
            self.known &= !target.forbids(key.text);
            self.entry(key, value, target.below(key.text));
            self.known = known;
        }
    }

    fn scalar(&mut self, value: Value<'t>, place: Place) {
        let Some(text) = value.string().map(|name| name.text) else { return };
        let is_marked = ["${", "{{", "arn:"].iter().any(|mark| text.contains(mark)) || PSEUDO.contains(&text);
        if is_marked {
            self.found.push(MarkedText {
                text,
                value,
                place,
                section: self.section,
                path: self.path.as_slice().into(),
                functions: self.functions.as_slice().into(),
                resource_type: self.resource_type,
                known: self.known,
            });
        }
    }
}
