//! The walk that makes the index.

use smol_str::SmolStr;

use super::{Definition, Index, Reference, ReferenceKind};
use crate::choice::Assumption;
use crate::function::{Function, FunctionName};
use crate::place::Place;
use crate::template::{Section, Template};
use crate::value::{Kind, Name, Value};
use crate::{NodeId, Span};

/// Most names that the loops of a template may make; beyond it a section counts as open.
const MAX_LOOPED: usize = 10_000;

pub(super) fn index(template: &Template) -> Index {
    let mut walk = Walk {
        template,
        index: Index::default(),
        section: Section::Metadata,
        member: SmolStr::default(),
        when: Assumption::default(),
        loops: Vec::new(),
        place: Place::key(Span::default()),
    };
    if !template.errors().is_empty() {
        walk.index.partial.extend(Section::ALL);
        walk.index.open.extend(Section::ALL);
    }
    for section in Section::ALL {
        if let Some((_, value)) = template.section(*section) {
            walk.section = *section;
            walk.section(value);
        }
    }
    let mut index = walk.index;
    index.generated = crate::generated::generated(template);
    let is_module = |name: Name<'_>| name.text.ends_with("::MODULE");
    let modules = template.resources().filter(|resource| resource.type_name().is_some_and(is_module));
    index.modules = modules.map(|module| SmolStr::new(module.id().text)).collect();
    for sections in [&mut index.open, &mut index.partial] {
        sections.sort_unstable();
        sections.dedup();
    }
    for (number, reference) in index.references.iter().enumerate() {
        index.by_name.entry(reference.name.clone()).or_default().push(number as u32);
    }
    index
}

struct Walk<'t> {
    template: &'t Template,
    index: Index,
    section: Section,
    member: SmolStr,
    when: Assumption<'t>,
    loops: Vec<Loop<'t>>,
    place: Place,
}

/// An `Fn::ForEach` around the place.
struct Loop<'t> {
    identifier: &'t str,
    /// The collection's values, where they are known.
    values: Option<Vec<&'t str>>,
}

impl<'t> Walk<'t> {
    fn section(&mut self, value: Value<'t>) {
        match self.section {
            Section::FormatVersion | Section::Description | Section::Transform => {}
            Section::Metadata | Section::Globals => self.value(value),
            _ => self.members(value),
        }
    }

    fn members(&mut self, value: Value<'t>) {
        for (id, value) in value.entries() {
            self.place = Place::key(id.span);
            if id.text.starts_with("Fn::ForEach::") {
                self.looped(value, Self::members);
                continue;
            }
            if id.text == "Fn::Transform" {
                self.index.open.push(self.section);
            }
            self.define(id, value);
            self.member = SmolStr::new(id.text);
            self.when = Assumption::default();
            match self.section {
                Section::Resources | Section::Outputs => self.conditional(value),
                Section::Mappings => {}
                _ => self.value(value),
            }
        }
    }

    /// A resource or an output: its attributes that name others, then the rest.
    fn conditional(&mut self, value: Value<'t>) {
        if value.function().is_some() {
            self.value(value);
            return;
        }
        if let Some((key, condition)) = value.entry("Condition")
            && let Some(name) = condition.name()
        {
            self.place = Place::key(key.span);
            self.refer(ReferenceKind::Condition, name, None, condition.node());
            self.when = self.when.and(name.text, true).unwrap_or_default();
        }
        for (key, value) in value.entries() {
            self.place = Place::key(key.span);
            match key.text {
                "Type" | "Condition" => {}
                "DependsOn" if self.section == Section::Resources => {
                    for target in std::iter::once(value).chain(value.items()) {
                        if let Some(name) = target.name() {
                            self.place = Place::key(key.span);
                            if value.is_list() {
                                self.place = self.place.item(target);
                            }
                            self.refer(ReferenceKind::DependsOn, name, None, target.node());
                        }
                    }
                }
                _ => self.value(value),
            }
        }
    }

    fn value(&mut self, value: Value<'t>) {
        match value.kind() {
            Kind::Function(function) => self.function(value, function),
            Kind::List => self.list(value),
            Kind::Map => self.map(value),
            Kind::Scalar(_) | Kind::Tagged | Kind::Error => {}
        }
    }

    fn list(&mut self, value: Value<'t>) {
        let outer = self.place;
        for item in value.items() {
            self.place = outer.item(item);
            self.value(item);
        }
        self.place = outer;
    }

    fn map(&mut self, value: Value<'t>) {
        if matches!(self.section, Section::Conditions | Section::Rules)
            && let Some((key, condition)) = value.entry("Condition")
            && let Some(name) = condition.name()
        {
            self.place = Place::key(key.span);
            self.refer(ReferenceKind::Condition, name, None, condition.node());
        }
        let outer = self.place;
        for (key, value) in value.entries() {
            self.place = Place::key(key.span);
            if key.text.starts_with("Fn::ForEach::") {
                self.looped(value, Self::value);
            } else {
                self.value(value);
            }
        }
        self.place = outer;
    }

