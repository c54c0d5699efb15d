//! Queries, and the operands of clauses, assignments and calls.

use formwork_template::Span;
use smol_str::SmolStr;

use super::cursor::{MOST_PARTS, Parser, Read, Stop};
use crate::ast::{Function, FunctionCall, Key, KeyComparator, Name, Operand, Part, PartKind, Query};

impl Parser<'_> {
    /// A query; where there is none nothing is read.
    pub(super) fn query(&mut self) -> Read<Query> {
        let before = self.at;
        let query = self.query_here();
        if query.is_err() {
            self.at = before;
        }
        query
    }

    fn query_here(&mut self) -> Read<Query> {
        let before = self.at;
        self.skip();
        let mut start = self.at;
        let is_some = self.eat_any(&["some", "SOME"]) && self.skip();
        if !is_some {
            // Only `some` and `this` may stand behind white space.
            self.at = before;
        }
        let first = self.first_part()?;
        if !is_some {
            start = first.span.start as usize;
        }
        let is_variable = matches!(first.kind, PartKind::Variable(_));
        let mut parts = vec![first];
        while let Some(part) = self.next_part()? {
            if parts.len() >= MOST_PARTS {
                return self.wrong(
                    part.span,
                    "the query has more than 250 parts",
                    "Shorten it with variables",
                );
            }
            parts.push(part);
        }
        if is_variable && parts.len() > 1 && !matches!(parts[1].kind, PartKind::AllIndices(_)) {
            let span = Span::at(parts[0].span.end);
            parts.insert(1, Part { kind: PartKind::AllIndices(None), span });
        }
        Ok(Query { parts, match_all: !is_some, span: self.span_from(start) })
    }

    fn first_part(&mut self) -> Read<Part> {
        let before = self.at;
        self.skip();
        let start = self.at;
        if self.eat_word(&["this", "THIS"]) {
            return Ok(Part { kind: PartKind::This, span: self.span_from(start) });
        }
        self.at = before;
        let start = self.at;
        let kind = match self.peek() {
            Some('%') => self.variable()?,
            _ => self.property()?,
        };
        Ok(Part { kind, span: self.span_from(start) })
    }

    fn variable(&mut self) -> Read<PartKind> {
        let start = self.at;
        self.at += 1;
        match self.name() {
            Ok(name) => Ok(PartKind::Variable(name.text)),
            Err(stop) => {
                self.at = start;
                Err(stop)
            }
        }
    }

    /// A property, in quotes or not. A `%` within the quotes makes it a variable, as for the peer.
    fn property(&mut self) -> Read<PartKind> {
        let text: SmolStr = match self.peek() {
            Some('\'' | '"') => self.text()?,
            _ => match self.name() {
                Ok(name) => name.text,
                Err(_) => return self.absent("a property, a variable or a rule"),
            },
        };
        Ok(match text.strip_prefix('%') {
            Some(name) => PartKind::Variable(name.into()),
            None => PartKind::Key(Key::new(text)),
        })
    }

    /// `.x`, `.*`, `.0`, `[...]`; behind white space and comments.
    fn next_part(&mut self) -> Read<Option<Part>> {
        let before = self.at;
        self.skip();
        let start = self.at;
        let kind = if self.eat(".") {
            let kind = match self.peek() {
                Some('*') => {
                    self.at += 1;
                    Ok(PartKind::AllValues(None))
                }
                Some('%') => self.variable(),
                _ => match self.index() {
                    Some(index) => Ok(PartKind::Index(index)),
                    None => self.property(),
                },
            };
            match kind {
                Err(Stop::Absent) => None,
                kind => Some(kind?),
            }
        } else if self.starts_with("[") {
            Some(self.deeper(Self::brackets)?)
        } else {
            None
        };
        if kind.is_none() {
            self.at = before;
        }
        Ok(kind.map(|kind| Part { kind, span: self.span_from(start) }))
    }

    fn brackets(&mut self) -> Read<PartKind> {
        self.at += 1;
        let inside = self.at;
        // `[*]` and `[name]`
        self.skip();
        let starred = self.eat("*");
        if starred && self.closes() {
            return Ok(PartKind::AllIndices(None));
        }
        self.at = inside;
        if let Ok(name) = self.name() {
            if self.closes() {
                return Ok(PartKind::AllIndices(Some(name)));
            }
        }
        self.at = inside;
        if let Some(index) = self.index() {
            if self.closes() {
                return Ok(PartKind::Index(index));
            }
            return self.absent("`]`");
        }
        if matches!(self.peek(), Some('\'' | '"')) {
            let text = self.text()?;
            if self.closes() {
                return Ok(match text.strip_prefix('%') {
                    Some(name) => PartKind::Variable(name.into()),
                    None => PartKind::Key(Key::new(text)),
                });
            }
        }
        self.at = inside;
        self.skip();
        if let Ok(name) = self.name() {
            if self.closes() {
                return Ok(PartKind::AllValues(Some(name)));
            }
        }
        self.at = inside;
        let capture = self.capture();
        let filter = self.at;
        if let Some(keys) = self.key_filter(capture.as_ref())? {
            return Ok(keys);
        }
        self.back_to(filter)?;
        let clauses = self.conjunctions(Self::clause)?;
        if !self.closes() {
            return self.absent("`]`, another clause or `or`");
        }
        Ok(PartKind::Filter { capture, clauses })
    }

    /// Goes behind a `]` that follows white space and comments.
    fn closes(&mut self) -> bool {
        self.skip();
        self.eat("]")
    }

    /// `name |`
    fn capture(&mut self) -> Option<Name> {
        let before = self.at;
        self.skip();
        if let Ok(name) = self.name() {
            self.skip_blanks();
            if self.eat("|") {
                return Some(name);
            }
        }
        self.at = before;
        None
    }

    /// `keys == 'x' ]`. What begins so and goes on otherwise is a filter about a property `keys`.
    fn key_filter(&mut self, capture: Option<&Name>) -> Read<Option<PartKind>> {
        self.skip();
        if !self.eat_word(&["keys", "KEYS"]) {
            return Ok(None);
        }
        self.skip();
        let comparator = if self.eat("==") {
            KeyComparator::Equal
        } else if self.eat("!=") {
            KeyComparator::NotEqual
        } else if self.eat_any(&["in", "IN"]) {
            KeyComparator::In
        } else if self.not() && self.eat_any(&["in", "IN"]) {
            KeyComparator::NotIn
        } else {
            let span = Span::at(self.at as u32);
            return self.wrong(
                span,
                "`keys` is compared with nothing",
                "Compare keys by `==`, `!=`, `in` or `not in`",
            );
        };
        let literals = self.literals;
        let operand = match self.own_literal() {
            Ok(literal) => Operand::Literal(literal),
            Err(Stop::Absent) => {
                self.skip();
                Operand::Query(self.query()?)
            }
            Err(Stop::Wrong) => return Err(Stop::Wrong),
        };
        if !self.closes() {
            self.literals = literals;
            return Ok(None);
        }
        let operand = Box::new(operand);
        Ok(Some(PartKind::KeyFilter { capture: capture.cloned(), comparator, operand }))
    }

    /// A literal, a function call or a query, behind white space and comments.
    pub(super) fn operand(&mut self) -> Read<Operand> {
        match self.own_literal() {
            Ok(literal) => return Ok(Operand::Literal(literal)),
            Err(Stop::Absent) => {}
            Err(Stop::Wrong) => return Err(Stop::Wrong),
        }
        self.skip();
        let start = self.at;
        if let Ok(name) = self.name() {
            if self.starts_with("(") {
                return Ok(Operand::Call(self.deeper(|parser| parser.call(&name))?));
            }
        }
        self.at = start;
        Ok(Operand::Query(self.query()?))
    }

    fn call(&mut self, name: &Name) -> Read<FunctionCall> {
        let Some(function) = Function::named(&name.text) else {
            let known = Function::ALL.iter().map(|(known, _)| *known);
            let nearest = known.map(|known| (strsim::damerau_levenshtein(known, &name.text), known)).min();
            let help = match nearest {
                Some((distance, known)) if distance <= 3 => format!("Change it to `{known}`"),
                _ => "The functions are `count`, `join`, `json_parse`, `now`, `regex_replace`, `substring`, `to_lower`, `to_upper`, `url_decode` and `parse_` with `boolean`, `char`, `epoch`, `float`, `int` or `string`".to_owned(),
            };
            return self.wrong(name.span, format!("there is no function `{}`", name.text), &help);
        };
        let arguments = self.arguments()?;
        if arguments.len() != function.arity() {
            let message = format!(
                "`{}` takes {}, and {} given",
                name.text,
                count(function.arity()),
                if arguments.len() == 1 { "1 is".to_owned() } else { format!("{} are", arguments.len()) }
            );
            let span = self.span_from(name.span.start as usize);
            return self.wrong(span, message, "Give it as many as it takes");
        }
        Ok(FunctionCall { function, arguments, span: self.span_from(name.span.start as usize) })
    }

    /// `(a, b)`; comments may not stand around the commas.
    pub(super) fn arguments(&mut self) -> Read<Vec<Operand>> {
        let open = self.at;
        self.at += 1;
        let mut arguments = Vec::new();
        loop {
            self.skip_white();
            match self.operand() {
                Ok(operand) => arguments.push(operand),
                Err(Stop::Absent) if arguments.is_empty() => self.skip_white(),
                Err(stop) => return Err(stop),
            }
            self.skip_white();
            if self.eat(")") {
                return Ok(arguments);
            }
            if arguments.is_empty() || !self.eat(",") {
                return self.unclosed(open, "list of arguments", ")");
            }
        }
    }
}

fn count(arguments: usize) -> String {
    match arguments {
        0 => "no argument".to_owned(),
        1 => "1 argument".to_owned(),
        count => format!("{count} arguments"),
    }
}
