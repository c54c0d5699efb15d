//! Queries: a first key, variable or `this`, then keys behind dots, and
//! indices, captures, key filters and filters in brackets.

use formwork_template::Span;
use smol_str::SmolStr;

use super::{MAX_PARTS, Parse, Parser, RuleError, Setting};
use crate::ast::{AccessClause, Clause, Key, KeyComparator, Name, Operand, Operator, Part, PartKind, Query};

impl Parser<'_> {
    /// The query at the cursor, if one begins there. `some` and `this` may stand behind white space.
    pub(super) fn query(&mut self) -> Parse<Option<Query>> {
        let mark = self.pos;
        let some = self.some_start();
        let start = some.unwrap_or(mark);
        let Some(first) = self.first_part()? else {
            self.pos = mark;
            return Ok(None);
        };
        let start = if some.is_some() { start } else { first.span.start as usize };
        let mut parts = vec![first];
        loop {
            let end = self.pos;
            self.gap();
            let part = match self.peek() {
                Some(b'.') => self.dotted()?,
                Some(b'[') => self.nested(Self::bracket)?,
                _ => {
                    self.pos = end;
                    break;
                }
            };
            if parts.len() == MAX_PARTS {
                return Err(
                    RuleError::new(part.span, format!("The query has more than {MAX_PARTS} parts")).into()
                );
            }
            let behind_variable = parts.len() == 1 && matches!(parts[0].kind, PartKind::Variable(_));
            if behind_variable && !matches!(part.kind, PartKind::AllIndices(_)) {
                parts.push(Part { kind: PartKind::AllIndices(None), span: Span::at(parts[0].span.end) });
            }
            parts.push(part);
        }
        Ok(Some(Query { parts, match_all: some.is_none(), span: self.since(start) }))
    }

    /// Reads `some` and the white space behind it; where it began.
    fn some_start(&mut self) -> Option<usize> {
        let mark = self.pos;
        self.gap();
        let start = self.pos;
        if self.tag(&["SOME", "some"]) && self.gap() {
            return Some(start);
        }
        self.pos = mark;
        None
    }

    fn first_part(&mut self) -> Parse<Option<Part>> {
        let mark = self.pos;
        self.gap();
        let start = self.pos;
        if self.keyword(&["this", "THIS"]) {
            return Ok(Some(Part { kind: PartKind::This, span: self.since(start) }));
        }
        self.pos = mark;
        let kind = if self.peek() == Some(b'%') { Some(self.variable()?) } else { self.key()? };
        Ok(kind.map(|kind| Part { kind, span: self.since(mark) }))
    }

    /// `%name`
    fn variable(&mut self) -> Parse<PartKind> {
        let start = self.pos;
        self.pos += 1;
        let Some(name) = self.name() else {
            return Err(RuleError::new(Span::of(start..self.pos), "`%` has no name behind it")
                .help("the name of a variable begins with a letter from A to Z")
                .into());
        };
        Ok(PartKind::Variable(name.text))
    }

    /// A bare or a quoted key.
    fn key(&mut self) -> Parse<Option<PartKind>> {
        if let Some(name) = self.name() {
            return Ok(Some(PartKind::Key(Key::new(name.text))));
        }
        Ok(self.string()?.map(quoted))
    }

    /// At the dot.
    fn dotted(&mut self) -> Parse<Part> {
        let start = self.pos;
        self.pos += 1;
        let kind = if let Some(index) = self.integer() {
            Some(PartKind::Index(index))
        } else if self.peek() == Some(b'%') {
            Some(self.variable()?)
        } else if self.eat(b'*') {
            Some(PartKind::AllValues(None))
        } else {
            self.key()?
        };
        let Some(kind) = kind else {
            return Err(RuleError::new(Span::of(start..start + 1), "`.` has no key behind it")
                .help("quote a key that does not begin with a letter from A to Z")
                .into());
        };
        Ok(Part { kind, span: self.since(start) })
    }

    /// At the bracket.
    fn bracket(&mut self) -> Parse<Part> {
        let open = self.pos;
        self.pos += 1;
        let kind = match self.index_or_key(open)? {
            Some(kind) => kind,
            None => self.selection(open)?,
        };
        Ok(Part { kind, span: self.since(open) })
    }

    /// `[3]`, `["key"]`, `[*]`, `[name]` and `[ name ]`; leaves the cursor where it was if it is something else.
    fn index_or_key(&mut self, open: usize) -> Parse<Option<PartKind>> {
        let inner = self.pos;
        if let Some(index) = self.integer() {
            self.close_bracket(open)?;
            return Ok(Some(PartKind::Index(index)));
        }
        if let Some(text) = self.string()? {
            let closed = self.eat_behind_gap(b']');
            if !closed {
                self.pos = inner;
            }
            return Ok(closed.then(|| quoted(text)));
        }
        let spaced = self.gap();
        if self.eat(b'*') {
            self.close_bracket(open)?;
            return Ok(Some(PartKind::AllIndices(None)));
        }
        if let Some(name) = self.name()
            && self.eat_behind_gap(b']')
        {
            let capture = Some(name);
            return Ok(Some(if spaced {
                PartKind::AllValues(capture)
            } else {
                PartKind::AllIndices(capture)
            }));
        }
        self.pos = inner;
        Ok(None)
    }

    /// `capture | keys == ...` or `capture | clauses`, up to the closing bracket.
    fn selection(&mut self, open: usize) -> Parse<PartKind> {
        let capture = self.capture();
        self.gap();
        let start = self.pos;
        let first = if self.keyword(&["KEYS", "keys"]) {
            let keys = self.since(start);
            let comparator = self.key_comparator()?;
            let Some(operand) = self.operand()? else {
                return Err(self.unexpected("what the keys are compared with"));
            };
            if !matches!(operand, Operand::Call(_)) && self.eat_behind_gap(b']') {
                return Ok(PartKind::KeyFilter { capture, comparator, operand: Box::new(operand) });
            }
            Some(self.about_keys_property(keys, comparator, operand)?)
        } else {
            None
        };
        let clauses = self.conjunctions(Setting::Plain, first)?;
        if clauses.is_empty() {
            return Err(self.no_filter(open));
        }
        self.close_bracket(open)?;
        Ok(PartKind::Filter { capture, clauses })
    }

    /// What began like a key filter and goes on as a filter: a clause about a property called `keys`.
    fn about_keys_property(
        &mut self,
        keys: Span,
        comparator: KeyComparator,
        operand: Operand,
    ) -> Parse<Clause> {
        let (operator, not) = match comparator {
            KeyComparator::Equal => (Operator::Equal, false),
            KeyComparator::NotEqual => (Operator::Equal, true),
            KeyComparator::In => (Operator::In, false),
            KeyComparator::NotIn => (Operator::In, true),
        };
        let kind = PartKind::Key(Key::new(SmolStr::new(self.text(keys))));
        let query = Query { parts: vec![Part { kind, span: keys }], match_all: true, span: keys };
        let span = keys.cover(operand.span());
        let message = self.message()?;
        Ok(Clause::Access(AccessClause {
            negated: false,
            query,
            operator,
            not,
            operand: Some(operand),
            message,
            span,
        }))
    }

    /// `name |`
    fn capture(&mut self) -> Option<Name> {
        let mark = self.pos;
        self.gap();
        if let Some(name) = self.name() {
            self.blanks();
            if self.eat(b'|') {
                return Some(name);
            }
        }
        self.pos = mark;
        None
    }

    fn key_comparator(&mut self) -> Parse<KeyComparator> {
        self.gap();
        if self.tag(&["=="]) {
            return Ok(KeyComparator::Equal);
        }
        if self.tag(&["!="]) {
            return Ok(KeyComparator::NotEqual);
        }
        let mark = self.pos;
        let negated = self.negation();
        if self.tag(&["in", "IN"]) {
            return Ok(if negated { KeyComparator::NotIn } else { KeyComparator::In });
        }
        self.pos = mark;
        Err(self.unexpected("`==`, `!=`, `in` or `not in` behind `keys`"))
    }

    fn close_bracket(&mut self, open: usize) -> Parse<()> {
        if self.eat_behind_gap(b']') { Ok(()) } else { Err(self.no_close(open, b']')) }
    }
}

/// A quoted key. What begins with `%` is a variable even so.
fn quoted(text: SmolStr) -> PartKind {
    match text.strip_prefix('%') {
        Some(name) => PartKind::Variable(SmolStr::new(name)),
        None => PartKind::Key(Key::new(text)),
    }
}
