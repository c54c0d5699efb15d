//! The parts of a function's argument: what each may be, beyond its type.

use formwork_schemas::{Region, Types};
use formwork_template::{Function, FunctionName, Value};

use super::arguments::{Also, Part};
use super::calls::{Scope, Walk, callable};
use super::target::Target;

impl<'t> Walk<'t> {
    /// A part of a function's argument; `beside` is the part behind it.
    pub(super) fn part(
        &mut self,
        value: Value<'t>,
        part: &'static Part,
        scope: Scope,
        beside: Option<Value<'t>>,
    ) {
        let functions = match part.extended {
            Some(extended) if self.extended => extended,
            _ => part.functions,
        };
        let scope = Scope { functions, judged: true, ..scope };
        let target = Target::of_types(part.types);
        if let Some(function) = callable(value, scope) {
            self.call(value, function, target, scope);
        } else if let Also::Region = part.also {
            self.region(value, scope);
        } else if !target.holds(value) {
            self.mismatch(value, target, scope);
            let names = matches!(part.also, Also::Condition)
                || (scope.inside == Some(FunctionName::Ref) && value.function().is_none());
            if let Some(problem) = self.found.last_mut().filter(|_| names) {
                problem.cause = Some("It is no name of anything in the template".to_owned());
            }
        } else {
            self.also(value, part, scope, beside);
        }
    }

    fn also(&mut self, value: Value<'t>, part: &'static Part, scope: Scope, beside: Option<Value<'t>>) {
        let inside = scope.inside.map_or("", FunctionName::key);
        match part.also {
            Also::Items(each) => {
                for item in value.items() {
                    self.part(item, each, scope.item(item), None);
                }
            }
            Also::Condition => self.condition(value, scope),
            Also::Range(least, most) => self.range(value, least, most, scope),
            Also::Position => {
                let last = beside
                    .filter(|list| list.is_list())
                    .map(|list| i64::try_from(list.items().len()).unwrap_or(i64::MAX) - 1);
                self.range(value, 0, last.unwrap_or(i64::MAX), scope);
            }
            Also::Block => {
                let text = value.text().unwrap_or_default();
                let block = text.split_once('/').is_some_and(|(address, bits)| {
                    address.parse::<std::net::Ipv4Addr>().is_ok()
                        && bits.parse::<u8>().is_ok_and(|bits| bits <= 32)
                });
                if !block {
                    self.here(scope, format!("`{text}` is not an IPv4 block such as `10.0.0.0/16`"));
                }
            }
            Also::Filled if value.items().len() == 0 && value.entries().next().is_none() => {
                self.here(scope, format!("`{inside}` has nothing to convert"));
            }
            Also::Default if value.get("DefaultValue").is_none() => {
                self.here(scope, format!("The options of `{inside}` have no `DefaultValue`"));
            }
            Also::Nothing | Also::Filled if value.is_list() || value.is_map() => {
                self.value(value, Target::ANY, scope);
            }
            Also::Nothing | Also::Filled | Also::Default | Also::Region => {}
        }
    }

    fn range(&mut self, value: Value<'t>, least: i64, most: i64, scope: Scope) {
        let Some(number) = value.text().and_then(|text| text.trim().parse::<i64>().ok()) else { return };
        if number < least {
            self.here(scope, format!("`{number}` is less than {least}"));
        } else if number > most {
            self.here(scope, format!("`{number}` is more than {most}"));
        }
    }

    fn region(&mut self, value: Value<'t>, scope: Scope) {
        match value.text() {
            Some(text) if text.is_empty() || Region::parse(text).is_some() => {}
            Some(text) => {
                self.here(scope, format!("`{text}` is not a region"));
            }
            None if value.is_null() => {
                let message = "`Fn::GetAZs` has no region".to_owned();
                if let Some(problem) = self.here(scope, message) {
                    problem.help("Write `\"\"` for the region of the stack");
                }
            }
            None => self.mismatch(value, Target::of_types(&[Types::STRING]), scope),
        }
    }

    /// A dynamic reference, which is whole until it is replaced.
    pub(super) fn unsplittable(&mut self, function: Function<'t>, scope: Scope) {
        let text = function.argument.items().nth(1);
        let is_reference = |text: &str| text.starts_with("{{resolve:") && text.ends_with("}}");
        if let Some(text) = text.filter(|text| text.text().is_some_and(is_reference)) {
            self.here(scope.item(text), "`Fn::Split` can't take a dynamic reference apart".to_owned());
        }
    }
}
