//! Validates properties against the schemas of their resource types. The
//! validator says what is wrong and where; the words are the rules'.
//!
//! Invariants:
//! 1. Of a value that an intrinsic function makes, its `Fn::If` branches are
//!    judged, and the values it can give where they are known (`resolve`). It is
//!    at fault only if none of those that are written out fits.
//! 2. What holds only in some case carries the conditions that make it true,
//!    and they can hold together.
//! 3. Work is bounded by [`BUDGET`]; what is left when it ends is not judged.

use std::sync::LazyLock;

use crate::functions::PSEUDO;
use crate::placed::Spot;
use formwork_schemas::{Dynamic, Keyword, Region, ResourceType, Schema, TypeLookup, Types, lookup, supports};
use formwork_template::{
    Assumption, FunctionName, Kind, NodeId, Resource, Section, Span, Syntax, Template, Tree, Value, parse,
};

mod asserted;
pub(crate) mod cases;
mod composite;
mod consult;
mod fault;
pub(crate) mod format;
mod gather;
mod given;
mod globals;
mod list;
mod made;
mod map;
mod names;
pub(crate) mod outside;
mod packaged;
mod place;
pub(crate) mod remedy;
pub(crate) mod resolve;
mod rounds;
mod scalar;
mod sources;
#[cfg(test)]
mod tests;
pub(crate) mod wording;
mod zones;

pub(crate) use asserted::Judge;
use composite::Trial;
pub(crate) use fault::{Fault, Limit, Listing, Via, Violation};
use gather::Moved;
pub(crate) use made::Made;
use outside::Reading;
pub(crate) use place::Place;
use rounds::Rounds;

/// Keywords that one template may evaluate. The largest real templates need a tenth.
const BUDGET: u32 = 5_000_000;

/// Longest chain of schemas that describe one and the same value.
const MAX_LAYERS: u32 = 32;

/// The properties of a resource that has none.
pub(crate) static NOTHING: LazyLock<Tree> = LazyLock::new(|| parse("{}".into(), Syntax::Json).tree);

/// The verdict of a schema inside `anyOf`, `oneOf`, `not` or `if`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Valid,
    Invalid,
    /// A function makes a value that the schema judges.
    Unknown,
}

/// What functions are to a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Functions {
    /// What they give is judged, where it can be known.
    Judged,
    /// What they give is not looked at.
    Opaque,
    /// They are maps like any others: what is written counts.
    Plain,
}