    fn function(&mut self, value: Value<'t>, function: Function<'t>) {
        let node = value.node();
        match function.name {
            FunctionName::Ref => {
                if let Some(name) = function.reference() {
                    self.refer(ReferenceKind::Ref, name, None, node);
                    return;
                }
            }
            FunctionName::GetAtt => {
                if let Some(target) = function.get_att() {
                    self.refer(ReferenceKind::GetAtt, target.resource, target.attribute, node);
                }
            }
            FunctionName::Condition => {
                if let Some(name) = function.argument.name() {
                    self.refer(ReferenceKind::Condition, name, None, node);
                }
            }
            FunctionName::FindInMap => {
                let map = function.argument.items().next();
                match map.and_then(Value::name) {
                    Some(map) => self.refer(ReferenceKind::FindInMap, map, None, node),
                    None => self.index.partial.push(Section::Mappings),
                }
            }
            FunctionName::Sub => self.sub(node, function),
            FunctionName::If => return self.choice(node, function),
            _ => {}
        }
        self.argument(function);
    }

    fn argument(&mut self, function: Function<'t>) {
        let outer = self.place;
        self.place = outer.argument(function);
        self.value(function.argument);
        self.place = outer;
    }

    fn sub(&mut self, node: NodeId, function: Function<'t>) {
        let Some(sub) = function.sub() else { return };
        for (name, attribute) in sub.references() {
            let kind = if attribute.is_some() { ReferenceKind::SubGetAtt } else { ReferenceKind::SubRef };
            self.refer(kind, name, attribute, node);
        }
    }

    fn choice(&mut self, node: NodeId, function: Function<'t>) {
        let Some(choice) = function.choice() else {
            // A wrong number of branches still uses the condition.
            if let Some(name) = function.argument.items().next().and_then(Value::name) {
                self.refer(ReferenceKind::If, name, None, node);
            }
            return self.argument(function);
        };
        self.refer(ReferenceKind::If, choice.condition, None, node);
        let (outer, place) = (self.when.clone(), self.place);
        for (branch, holds) in [(choice.then, true), (choice.otherwise, false)] {
            // A branch that its own nesting rules out can't be reached; its names still count as used.
            self.when = outer.and(choice.condition.text, holds).unwrap_or_else(|| outer.clone());
            self.place = place.argument(function).item(branch);
            self.value(branch);
        }
        self.place = place;
        self.when = outer;
    }

    fn looped(&mut self, value: Value<'t>, body: fn(&mut Self, Value<'t>)) {
        let mut items = value.items();
        let (Some(identifier), Some(collection)) = (items.next(), items.next()) else {
            self.index.open.push(self.section);
            return;
        };
        self.value(collection);
        let values = self.collection(collection);
        self.loops.push(Loop { identifier: identifier.text().unwrap_or_default(), values });
        if let Some(inner) = items.next() {
            body(self, inner);
        }
        self.loops.pop();
    }

    /// The values of a loop's collection: a literal list, or a list parameter's default.
    fn collection(&self, collection: Value<'t>) -> Option<Vec<&'t str>> {
        if collection.is_list() {
            return collection.items().map(Value::text).collect();
        }
        let name = collection.function()?.reference()?;
        let default =
            self.template.parameter(name.text).filter(|parameter| !parameter.is_ssm())?.default()?;
        Some(default.text()?.split(',').map(str::trim).collect())
    }

    fn define(&mut self, id: Name<'t>, value: Value<'t>) {
        let Some(names) = self.names(id.text) else {
            self.index.open.push(self.section);
            return;
        };
        let looped = !self.loops.is_empty();
        for name in names {
            let definition = Definition { name: name.clone(), span: id.span, node: value.node(), looped };
            self.index.definitions.insert((self.section, name), definition);
        }
    }

    /// The names that a key stands for: itself, or one for each round of the loops around it.
    fn names(&self, key: &str) -> Option<Vec<SmolStr>> {
        let mut names = vec![SmolStr::new(key)];
        for around in &self.loops {
            let (plain, alphanumeric) =
                (format!("${{{}}}", around.identifier), format!("&{{{}}}", around.identifier));
            if !key.contains(&plain) && !key.contains(&alphanumeric) {
                continue;
            }
            let values = around.values.as_ref()?;
            if names.len() * values.len() > MAX_LOOPED {
                return None;
            }
            let fill = |name: &SmolStr, value: &str| {
                let letters: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
                SmolStr::new(name.replace(&plain, value).replace(&alphanumeric, &letters))
            };
            names = names.iter().flat_map(|name| values.iter().map(move |value| fill(name, value))).collect();
        }
        Some(names)
    }

    fn refer(&mut self, kind: ReferenceKind, name: Name<'t>, attribute: Option<Name<'t>>, node: NodeId) {
        let of_loop = self.loops.iter().any(|around| around.identifier == name.text);
        // A name with a loop's variable in it is one of the names that the loop makes.
        let dynamic = name.text.contains("${") || name.text.contains("&{");
        if of_loop || dynamic {
            return;
        }
        self.index.references.push(Reference {
            kind,
            name: SmolStr::new(name.text),
            span: name.span,
            place: self.place,
            attribute: attribute.map(|attribute| (SmolStr::new(attribute.text), attribute.span)),
            section: self.section,
            member: self.member.clone(),
            when: self.when.literals().iter().map(|(name, holds)| (SmolStr::new(name), *holds)).collect(),
            node,
        });
    }
}
