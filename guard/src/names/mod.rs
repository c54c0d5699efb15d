//! Whether the names in a rules file lead somewhere: variables, named rules,
//! parameterized rules and their arguments; and whether any leads to itself.
//! An error here stands even where evaluation would never come by.

mod circle;
mod walk;

use formwork_template::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::ast::{Name, RuleReference, RulesFile};
use crate::parse::{RuleError, nearest, number_of};
use walk::Walk;

/// For how many mistakes a similar name is looked for: that takes time by the number of names.
const SUGGESTIONS: usize = 50;

/// Undefined names, wrong numbers of arguments and names that lead to themselves, in source order.
pub fn check_names(file: &RulesFile) -> Vec<RuleError> {
    let known = Known::of(file);
    let Walk { variables, captures, defined, mut errors, graph, .. } = Walk::through(file, &known);
    for variable in variables {
        let is_known = captures.contains(variable.name)
            || known.dropped.contains(variable.name)
            || variable.is_dynamic && defined.contains(variable.name);
        if !is_known {
            errors.push(undefined_variable(variable.name, variable.span, &variable.in_scope));
        }
    }
    errors.extend(graph.circles());
    errors.sort_by_key(|error| error.span);
    errors
}

/// The rules of a file.
struct Known<'a> {
    rules: FxHashSet<&'a str>,
    /// With the number of parameters.
    parameterized: FxHashMap<&'a str, usize>,
    dropped: FxHashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(file: &'a RulesFile) -> Self {
        let parameterized = file.parameterized.iter();
        Self {
            rules: file.rules.iter().map(|rule| rule.name.text.as_str()).collect(),
            parameterized: parameterized
                .map(|rule| (rule.rule.name.text.as_str(), rule.parameters.len()))
                .collect(),
            dropped: file.dropped.iter().map(|name| name.text.as_str()).collect(),
        }
    }

    /// The mistake in a reference to a named rule.
    fn reference_mistake(&self, reference: &RuleReference, suggest: bool) -> Option<RuleError> {
        let Name { text, span } = &reference.name;
        let name = text.as_str();
        if self.rules.contains(name) || self.dropped.contains(name) {
            return None;
        }
        let error = |message: String| RuleError::new(*span, message);
        Some(match name {
            "or" | "OR" => error(format!("`{name}` joins nothing")).help("write a clause on each side of it"),
            _ if name.eq_ignore_ascii_case("and") => error(format!("`{name}` is not an operator"))
                .help("clauses that follow one another must all hold; leave it out"),
            "when" | "WHEN" => error(format!("`{name}` has no block"))
                .help("put what depends on the conditions between `{` and `}`"),
            "some" | "SOME" => {
                error(format!("`{name}` has no comparison")).help("a query and an operator stand behind it")
            }
            _ => {
                let error = error(format!("`{name}` is not a rule"));
                if let Some(parameters) = self.parameterized.get(name) {
                    error.help(format!("it takes {} in parentheses", number_of(*parameters, "argument")))
                } else if let Some(near) =
                    nearest(name, if suggest { sorted(self.rules.iter()) } else { Vec::default() })
                {
                    error.help(format!("did you mean `{near}`?"))
                } else {
                    error.help("compare it with an operator if it is a property")
                }
            }
        })
    }

    /// The mistake in a call of a parameterized rule.
    fn call_mistake(&self, name: &Name, arguments: usize, span: Span, suggest: bool) -> Option<RuleError> {
        let text = name.text.as_str();
        if let Some(&parameters) = self.parameterized.get(text) {
            let message = format!("`{text}` takes {}, not {arguments}", number_of(parameters, "argument"));
            return (parameters != arguments).then(|| RuleError::new(span, message));
        }
        if self.dropped.contains(text) {
            return None;
        }
        let error = RuleError::new(name.span, format!("`{text}` is not a parameterized rule"));
        Some(if self.rules.contains(text) {
            error.help("leave out the parentheses: the rule takes no arguments")
        } else if crate::ast::Function::named(text).is_some() {
            error.help(format!("a function gives a value: `let value = {text}(...)`"))
        } else {
            let names = if suggest { sorted(self.parameterized.keys()) } else { Vec::default() };
            match nearest(text, names) {
                Some(near) => error.help(format!("did you mean `{near}`?")),
                None => error,
            }
        })
    }
}

/// Names in an order that does not depend on how they are kept.
fn sorted<'n, 'a: 'n>(names: impl Iterator<Item = &'n &'a str>) -> Vec<&'a str> {
    let mut names: Vec<_> = names.copied().collect();
    names.sort_unstable();
    names
}

fn undefined_variable(name: &str, span: Span, names: &[&str]) -> RuleError {
    let error = RuleError::new(span, format!("`%{name}` is not defined"));
    match nearest(name, sorted(names.iter())) {
        Some(near) => error.help(format!("did you mean `%{near}`?")),
        None => error.help(format!("define it with `let {name} = ...`")),
    }
}

#[cfg(test)]
mod tests;