/// A run over one template.
pub(crate) struct Validator<'a> {
    template: &'a Template,
    regions: &'a [Region],
    made: &'a Made,
    resource_type: &'a str,
    found: Vec<Violation<'a>>,
    /// Set while a schema is tried: functions make the verdict unknown.
    trial: Option<Trial<'a>>,
    unknown: bool,
    budget: u32,
    layers: u32,
    /// The rule whose own schema is being judged by.
    rule: Option<&'static str>,
    /// The value that is judged is a parameter's own.
    from_parameter: bool,
    functions: Functions,
    /// A property whose text counts in small letters.
    folded: Option<&'static str>,
    reading: Reading,
    /// The object that `cfnGather` made.
    gathered: Option<Value<'a>>,
    /// Where findings stand while a made value is judged.
    moved: Option<Moved>,
    /// Places at which functions are wrong in themselves, and the rules that say so.
    faulty: Vec<(&'static str, Span)>,
    /// The properties of the resource that is judged, and those that it gets from `Globals`.
    inherited: Option<(NodeId, Value<'a>)>,
    /// Only a part of a map is there, so that nothing is missing.
    partial: bool,
    /// The loops around the place.
    rounds: Vec<Rounds<'a>>,
}

/// All violations of a template, and whether all of it was looked at. A type that
/// exists in none of the regions is not judged.
pub(crate) fn validate<'a>(
    template: &'a Template,
    regions: &'a [Region],
    made: &'a Made,
    faulty: Vec<(&'static str, Span)>,
    reading: Reading,
) -> (Vec<Violation<'a>>, bool) {
    let mut validator = Validator { reading, faulty, ..Validator::new(template, regions, made) };
    for resource in template.resources() {
        validator.resource(resource);
    }
    validator.globals();
    (validator.found, validator.budget > 0 && !made.is_exhausted())
}

impl<'a> Validator<'a> {
    pub(crate) fn new(template: &'a Template, regions: &'a [Region], made: &'a Made) -> Self {
        Self {
            template,
            regions,
            made,
            resource_type: "",
            found: Vec::new(),
            trial: None,
            unknown: false,
            budget: BUDGET,
            layers: 0,
            rule: None,
            from_parameter: false,
            functions: Functions::Judged,
            folded: None,
            reading: Reading::Property,
            gathered: None,
            moved: None,
            faulty: Vec::new(),
            inherited: None,
            partial: false,
            rounds: Vec::new(),
        }
    }

    fn resource(&mut self, resource: Resource<'a>) {
        let Some(type_name) = resource.type_name() else { return };
        self.resource_type = type_name.text;
        if let Some((key, properties)) = resource.value().entry("Properties")
            && !can_be_map(properties)
        {
            let fault = Fault::WrongType { expected: Types::OBJECT };
            return self.report(fault, Place::of_key(key), Some(properties), &Assumption::default());
        }
        let regions = self.regions;
        let schema: &'static ResourceType = match lookup(type_name.text) {
            TypeLookup::Known(_) if !regions.iter().any(|region| supports(type_name.text, *region)) => return,
            TypeLookup::Known(known) | TypeLookup::Custom(known) => known,
            TypeLookup::Module | TypeLookup::Unknown => return,
        };
        self.enter_loops(resource);
        let when = match resource.condition() {
            Some(condition) => Assumption::default().and(condition.text, true).unwrap_or_default(),
            None => Assumption::default(),
        };
        if let Some((key, properties)) = resource.value().entry("Properties") {
            let place = Place { spot: Spot::of_type(type_name.text), ..Place::of_key(key) };
            // A function can't stand here; what is required is missing then.
            let is_made = properties
                .function()
                .is_some_and(|function| !matches!(function.name, FunctionName::If | FunctionName::Transform));
            let properties = if is_made { Value::new(&NOTHING, NOTHING.root()) } else { properties };
            self.inherited = globals::inherited(self.template, resource).map(|all| (properties.node(), all));
            self.value(schema.properties(), properties, place, &when);
            self.inherited = None;
        } else {
            let spot = Spot::of_type(type_name.text);
            let place = Place { property: "Properties", spot, ..Place::of_key(resource.id()) };
            let before = self.found.len();
            let nothing = Value::new(&NOTHING, NOTHING.root());
            self.inherited = globals::inherited(self.template, resource).map(|all| (nothing.node(), all));
            self.value(schema.properties(), nothing, place, &when);
            self.inherited = None;
            for violation in &mut self.found[before..] {
                violation.move_to(resource.value());
            }
        }
    }

    /// Judges a value in each of its cases.
    fn value(&mut self, schema: Schema<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        match value.kind() {
            Kind::Error => self.unknown = true,
            // What a function gives does not matter to these.
            Kind::Function(_) if schema.as_bool() == Some(true) => {}
            Kind::Function(_) if schema.as_bool() == Some(false) => self.unwanted(value, place, when),
            Kind::Function(function)
                if self.functions == Functions::Plain || function.name.is_condition() =>
            {
                // Only conditions understand these; elsewhere it is a map with an odd key.
                self.literal(schema, value, place, when);
            }
            Kind::Function(function) => match function.choice() {
                Some(choice) if !self.is_condition(choice.condition.text) => self.unknown = true,
                Some(choice) => {
                    for (branch, holds) in [(choice.then, true), (choice.otherwise, false)] {
                        let Some(when) = when.and(choice.condition.text, holds) else { continue };
                        if !branch.is_no_value() {
                            self.value(schema, branch, place.branch(function, branch), &when);
                        }
                    }
                }
                None => self.given(schema, function, place, when),
            },
            Kind::Scalar(_) | Kind::List | Kind::Map | Kind::Tagged => {
                if let Some(text) = value.text()
                    && self.text_of_rounds(schema, text, place, when)
                {
                    return;
                }
                self.literal(schema, value, place, when);
                if let Some(spot) = place.spot {
                    self.consult(spot, value, place, when);
                }
            }
        }
    }

    /// Whether a condition of that name is defined; of another, neither branch is judged.
    fn is_condition(&self, name: &str) -> bool {
        self.template.index().may_define(Section::Conditions, name)
    }

    /// Judges a value that no function makes.
    fn literal(&mut self, schema: Schema<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        if schema.as_bool() == Some(false) {
            self.report(Fault::Excluded, place, Some(value), when);
            return;
        }
        if self.layers == MAX_LAYERS {
            return;
        }
        if value.text().is_some_and(is_placeholder) {
            self.unknown = true;
            return;
        }
        self.layers += 1;
        for keyword in schema.keywords() {
            let Some(rest) = self.budget.checked_sub(1) else { break };
            if self.is_settled() {
                break;
            }
            self.budget = rest;
            self.keyword(keyword, schema, value, place, when);
        }
        self.layers -= 1;
    }

    fn keyword(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        match keyword {
            Keyword::Ref(id) => self.literal(schema.at(*id), value, place.for_another_schema(), when),
            Keyword::Kinds(kinds) => {
                for spot in kinds.iter().filter_map(|kind| Spot::of_kind(kind)) {
                    self.consult(spot, value, place, when);
                }
            }
            Keyword::Gather(gather) => self.gather(gather, schema, value, place, when),
            Keyword::Computed(comparison, source) => self.computed(*comparison, source, value, place, when),
            Keyword::Functions { allowed, schema: id } => {
                let none = allowed.as_ref().is_some_and(|allowed| allowed.is_empty());
                let outer = self.functions;
                if none {
                    self.functions = Functions::Plain;
                }
                self.literal(schema.at(*id), value, place, when);
                self.functions = outer;
            }
            Keyword::Dynamic(dynamic) => self.dynamic(dynamic, value, place, when),
            _ if self.composite_keyword(keyword, schema, value, place, when) => {}
            Keyword::Enum(allowed) if value.scalar().is_none() => {
                self.collection_enum(allowed, value, place, when);
            }
            Keyword::Const(literal) if value.scalar().is_none() => {
                self.collection_enum(std::slice::from_ref(literal), value, place, when);
            }
            _ => match value.kind() {
                Kind::Map => self.map_keyword(keyword, schema, value, place, when),
                Kind::List => self.list_keyword(keyword, schema, value, place, when),
                _ => self.scalar_keyword(keyword, value, place, when),
            },
        }
        if let Keyword::Type(expected) = keyword
            && self.trial.is_some()
            && composite::hides_function(schema, *expected, value)
        {
            self.unknown |= self.functions != Functions::Plain;
        }
        if let Keyword::Type(expected) = keyword
            && !self.has_type(value, *expected)
            && !self.is_packaged(value, place)
        {
            self.report(Fault::WrongType { expected: *expected }, place, Some(value), when);
        }
    }

    /// Adds a violation, unless its conditions can't hold together.
    fn report(
        &mut self,
        fault: Fault<'a>,
        place: Place<'a>,
        value: Option<Value<'a>>,
        when: &Assumption<'a>,
    ) {
        if !self.possible(when) {
            return;
        }
        // What is wrong in one case only decides nothing about the whole.
        if self.trial.as_mut().is_some_and(|trial| trial.leaves_open(when)) {
            self.unknown = true;
            return;
        }
        let rule = match fault {
            // The formats of JSON Schema are a keyword like any other.
            Fault::Format { code, .. } => self.rule.filter(|_| code == format::STANDARD).or(Some(code)),
            _ => self.rule,
        };
        self.found.push(Violation {
            fault,
            rule,
            row: None,
            via: None,
            round: None,
            is_made: self.moved.is_some(),
            place: self.moved.as_ref().map_or(place.span, |moved| moved.place(place.span)),
            property: place.property,
            depth: place.depth,
            resource_type: self.resource_type,
            value,
            when: when.clone(),
        });
    }

    /// A question about the template around a value.
    fn dynamic(&mut self, dynamic: &Dynamic, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        let index = self.template.index();
        let section = match dynamic {
            Dynamic::Condition => Section::Conditions,
            Dynamic::Mapping => Section::Mappings,
            Dynamic::Transform(name) => {
                if !self.template.transforms().iter().any(|transform| transform.text == name) {
                    self.report(Fault::Excluded, place, Some(value), when);
                }
                return;
            }
            // Who asks these is judged by the rules about functions.
            Dynamic::Referent | Dynamic::Place(_) => return,
        };
        if value.text().is_some_and(|name| !index.may_define(section, name)) {
            self.report(Fault::Undefined { section }, place, Some(value), when);
        }
    }
}

/// Whether a value is a map, or may be one by a function.
fn can_be_map(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Map | Kind::Error => true,
        Kind::Function(_) => !value.is_no_value(),
        Kind::List | Kind::Scalar(_) | Kind::Tagged => false,
    }
}

/// Whether a text stands for one that nobody knows: a dynamic reference, which is
/// replaced at deployment, or a pseudo parameter that lacks its `Ref`.
fn is_placeholder(text: &str) -> bool {
    (text.contains("{{") && text.contains("resolve:")) || PSEUDO.contains(&text)
}
