//! Operators and what stands around them: `not` in front, a message behind.

use super::{Parse, Parser};
use crate::ast::{Message, Operator};

/// The operators that are words; true for those that may not run on into a name.
const WORDS: [(&[&str], Operator, bool); 10] = [
    (&["in", "IN"], Operator::In, false),
    (&["exists", "EXISTS"], Operator::Exists, true),
    (&["empty", "EMPTY"], Operator::Empty, true),
    (&["is_string", "IS_STRING"], Operator::IsString, false),
    (&["is_list", "IS_LIST"], Operator::IsList, false),
    (&["is_struct", "IS_STRUCT"], Operator::IsStruct, false),
    (&["is_bool", "IS_BOOL"], Operator::IsBool, false),
    (&["is_int", "IS_INT"], Operator::IsInt, false),
    (&["is_null", "IS_NULL"], Operator::IsNull, false),
    (&["is_float", "IS_FLOAT"], Operator::IsFloat, false),
];

impl Parser<'_> {
    /// `not ` or `!`
    pub(super) fn negation(&mut self) -> bool {
        let start = self.pos;
        if self.tag(&["not", "NOT"]) && self.blanks() > 0 {
            return true;
        }
        self.pos = start;
        self.eat(b'!')
    }

    /// The operator at the cursor, and whether it is negated.
    pub(super) fn operator(&mut self) -> Option<(Operator, bool)> {
        if self.starts_with("<<") {
            return None;
        }
        let marks: [(&str, Operator, bool); 6] = [
            ("==", Operator::Equal, false),
            ("!=", Operator::Equal, true),
            (">=", Operator::GreaterOrEqual, false),
            ("<=", Operator::LessOrEqual, false),
            (">", Operator::Greater, false),
            ("<", Operator::Less, false),
        ];
        if let Some((mark, operator, not)) = marks.into_iter().find(|(mark, ..)| self.starts_with(mark)) {
            self.pos += mark.len();
            return Some((operator, not));
        }
        let start = self.pos;
        let not = self.negation();
        for (words, operator, whole) in WORDS {
            if if whole { self.keyword(words) } else { self.tag(words) } {
                return Some((operator, not));
            }
        }
        self.pos = start;
        None
    }

    pub(super) fn at_operator(&mut self) -> bool {
        let start = self.pos;
        let found = self.operator().is_some();
        self.pos = start;
        found
    }

    pub(super) fn at_comparison_mark(&self) -> bool {
        ["==", "!=", "<", ">"].iter().any(|mark| self.starts_with(mark)) && !self.starts_with("<<")
    }

    /// `<<text>>` behind white space and comments.
    pub(super) fn message(&mut self) -> Parse<Option<Message>> {
        let mark = self.pos;
        self.gap();
        if !self.starts_with("<<") {
            self.pos = mark;
            return Ok(None);
        }
        let start = self.pos;
        let end = if self.messages_end { None } else { self.rest()[2..].find(">>") };
        let Some(length) = end else {
            self.messages_end = true;
            return Err(self.unclosed(start).into());
        };
        let text = &self.rest()[2..2 + length];
        self.note_runaway(start, text);
        let text = text.into();
        self.pos = start + 2 + length + 2;
        Ok(Some(Message { text, span: self.since(start) }))
    }
}
