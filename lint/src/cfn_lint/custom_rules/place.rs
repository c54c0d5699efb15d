//! Where a resource has a property: `Fn::If` taken apart and lists item by item.

use formwork_rules::{Path, Segment};
use formwork_template::{FunctionName, Kind, Name, ScalarKind, Span, Value};

/// A place at which the property is, or is missing.
#[derive(Debug)]
pub(super) struct Found<'t> {
    /// None where it is missing.
    pub(super) value: Option<Value<'t>>,
    pub(super) span: Span,
    pub(super) path: Vec<Segment>,
}

/// Most places that one rule looks at in one resource.
const MAX_PLACES: usize = 10_000;

/// Every place of the property `steps` below `properties`; `key` is the key `Properties`.
pub(super) fn find<'t>(
    id: &str,
    key: Name<'t>,
    properties: Option<Value<'t>>,
    steps: &[String],
) -> Vec<Found<'t>> {
    let start = ["Resources", id, "Properties"].map(|step| Segment::Key(step.into()));
    let mut search = Search { found: Vec::new() };
    search.below(Found { value: properties, span: key.span, path: Path(start.to_vec()).0 }, steps);
    search.found
}

struct Search<'t> {
    found: Vec<Found<'t>>,
}

impl<'t> Search<'t> {
    /// Goes from an object along `steps`.
    fn below(&mut self, from: Found<'t>, steps: &[String]) {
        let Some((step, rest)) = steps.split_first() else {
            self.found.push(from);
            return;
        };
        let Some(object) = from.value.filter(|value| value.is_map()) else { return };
        let mut path = from.path;
        path.push(Segment::Key(step.as_str().into()));
        match object.entry(step) {
            Some((key, value)) if !value.is_null() && !value.is_no_value() => {
                self.values(Found { value: Some(value), span: key.span, path }, rest);
            }
            _ => self.found.push(Found { value: None, span: from.span, path }),
        }
    }

    /// Goes into the branches and the items that the value at a place has.
    fn values(&mut self, at: Found<'t>, rest: &[String]) {
        let Some(value) = at.value.filter(|_| self.found.len() < MAX_PLACES) else { return };
        match value.kind() {
            Kind::Function(function) if function.name == FunctionName::If => {
                for (index, branch) in function.argument.items().enumerate().skip(1).take(2) {
                    if !branch.is_no_value() {
                        self.values(inside(&at, branch, &[Segment::Key("Fn::If".into())], index), rest);
                    }
                }
            }
            Kind::List => {
                for (index, item) in value.items().enumerate() {
                    self.item(inside(&at, item, &[], index), rest);
                }
            }
            Kind::Error | Kind::Tagged => {}
            Kind::Function(_) | Kind::Scalar(_) | Kind::Map => self.below(at, rest),
        }
    }

    /// As [`Search::values`], but a list in a list is a value.
    fn item(&mut self, at: Found<'t>, rest: &[String]) {
        match at.value.map(Value::kind) {
            Some(Kind::List) => self.below(at, rest),
            _ => self.values(at, rest),
        }
    }
}

/// A branch or an item inside a place. What is written as a number, a boolean or nothing has no
/// place of its own to cfn-lint; findings then stand at what is around it.
fn inside<'t>(at: &Found<'t>, value: Value<'t>, steps: &[Segment], index: usize) -> Found<'t> {
    let has_place = value.scalar().is_none_or(|scalar| scalar.kind == ScalarKind::String);
    let mut path = at.path.clone();
    path.extend(steps.iter().cloned());
    path.push(Segment::Index(index as u32));
    Found { value: Some(value), span: if has_place { value.span() } else { at.span }, path }
}
