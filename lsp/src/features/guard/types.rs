//! Resource types and properties that a rules file names, and those of them that do not exist.

use formwork_guard::ast::{
    Block, Clause, Conjunctions, LiteralData, Name, Operand, Operator, Part, PartKind, Query, RulesFile,
};
use formwork_rules::{Diagnostic, RuleCode, Severity};
use formwork_schemas::{TypeLookup, lookup};
use formwork_template::Span;
use smol_str::SmolStr;

use super::names::Names;
use crate::fuzzy;
use crate::shape::Shape;

/// What a type or a property that no schema has is reported under in an editor.
const UNKNOWN: RuleCode = RuleCode::from_static("unknown-name");

/// What stands in a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    Type(SmolStr, Span),
    /// A property by its path from `Properties`, below a type.
    Property(SmolStr, Vec<SmolStr>, Span),
}

/// The type that a filter's clause compares `Type` with.
pub(super) fn filtered(clauses: &Conjunctions) -> Option<Name> {
    let clause = clauses.iter().flatten().find_map(|clause| match clause {
        Clause::Access(access) if access.operator == Operator::Equal && !access.not && !access.negated => {
            Some(access)
        }
        _ => None,
    })?;
    let [Part { kind: PartKind::Key(key), .. }] = clause.query.parts.as_slice() else { return None };
    let Some(Operand::Literal(literal)) = &clause.operand else { return None };
    match &literal.data {
        LiteralData::String(text) if key.text == "Type" => {
            Some(Name { text: text.clone(), span: literal.span })
        }
        _ => None,
    }
}

/// Everything that names a type or a property, in the order of the text.
pub(crate) fn named(file: &RulesFile, names: &Names) -> Vec<Named> {
    let mut walk = Walk { names, found: Vec::new() };
    for assignment in &file.assignments {
        walk.operand(&assignment.value, None);
    }
    let rules = file.rules.iter().chain(file.parameterized.iter().map(|it| &it.rule));
    for rule in rules {
        walk.conjunctions(rule.conditions.as_ref(), &None);
        walk.block(&rule.block, &None);
    }
    walk.found
}

/// Types and properties that do not exist, each with the nearest that does.
pub(crate) fn problems(file: &RulesFile, names: &Names) -> Vec<Diagnostic> {
    named(file, names).iter().filter_map(problem).collect()
}

fn problem(named: &Named) -> Option<Diagnostic> {
    let report = |span: Span, message: String, near: Option<SmolStr>| {
        let mut found = Diagnostic::new(UNKNOWN, Severity::Warning, span, message);
        found.help = near.map(|near| format!("Change it to `{near}`"));
        found
    };
    match named {
        Named::Type(name, span) => {
            let is_aws = name.starts_with("AWS::") && !name.contains('*');
            let is_unknown = is_aws && matches!(lookup(name), TypeLookup::Unknown);
            let near = || nearest(formwork_schemas::resource_type_names(), name);
            is_unknown.then(|| report(*span, format!("There is no resource type `{name}`"), near()))
        }
        Named::Property(type_name, path, span) => {
            let (last, ahead) = path.split_last()?;
            let above = Shape::of_type(type_name)?;
            let above = ahead.iter().try_fold(above, |shape, key| shape.step(key));
            let above = above?;
            let known: Vec<SmolStr> =
                above.schema.properties().into_iter().map(|(name, _)| name.clone()).collect();
            if known.is_empty() || above.step(last).is_some() {
                return None;
            }
            let near = nearest(known.iter().map(SmolStr::as_str), last);
            Some(report(*span, format!("`{last}` is not a property of `{type_name}` there"), near))
        }
    }
}

fn nearest<'n>(names: impl Iterator<Item = &'n str>, wanted: &str) -> Option<SmolStr> {
    let distance = |name: &&str| strsim::damerau_levenshtein(name, wanted);
    let best = names.min_by_key(distance)?;
    (distance(&best) <= 3 || fuzzy::score(best, wanted).is_some()).then(|| best.into())
}

struct Walk<'n> {
    names: &'n Names,
    found: Vec<Named>,
}

/// A place below a resource of a type: `None` is the resource itself.
type Place = Option<(SmolStr, Option<Vec<SmolStr>>)>;

