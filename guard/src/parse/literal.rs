//! Literals: text, numbers, truth values, expressions, ranges, lists, maps.

use formwork_template::Span;
use smol_str::SmolStr;

use super::cursor::{Parser, Read, Stop};
use crate::ast::{Literal, LiteralData, Name, Pattern, Range};

impl Parser<'_> {
    /// A literal that stands on its own, behind white space and comments.
    pub(super) fn own_literal(&mut self) -> Read<Literal> {
        let mut literal = self.literal()?;
        literal.id = self.literals;
        self.literals += 1;
        Ok(literal)
    }

    /// A literal, behind white space and comments; where there is none nothing is skipped.
    fn literal(&mut self) -> Read<Literal> {
        let before = self.at;
        self.skip();
        let start = self.at;
        match self.literal_data() {
            Ok(data) => Ok(Literal { id: 0, data, span: self.span_from(start) }),
            Err(stop) => {
                self.at = before;
                Err(stop)
            }
        }
    }

    fn literal_data(&mut self) -> Read<LiteralData> {
        let start = self.at;
        match self.peek() {
            Some('\'' | '"') => return Ok(LiteralData::String(self.text()?)),
            Some('-' | '0'..='9') => return self.number(),
            Some('/') => return self.regex(),
            Some('[') => return self.deeper(Self::list),
            Some('{') => return self.deeper(Self::map),
            Some('r') => {
                if let Some(range) = self.range()? {
                    return Ok(range);
                }
            }
            _ => {}
        }
        self.at = start;
        if self.eat_word(&["null", "NULL", "Null"]) {
            Ok(LiteralData::Null)
        } else if self.eat_word(&["true", "True", "TRUE"]) {
            Ok(LiteralData::Bool(true))
        } else if self.eat_word(&["false", "False", "FALSE"]) {
            Ok(LiteralData::Bool(false))
        } else {
            self.absent("a value")
        }
    }

    /// Text in quotes. A backslash in front of the closing quote keeps it from closing.
    pub(super) fn text(&mut self) -> Read<SmolStr> {
        let start = self.at;
        let Some(quote @ ('\'' | '"')) = self.peek() else { return self.absent("text in quotes") };
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(end) = rest.find(quote) else {
                let line = self.source[start..].find('\n').map_or(self.source.len(), |end| start + end);
                let span = Span::of(start..line);
                return self.wrong(span, "the text has no end", &format!("Close it with `{quote}`"));
            };
            self.at += end + 1;
            match rest[..end].strip_suffix('\\') {
                Some(part) => {
                    text.push_str(part);
                    text.push(quote);
                }
                None => {
                    text.push_str(&rest[..end]);
                    return Ok(text.into());
                }
            }
        }
    }

    fn digits(&mut self) -> bool {
        let rest = self.rest();
        let count = rest.len() - rest.trim_start_matches(|next: char| next.is_ascii_digit()).len();
        self.at += count;
        count > 0
    }

    fn number(&mut self) -> Read<LiteralData> {
        let start = self.at;
        self.eat("-");
        if !self.digits() {
            self.at = start;
            return self.absent("a number");
        }
        let mut is_float = false;
        let whole = self.at;
        if self.eat(".") && self.digits() {
            is_float = true;
        } else {
            self.at = whole;
        }
        let mantissa = self.at;
        if self.eat_any(&["e", "E"]) {
            let _ = self.eat_any(&["+", "-"]);
            if self.digits() {
                is_float = true;
            } else {
                self.at = mantissa;
            }
        }
        let text = &self.source[start..self.at];
        if self.at_word() {
            let span = self.span_from(start);
            return self.wrong(
                span,
                format!("`{text}` runs on into a name"),
                "Put a blank behind the number, or quotes around the text",
            );
        }
        if is_float {
            return Ok(LiteralData::Float(text.parse().unwrap_or(f64::NAN)));
        }
        match text.parse() {
            Ok(number) => Ok(LiteralData::Int(number)),
            Err(_) => {
                let span = self.span_from(start);
                self.wrong(
                    span,
                    format!("`{text}` is beyond the integers of 64 bits"),
                    "Write it as a float, or as text",
                )
            }
        }
    }

    /// An integer as an index. Where there is none nothing is read.
    pub(super) fn index(&mut self) -> Option<i64> {
        let start = self.at;
        self.eat("-");
        let number = if self.digits() { self.source[start..self.at].parse().ok() } else { None };
        if number.is_none() || self.at_word() {
            self.at = start;
            return None;
        }
        number
    }

    fn regex(&mut self) -> Read<LiteralData> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let end = rest.find('/').filter(|&end| end > 0);
            let Some(end) = end else {
                let line = self.source[start..].find('\n').map_or(self.source.len(), |end| start + end);
                let help = "Close it with `/`, which may not follow an escaped slash";
                return self.wrong(Span::of(start..line), "the regular expression has no end", help);
            };
            self.at += end + 1;
            match rest[..end].strip_suffix('\\') {
                Some(part) => {
                    text.push_str(part);
                    text.push('/');
                }
                None => {
                    text.push_str(&rest[..end]);
                    break;
                }
            }
        }
        if let Err(error) = fancy_regex::Expr::parse_tree(&text) {
            let span = self.span_from(start);
            return self.wrong(
                span,
                format!("the regular expression can't be read: {error}"),
                "Correct it; `\\/` stands for a slash",
            );
        }
        Ok(LiteralData::Regex(Pattern::new(text.into())))
    }

    /// `r[1, 5)`. What begins so and is none is no error: it may be a property.
    fn range(&mut self) -> Read<Option<LiteralData>> {
        let start = self.at;
        self.at += 1;
        let lower_inclusive = self.starts_with("[");
        if !self.eat_any(&["[", "("]) {
            return Ok(None);
        }
        let Some(lower) = self.bound() else { return Ok(None) };
        if !self.eat(",") {
            return Ok(None);
        }
        let Some(upper) = self.bound() else { return Ok(None) };
        let upper_inclusive = self.starts_with("]");
        if !self.eat_any(&["]", ")"]) {
            return Ok(None);
        }
        Ok(Some(match (lower, upper) {
            (LiteralData::Int(lower), LiteralData::Int(upper)) => {
                LiteralData::IntRange(Range { lower, upper, lower_inclusive, upper_inclusive })
            }
            (LiteralData::Float(lower), LiteralData::Float(upper)) => {
                LiteralData::FloatRange(Range { lower, upper, lower_inclusive, upper_inclusive })
            }
            (LiteralData::String(lower), LiteralData::String(upper)) => {
                let first = |text: SmolStr| text.chars().next().unwrap_or_default();
                let (lower, upper) = (first(lower), first(upper));
                LiteralData::CharRange(Range { lower, upper, lower_inclusive, upper_inclusive })
            }
            _ => {
                let span = self.span_from(start);
                return self.wrong(
                    span,
                    "the bounds of the range are of different kinds",
                    "Write both as integers, as floats or as characters",
                );
            }
        }))
    }

    /// A bound of a range: a number, or a character as text of one.
    fn bound(&mut self) -> Option<LiteralData> {
        self.skip_blanks();
        let start = self.at;
        let errors = self.error_count();
        let bound = match self.number() {
            Ok(number) => number,
            Err(_) => {
                self.forget_errors(errors);
                self.at = start;
                let character = self.peek()?;
                self.at += character.len_utf8();
                LiteralData::String(SmolStr::from_iter([character]))
            }
        };
        self.skip_blanks();
        Some(bound)
    }

    fn list(&mut self) -> Read<LiteralData> {
        let open = self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            match self.literal() {
                Ok(item) => items.push(item),
                Err(Stop::Absent) if items.is_empty() => {}
                Err(Stop::Absent) => return self.absent("a value"),
                Err(Stop::Wrong) => return Err(Stop::Wrong),
            }
            self.skip();
            if self.eat("]") {
                return Ok(LiteralData::List(items));
            }
            if items.is_empty() || !self.eat(",") {
                return self.unclosed(open, "list", "]");
            }
        }
    }

    fn map(&mut self) -> Read<LiteralData> {
        let open = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.skip();
            if entries.is_empty() && self.eat("}") {
                return Ok(LiteralData::Map(entries));
            }
            let key = self.map_key()?;
            self.skip();
            if !self.eat(":") {
                return self.absent("`:`");
            }
            entries.push((key, self.literal()?));
            self.skip();
            if self.eat("}") {
                return Ok(LiteralData::Map(entries));
            }
            if !self.eat(",") {
                return self.unclosed(open, "map", "}");
            }
        }
    }

    fn map_key(&mut self) -> Read<Name> {
        let start = self.at;
        if matches!(self.peek(), Some('\'' | '"')) {
            let text = self.text()?;
            return Ok(Name { text, span: self.span_from(start) });
        }
        let rest = self.rest();
        let end = rest.find(|next: char| !(next.is_alphanumeric() || matches!(next, '-' | '_')));
        match end.unwrap_or(rest.len()) {
            0 => self.absent("a key"),
            end => {
                self.at += end;
                Ok(Name { text: SmolStr::new(&rest[..end]), span: self.span_from(start) })
            }
        }
    }

    /// Something else stands where a bracket had to be closed.
    pub(super) fn unclosed<T>(&mut self, open: usize, what: &str, close: &str) -> Read<T> {
        if self.rest().is_empty() {
            let span = Span::of(open..open + 1);
            return self.wrong(span, format!("the {what} has no end"), &format!("Close it with `{close}`"));
        }
        self.absent(match close {
            "]" => "`]`",
            ")" => "`)`",
            _ => "`}`",
        })
    }
}
