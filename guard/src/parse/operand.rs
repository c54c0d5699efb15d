//! What stands on the right of a comparison, behind `let NAME =` and between
//! the parentheses of a call: a literal, a call of a function or a query.

use super::slip::nearest;
use super::{Parse, Parser, RuleError};
use crate::ast::{Function, FunctionCall, Operand};

impl Parser<'_> {
    /// The operand behind white space and comments, if one begins there.
    pub(super) fn operand(&mut self) -> Parse<Option<Operand>> {
        self.gap();
        if self.at_rule_head() {
            // cfn-guard would take `rule` for a property here, which nobody means.
            return Ok(None);
        }
        if let Some(mut literal) = self.literal()? {
            literal.id = self.literals;
            self.literals += 1;
            return Ok(Some(Operand::Literal(literal)));
        }
        if self.at_call() {
            return Ok(Some(Operand::Call(self.nested(Self::function)?)));
        }
        Ok(self.query()?.map(Operand::Query))
    }

    /// Whether a name stands here with a parenthesis right behind it.
    pub(super) fn at_call(&self) -> bool {
        self.name_end(self.pos).is_some_and(|end| self.byte_at(end) == Some(b'('))
    }

    fn function(&mut self) -> Parse<FunctionCall> {
        let start = self.pos;
        let Some(name) = self.name() else { return Err(self.unexpected("the name of a function")) };
        let Some(function) = Function::named(&name.text) else {
            let error = RuleError::new(name.span, format!("`{}` is not a function", name.text));
            let near = nearest(&name.text, Function::ALL.iter().map(|(known, _)| *known));
            return Err(match near {
                Some(near) => error.help(format!("did you mean `{near}`?")),
                None => error.help("a parameterized rule gives no value; it stands as a clause of its own"),
            }
            .into());
        };
        let arguments = self.arguments()?;
        let span = self.since(start);
        if arguments.len() != function.arity() {
            let message = format!(
                "`{}` takes {}, not {}",
                name.text,
                number_of(function.arity(), "argument"),
                arguments.len()
            );
            return Err(RuleError::new(span, message).into());
        }
        Ok(FunctionCall { function, arguments, span })
    }

    /// `(...)`, at the parenthesis. Comments can stand before an argument, not behind it.
    pub(super) fn arguments(&mut self) -> Parse<Vec<Operand>> {
        let open = self.pos;
        self.pos += 1;
        let mut arguments = Vec::new();
        if self.eat(b')') {
            return Ok(arguments);
        }
        loop {
            let Some(argument) = self.operand()? else {
                if self.peek() == Some(b')') && arguments.is_empty() {
                    return Err(RuleError::new(
                        formwork_template::Span::of(open..self.pos + 1),
                        "Nothing stands between these parentheses",
                    )
                    .help("write `()` for no arguments")
                    .into());
                }
                return Err(self.no_item(open, b')'));
            };
            arguments.push(argument);
            self.spaces();
            if self.eat(b')') {
                return Ok(arguments);
            }
            if self.peek() == Some(b'#') {
                return Err(RuleError::new(self.token(self.pos), "A comment can't stand behind an argument")
                    .help("move it in front of the argument")
                    .into());
            }
            if !self.eat(b',') {
                return Err(self.no_separator(open, b')'));
            }
        }
    }
}

/// `1 argument`, `2 arguments`
pub(crate) fn number_of(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