impl Walk<'_> {
    fn block(&mut self, block: &Block, place: &Place) {
        for assignment in &block.assignments {
            self.operand(&assignment.value, place.clone());
        }
        self.conjunctions(Some(&block.conjunctions), place);
    }

    fn conjunctions(&mut self, conjunctions: Option<&Conjunctions>, place: &Place) {
        for clause in conjunctions.into_iter().flatten().flatten() {
            self.clause(clause, place.clone());
        }
    }

    fn clause(&mut self, clause: &Clause, place: Place) {
        match clause {
            Clause::Access(access) => {
                self.query(&access.query, place.clone());
                if let Some(operand) = &access.operand {
                    self.operand(operand, place);
                }
            }
            Clause::Reference(_) => {}
            Clause::Call(call) => call.arguments.iter().for_each(|it| self.operand(it, place.clone())),
            Clause::Block(block) => {
                let inner = self.query(&block.query, place);
                self.block(&block.block, &inner);
            }
            Clause::When(when) => {
                self.conjunctions(Some(&when.conditions), &place);
                self.block(&when.block, &place);
            }
            Clause::Type(block) => {
                let name = &block.type_name;
                self.found.push(Named::Type(name.text.clone(), name.span));
                let inner: Place = Some((name.text.clone(), None));
                self.conjunctions(block.conditions.as_ref(), &inner);
                self.block(&block.block, &inner);
            }
        }
    }

    fn operand(&mut self, operand: &Operand, place: Place) {
        match operand {
            Operand::Literal(_) => {}
            Operand::Query(query) => {
                self.query(query, place);
            }
            Operand::Call(call) => call.arguments.iter().for_each(|it| self.operand(it, place.clone())),
        }
    }

    /// Notes what a query names; the place that it selects.
    fn query(&mut self, query: &Query, place: Place) -> Place {
        let mut place = place;
        for (number, Part { kind, span }) in query.parts.iter().enumerate() {
            place = match kind {
                PartKind::This => place,
                PartKind::Variable(name) => {
                    let used = self.names.uses.iter().find(|it| it.name == *name && span.contains(it.span));
                    let type_name = used.and_then(|used| self.names.definition(used)?.type_name.clone());
                    type_name.map(|name| (name, None))
                }
                PartKind::Key(key)
                    if number == 0 && matches!(key.text.as_str(), "Resources" | "resources") =>
                {
                    None
                }
                PartKind::Key(key) => self.key(&key.text, *span, place),
                PartKind::AllIndices(_) | PartKind::Index(_) => step(place, "*"),
                PartKind::AllValues(_) => step_if_list(place),
                PartKind::Filter { clauses, .. } => {
                    if let Some(name) = filtered(clauses) {
                        self.found.push(Named::Type(name.text.clone(), name.span));
                        Some((name.text, None))
                    } else {
                        self.conjunctions(Some(clauses), &place);
                        step_if_list(place)
                    }
                }
                PartKind::KeyFilter { operand, .. } => {
                    self.operand(operand, None);
                    None
                }
            };
        }
        place
    }

    fn key(&mut self, key: &SmolStr, span: Span, place: Place) -> Place {
        let (type_name, path) = place?;
        match path {
            None => (key == "Properties").then(|| (type_name, Some(Vec::new()))),
            Some(mut path) => {
                path.push(key.clone());
                self.found.push(Named::Property(type_name.clone(), path.clone(), span));
                // Below what is not known nothing more is said.
                Shape::of_type(&type_name)
                    .and_then(|shape| path.iter().try_fold(shape, |shape, key| shape.step(key)))
                    .map(|_| (type_name, Some(path)))
            }
        }
    }
}

/// The items of a list. Those of a variable's resources are the resources.
fn step(place: Place, segment: &str) -> Place {
    let (type_name, path) = place?;
    let Some(mut path) = path else { return Some((type_name, None)) };
    path.push(segment.into());
    Some((type_name, Some(path)))
}

/// A filter and `.*` go into the items of a list; of a map they select nothing that has a name.
fn step_if_list(place: Place) -> Place {
    let (type_name, path) = place?;
    let Some(path) = path else { return Some((type_name, None)) };
    let shape = Shape::of_type(&type_name)?;
    let shape = path.iter().try_fold(shape, |shape, key| shape.step(key))?;
    shape.schema.items().map(|_| ())?;
    step(Some((type_name, Some(path))), "*")
}
