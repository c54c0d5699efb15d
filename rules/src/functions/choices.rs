//! `Fn::If`: whether its condition exists and its branches can be taken.

use formwork_template::{Answer, Assumption, Function, Section, Value};

use super::calls::{Scope, Walk, suggest};
use super::target::Target;

impl<'t> Walk<'t> {
    /// The name of a condition.
    pub(super) fn condition(&mut self, value: Value<'t>, scope: Scope) {
        let Some(name) = value.name() else { return };
        if self.index.may_define(Section::Conditions, name.text) || self.is_dynamic(name.text) {
            return;
        }
        let near = self.suggestions.nearest(name.text, || self.index.names(Section::Conditions));
        if let Some(problem) = self.here(scope, format!("The template has no condition `{name}`")) {
            suggest(problem, name, near);
        }
    }

    /// Whether a condition depends on nothing, so that it is always true or always false.
    fn is_constant(&self, condition: &str) -> bool {
        let definition = self.template.member(Section::Conditions, condition);
        definition.is_some_and(|found| !found.value.canonical().contains("Ref("))
    }

    pub(super) fn branches(&mut self, function: Function<'t>, target: Target<'_>, scope: Scope) {
        let Some(choice) = function.choice() else { return };
        let inside = Scope { place: scope.place.argument(function), ..scope };
        let (outer, condition) = (self.when.clone(), choice.condition);
        for (branch, holds) in [(choice.then, true), (choice.otherwise, false)] {
            let at = inside.item(branch);
            let when = outer.and(condition.text, holds);
            let possible =
                |when: &Assumption<'_>| self.template.conditions().satisfiable(when.literals()) != Answer::No;
            match when.filter(possible) {
                Some(when) => self.when = when,
                // W8003 says it of the condition itself.
                None if outer.is_always() && self.is_constant(condition.text) => {}
                None if outer.is_always()
                    || self.template.conditions().satisfiable(outer.literals()) != Answer::No =>
                {
                    let side = if holds { "true" } else { "false" };
                    let given = if outer.is_always() { String::new() } else { format!(" where {outer}") };
                    let message = format!("This branch is never taken: `{condition}` is never {side}{given}");
                    self.problem("W1028", at.place.span(), message);
                }
                None => {}
            }
            self.value(branch, target, at);
            self.when = outer.clone();
        }
    }
}
