//! Calls that are right and still not what was meant, or not the best way to say it.

use formwork_template::{Function, FunctionName, Name, Place, ScalarKind, Value};

use super::calls::{Scope, Walk};
use super::{PSEUDO, rewriting};

/// What a place is part of, where a function means something else there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    Elsewhere,
    /// The metadata of a resource.
    Metadata,
    /// The value of an output.
    OutputValue,
    /// The name of an export.
    Export,
    /// The condition or an assertion of a rule.
    Rule,
}

impl<'t> Walk<'t> {
    /// An `Fn::Join` that a single `Fn::Sub` says more plainly.
    pub(super) fn joined(&mut self, value: Value<'t>, function: Function<'t>, scope: Scope) {
        if !function.argument.is_list() || self.from_cdk {
            return;
        }
        let mut items = function.argument.items();
        let (Some(delimiter), Some(parts)) = (items.next(), items.next()) else { return };
        let glued = delimiter.string().is_some_and(|delimiter| delimiter.text.is_empty());
        if glued && parts.is_list() && parts.items().all(fits_in_text) {
            let place = scope.argument(function).item(delimiter).place;
            let message = "`Fn::Join` without a delimiter puts together what `Fn::Sub` writes out".to_owned();
            let is_known = |part: Value<'_>| self.is_defined(part);
            let fix = rewriting::of_join(value, function, parts).filter(|_| parts.items().all(is_known));
            self.problem("I1022", place.span(), message).help("Use `Fn::Sub`").fix = fix;
        }
    }

    /// Whether what a reference names is there; anything else is.
    fn is_defined(&self, part: Value<'_>) -> bool {
        let Some(function) = part.function() else { return true };
        let target = function.get_att().map(|target| target.resource);
        let Some(name) = function.reference().or(target) else { return true };
        PSEUDO.contains(&name.text)
            || self.template.parameter(name.text).is_some()
            || self.template.resource(name.text).is_some()
    }

    /// An output that only passes on the export of another stack.
    pub(super) fn imported(&mut self, scope: Scope) {
        if scope.site == Site::OutputValue {
            let message = "The output passes on the export of another stack".to_owned();
            self.problem("W6001", scope.place.span(), message)
                .help("Import it where it is used, from the stack that exports it");
        }
    }

    /// An `Fn::Equals` that always has the same answer.
    pub(super) fn compared(&mut self, function: Function<'t>, place: Place) {
        let mut items = function.argument.items();
        let (Some(first), Some(second), None) = (items.next(), items.next(), items.next()) else { return };
        let message = match (compared_text(first), compared_text(second)) {
            (Some(first), Some(second)) if first == second => {
                format!("`Fn::Equals` is always true: both sides are `{first}`")
            }
            (Some(first), Some(second)) => {
                format!("`Fn::Equals` is always false: `{first}` is not `{second}`")
            }
            _ if first.canonical() == second.canonical() => {
                "`Fn::Equals` is always true: both sides are the same".to_owned()
            }
            _ => return,
        };
        self.problem("W8003", place.span(), message);
    }

    /// A parameter with `NoEcho` that ends up where it is shown.
    pub(super) fn unmasked(&mut self, name: Name<'t>, scope: Scope) {
        let shown = match scope.site {
            Site::Elsewhere | Site::Rule => return,
            Site::Metadata => "metadata",
            Site::OutputValue | Site::Export => "outputs",
        };
        let masked = self
            .template
            .parameter(name.text)
            .is_some_and(|parameter| parameter.0.value.get("NoEcho").and_then(Value::boolean) == Some(true));
        if masked {
            let message = format!("`{name}` has `NoEcho`, which does not hide it in {shown}");
            self.problem("W2010", scope.place.span(), message);
        }
    }
}

/// Whether `Fn::Sub` can have a part of an `Fn::Join` in its text.
fn fits_in_text(part: Value<'_>) -> bool {
    let Some(function) = part.function() else {
        return !part.is_map() || part.entries().count() != 1;
    };
    match function.name {
        FunctionName::Ref | FunctionName::GetAtt => true,
        FunctionName::Sub => !function.argument.is_list(),
        _ => false,
    }
}

/// The text that `Fn::Equals` compares a literal by.
fn compared_text(value: Value<'_>) -> Option<&str> {
    match value.scalar()?.kind {
        ScalarKind::Null => None,
        ScalarKind::Bool(true) => Some("true"),
        ScalarKind::Bool(false) => Some("false"),
        _ => value.text(),
    }
}
