//! Where functions are looked for: rules, conditions, resources and outputs.

use formwork_schemas::{TypeLookup, Types, lookup};
use formwork_template::FunctionName::{
    And, Base64, Cidr, Condition, Contains, EachMemberEquals, EachMemberIn, Equals, FindInMap, GetAZs,
    GetAtt, GetStackOutput, If, ImportValue, Join, Length, Not, Or, Ref, Select, Split, Sub, ToJsonString,
    Transform,
};
use formwork_template::{Assumption, FunctionName, Kind, Name, Place, Section, Value};

use super::advice::Site;
use super::calls::{Scope, Walk};
use super::owner::Owner;
use super::target::Target;

/// What may stand in properties, metadata and outputs.
const ANYWHERE: &[FunctionName] = &[
    Base64,
    Cidr,
    Contains,
    FindInMap,
    GetAtt,
    GetAZs,
    GetStackOutput,
    If,
    ImportValue,
    Join,
    Length,
    Select,
    Split,
    Sub,
    ToJsonString,
    Transform,
    Ref,
];

/// What may stand in the name of an export: all of the above but an output of another stack.
const IN_EXPORT: &[FunctionName] = &[
    Base64,
    Cidr,
    FindInMap,
    GetAtt,
    GetAZs,
    If,
    ImportValue,
    Join,
    Length,
    Select,
    Split,
    Sub,
    ToJsonString,
    Transform,
    Ref,
];

const LOGIC: &[FunctionName] = &[And, Equals, Not, Or, Condition];

/// What may stand in the condition of a rule and in its assertions.
const IN_RULE: &[FunctionName] = &[And, Equals, Not, Or, Condition, Contains, EachMemberEquals, EachMemberIn];

pub(super) fn walk(walk: &mut Walk<'_>) {
    walk.section(Section::Rules, Walk::rule);
    walk.section(Section::Conditions, Walk::condition_definition);
    walk.section(Section::Resources, Walk::resource);
    walk.section(Section::Outputs, Walk::output);
}

fn scope(key: Name<'_>) -> Scope {
    Scope {
        owner: Owner::default(),
        place: Place::key(key.span),
        functions: ANYWHERE,
        inside: None,
        judged: false,
        resources: true,
        site: Site::Elsewhere,
    }
}

impl<'t> Walk<'t> {
    fn section(&mut self, section: Section, each: fn(&mut Self, Name<'t>, Value<'t>)) {
        if let Some((_, value)) = self.template.section(section) {
            self.members(value, each);
        }
    }

    fn members(&mut self, value: Value<'t>, each: fn(&mut Self, Name<'t>, Value<'t>)) {
        for (key, value) in value.entries() {
            if key.text.starts_with("Fn::ForEach::") {
                self.looped(value, scope(key), |walk, body| walk.members(body, each));
            } else {
                self.when = Assumption::default();
                each(self, key, value);
            }
        }
    }

    fn rule(&mut self, _: Name<'t>, rule: Value<'t>) {
        if let Some((key, condition)) = rule.entry("RuleCondition") {
            self.clause("E1702", condition, Place::key(key.span));
        }
        let Some(assertions) = rule.get("Assertions").filter(|assertions| assertions.is_list()) else {
            return;
        };
        for assertion in assertions.items() {
            if let Some((key, clause)) = assertion.entry("Assert") {
                self.clause("E1701", clause, Place::key(key.span));
            }
        }
    }

    /// A condition of a rule; its rule has what is none.
    fn clause(&mut self, code: &'static str, value: Value<'t>, place: Place) {
        let scope = Scope {
            owner: Owner::of_literals(code),
            place,
            functions: IN_RULE,
            inside: None,
            judged: true,
            resources: false,
            site: Site::Rule,
        };
        self.value(value, Target::of_types(&[Types::BOOLEAN]), scope);
    }

    fn condition_definition(&mut self, id: Name<'t>, value: Value<'t>) {
        let scope = Scope { functions: LOGIC, resources: false, ..scope(id) };
        let target = Target::of_types(&[Types::BOOLEAN]);
        let named = value.get("Condition").is_some() && value.entries().count() == 1;
        match value.kind() {
            Kind::Function(function) if LOGIC.contains(&function.name) => self.value(value, target, scope),
            Kind::Map if named => self.value(value, target, scope),
            Kind::Error => {}
            _ if target.holds(value) => {}
            _ => {
                let message = format!("`{id}` is not made by a condition function");
                self.problem("E8001", scope.place.span(), message)
                    .help("Use `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`");
            }
        }
    }

    fn resource(&mut self, _: Name<'t>, value: Value<'t>) {
        if let Some(condition) = value.get("Condition").and_then(Value::name) {
            self.when = self.when.and(condition.text, true).unwrap_or_default();
        }
        let known = value.get("Type").and_then(Value::name).map(|name| lookup(name.text));
        let target = match known {
            Some(TypeLookup::Known(known) | TypeLookup::Custom(known)) => {
                Target::of_schema(known.properties())
            }
            _ => Target::ANY,
        };
        for (key, value) in value.entries() {
            match key.text {
                // Nothing is known of where an unknown type takes functions.
                "Properties" if !matches!(known, None | Some(TypeLookup::Unknown)) => {
                    self.value(value, target, scope(key));
                }
                "Metadata" => {
                    let target = Target::of_types(&[Types::OBJECT, Types::ARRAY]);
                    self.value(value, target, Scope { site: Site::Metadata, ..scope(key) });
                }
                "CreationPolicy" | "UpdatePolicy" => {
                    self.value(value, Target::of_types(&[Types::OBJECT]), scope(key));
                }
                _ => {}
            }
        }
    }

    fn output(&mut self, _: Name<'t>, value: Value<'t>) {
        if let Some(condition) = value.get("Condition").and_then(Value::name) {
            self.when = self.when.and(condition.text, true).unwrap_or_default();
        }
        if let Some((key, given)) = value.entry("Value") {
            let scope = Scope {
                owner: Owner::pinned("E6101"),
                judged: !given.is_null(),
                site: Site::OutputValue,
                ..scope(key)
            };
            self.value(given, Target::of_types(&[Types::STRING]), scope);
        }
        if let Some((key, name)) = value.get("Export").and_then(|export| export.entry("Name")) {
            let scope = Scope {
                owner: Owner::of_literals("E6102"),
                functions: IN_EXPORT,
                judged: true,
                resources: false,
                site: Site::Export,
                ..scope(key)
            };
            self.value(name, Target::of_types(&[Types::STRING]), scope);
        }
    }
}
