//! `Fn::Sub`: its shape, its variables, and whether it has any.

use formwork_schemas::Types;
use formwork_template::{Function, FunctionName, Sub, SubPiece, Value};
use rustc_hash::FxHashSet;

use super::arguments;
use super::calls::{Scope, Walk};
use super::rewriting;
use super::target::Target;

impl<'t> Walk<'t> {
    pub(super) fn substitution_shape(&mut self, function: Function<'t>, scope: Scope) {
        let argument = function.argument;
        if !argument.is_list() {
            if argument.text().is_none() {
                self.mismatch(argument, Target::of_types(&[Types::STRING, Types::ARRAY]), scope);
            }
            return;
        }
        self.count(function, 2, 2, scope);
        let mut items = argument.items();
        if let Some(text) = items.next().filter(|text| text.text().is_none()) {
            self.mismatch(text, Target::of_types(&[Types::STRING]), scope.item(text));
        }
        let Some(variables) = items.next() else { return };
        if !variables.is_map() {
            self.mismatch(variables, Target::of_types(&[Types::OBJECT]), scope.item(variables));
            return;
        }
        for (key, value) in variables.entries() {
            self.part(value, &arguments::VARIABLE, scope.key(key), None);
        }
    }

    pub(super) fn substitution(&mut self, value: Value<'t>, function: Function<'t>, scope: Scope) {
        let Some(sub) = function.sub() else { return };
        let before = self.found.len();
        let code = scope.owner.of(FunctionName::Sub);
        let inside = scope.argument(function);
        let text = Target::of_types(&[Types::STRING]);
        for (name, attribute) in sub.references().filter(|(name, _)| !name.text.is_empty()) {
            match attribute {
                Some(attribute) if attribute.text == "Stage" && self.is_stage(name.text) => {}
                Some(attribute) => {
                    self.attribute(name, Some(attribute), text, code, (inside, inside, inside));
                }
                None => self.substituted(name, code, inside),
            }
        }
        if self.found.len() == before {
            self.unneeded(value, function, &sub, inside);
            self.unused(value, function, &sub);
        }
    }

    /// `${Api.Stage}` of SAM.
    fn is_stage(&self, id: &str) -> bool {
        self.index.generated_type(&format!("{id}Stage")).is_some()
    }

    /// A text without variables.
    fn unneeded(&mut self, value: Value<'t>, function: Function<'t>, sub: &Sub<'t>, scope: Scope) {
        // A map whose variables the text does not use is another rule's.
        let mapped = sub.variables.is_some_and(|variables| variables.entries().next().is_some());
        if mapped || self.template.is_sam() || sub.names().next().is_some() {
            return;
        }
        let escaped = sub.pieces.iter().any(|piece| matches!(piece, SubPiece::Escaped(_)));
        let message = "`Fn::Sub` has no variables in its text".to_owned();
        let fix = (!escaped).then(|| rewriting::plain(value, function, sub)).flatten();
        let problem = self.problem("W1020", scope.place.span(), message);
        problem.help("Write the text without `Fn::Sub`");
        problem.fix = fix;
    }

    /// Variables that the function defines and does not use.
    fn unused(&mut self, value: Value<'t>, function: Function<'t>, sub: &Sub<'t>) {
        let Some(variables) = sub.variables else { return };
        let used: FxHashSet<&str> = sub.names().map(|name| name.text).collect();
        for (key, _) in variables.entries() {
            if !used.contains(key.text) {
                let message = format!("The text does not use the variable `{key}`");
                let fix = rewriting::without_variable(value, function, sub, key.text);
                self.problem("W1019", key.span, message).fix = fix;
            }
        }
    }
}
