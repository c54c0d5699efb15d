//! Literal values: strings, numbers, regular expressions, ranges, lists, maps.

use formwork_template::Span;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Parse, Parser, RuleError};
use crate::ast::{Literal, LiteralData, Name, Pattern, Range};

impl Parser<'_> {
    /// The literal at the cursor, if one begins there.
    pub(super) fn literal(&mut self) -> Parse<Option<Literal>> {
        let start = self.pos;
        let data = self.literal_data()?;
        Ok(data.map(|data| Literal { id: 0, data, span: self.since(start) }))
    }

    fn literal_data(&mut self) -> Parse<Option<LiteralData>> {
        let data = match self.peek() {
            Some(b'"' | b'\'') => self.string()?.map(LiteralData::String),
            Some(b'-' | b'0'..=b'9') => Some(self.number().ok_or_else(|| self.no_number())?),
            Some(b'/') => Some(self.regex()?),
            Some(b'[') => Some(self.nested(Self::list)?),
            Some(b'{') => Some(self.nested(Self::map)?),
            Some(b'r') => self.range()?,
            Some(b'n' | b'N') => self.keyword(&["null", "NULL", "Null"]).then_some(LiteralData::Null),
            Some(b't' | b'T') => self.keyword(&["true", "True", "TRUE"]).then_some(LiteralData::Bool(true)),
            Some(b'f' | b'F') => {
                self.keyword(&["false", "False", "FALSE"]).then_some(LiteralData::Bool(false))
            }
            _ => None,
        };
        Ok(data)
    }

    /// A quoted text. A backslash before the quote keeps it; other backslashes stay as they are.
    pub(super) fn string(&mut self) -> Parse<Option<SmolStr>> {
        let Some(quote @ (b'"' | b'\'')) = self.peek() else { return Ok(None) };
        let open = self.pos;
        self.pos += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(length) = rest.find(char::from(quote)) else {
                let mark = char::from(quote);
                let line = Span::of(open..self.line_end(open));
                return Err(RuleError::new(line, format!("`{mark}` has no closing `{mark}`"))
                    .help(format!("close the text with `{mark}`"))
                    .into());
            };
            self.pos += length + 1;
            let piece = &rest[..length];
            if let Some(piece) = piece.strip_suffix('\\') {
                text.push_str(piece);
                text.push(char::from(quote));
            } else if text.is_empty() {
                return Ok(Some(SmolStr::new(piece)));
            } else {
                text.push_str(piece);
                return Ok(Some(SmolStr::new(text)));
            }
        }
    }

    /// The number at the cursor, if it ends where a word may end.
    fn number(&mut self) -> Option<LiteralData> {
        let start = self.pos;
        let digits = |from: usize| {
            let length =
                self.source.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            (length > 0).then_some(from + length)
        };
        let whole = digits(start + usize::from(self.peek() == Some(b'-')))?;
        let mut end = whole;
        if self.byte_at(end) == Some(b'.') {
            end = digits(end + 1).unwrap_or(end);
        }
        if matches!(self.byte_at(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte_at(end + 1), Some(b'+' | b'-')));
            end = digits(end + 1 + sign).unwrap_or(end);
        }
        if !self.word_ends_at(end) {
            return None;
        }
        let text = &self.source[start..end];
        let data = if end > whole {
            LiteralData::Float(text.parse().ok()?)
        } else {
            // The lowest integer is none to cfn-guard, which negates what stands behind the sign.
            let magnitude: i64 = text.trim_start_matches('-').parse().ok()?;
            LiteralData::Int(if text.starts_with('-') { -magnitude } else { magnitude })
        };
        self.pos = end;
        Some(data)
    }

    /// The integer at the cursor, as it stands in brackets and behind dots.
    pub(super) fn integer(&mut self) -> Option<i64> {
        let start = self.pos;
        let sign = usize::from(self.peek() == Some(b'-'));
        let length = self.rest().bytes().skip(sign).take_while(u8::is_ascii_digit).count();
        let end = start + sign + length;
        if length == 0 || !self.word_ends_at(end) {
            return None;
        }
        let magnitude: i64 = self.source[start + sign..end].parse().ok()?;
        self.pos = end;
        Some(if sign == 1 { -magnitude } else { magnitude })
    }

    fn no_number(&self) -> RuleError {
        let rest = self.rest();
        let length = rest.find(|letter: char| !(letter.is_alphanumeric() || "_-+.".contains(letter)));
        let span = Span::of(self.pos..self.pos + length.unwrap_or(rest.len()));
        let text = self.text(span);
        let is_integer = text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        if is_integer && text.len() > 1 {
            RuleError::new(span, format!("`{text}` does not fit into 64 bits"))
        } else {
            RuleError::new(span, format!("`{text}` is not a number")).help("quote it if it is a text")
        }
    }

    fn regex(&mut self) -> Parse<LiteralData> {
        let open = self.pos;
        self.pos += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(length) = rest.find('/') else {
                let line = Span::of(open..self.line_end(open));
                return Err(RuleError::new(line, "`/` has no closing `/`")
                    .help("close the regular expression with `/`; a slash within it is written `\\/`")
                    .into());
            };
            if length == 0 {
                return Err(self.empty_regex(open));
            }
            self.pos += length + 1;
            if let Some(piece) = rest[..length].strip_suffix('\\') {
                text.push_str(piece);
                text.push('/');
            } else {
                text.push_str(&rest[..length]);
                break;
            }
        }
        let pattern = Pattern::new(SmolStr::new(text));
        if let Err(reason) = pattern.check() {
            return Err(RuleError::new(self.since(open), "This is not a regular expression")
                .help(reason)
                .into());
        }
        Ok(LiteralData::Regex(pattern))
    }

    /// The closing slash stands where at least one character must.
    fn empty_regex(&self, open: usize) -> super::Fault {
        let span = Span::of(open..self.pos + 1);
        if self.pos == open + 1 {
            RuleError::new(span, "`//` is an empty regular expression").help("comments begin with `#`").into()
        } else {
            RuleError::new(span, "The regular expression ends with an escaped slash")
                .help("write the last slash as `[\\/]`")
                .into()
        }
    }

    /// `r[1, 5)`; nothing if it is none, since a property can be called `r`.
    fn range(&mut self) -> Parse<Option<LiteralData>> {
        let start = self.pos;
        let lower_inclusive = match self.byte_at(start + 1) {
            Some(b'[') => true,
            Some(b'(') => false,
            _ => return Ok(None),
        };
        self.pos += 2;
        let bounds = self.bounds();
        let upper_inclusive = self.peek() == Some(b']');
        let (Some((lower, upper)), Some(b']' | b')')) = (bounds, self.peek()) else {
            self.pos = start;
            return Ok(None);
        };
        self.pos += 1;
        let data = match (lower, upper) {
            (Bound::Int(lower), Bound::Int(upper)) => {
                LiteralData::IntRange(Range { lower, upper, lower_inclusive, upper_inclusive })
            }
            (Bound::Float(lower), Bound::Float(upper)) => {
                LiteralData::FloatRange(Range { lower, upper, lower_inclusive, upper_inclusive })
            }
            (Bound::Char(lower), Bound::Char(upper)) => {
                LiteralData::CharRange(Range { lower, upper, lower_inclusive, upper_inclusive })
            }
            _ => {
                return Err(RuleError::new(
                    self.since(start),
                    "The ends of the range are of different kinds",
                )
                .help("make both integers, both floats or both single letters")
                .into());
            }
        };
        Ok(Some(data))
    }

    fn bounds(&mut self) -> Option<(Bound, Bound)> {
        let lower = self.bound()?;
        if !self.eat(b',') {
            return None;
        }
        Some((lower, self.bound()?))
    }

    fn bound(&mut self) -> Option<Bound> {
        self.blanks();
        let bound = match self.number() {
            Some(LiteralData::Int(number)) => Bound::Int(number),
            Some(LiteralData::Float(number)) => Bound::Float(number),
            _ => {
                let letter = self.rest().chars().next()?;
                self.pos += letter.len_utf8();
                Bound::Char(letter)
            }
        };
        self.blanks();
        Some(bound)
    }

    fn list(&mut self) -> Parse<LiteralData> {
        let open = self.pos;
        self.pos += 1;
        let mut items = Vec::new();
        if self.eat_behind_gap(b']') {
            return Ok(LiteralData::List(items));
        }
        loop {
            self.gap();
            let Some(item) = self.literal()? else { return Err(self.no_item(open, b']')) };
            items.push(item);
            if self.eat_behind_gap(b']') {
                return Ok(LiteralData::List(items));
            }
            if !self.eat_behind_gap(b',') {
                return Err(self.no_separator(open, b']'));
            }
        }
    }

    fn map(&mut self) -> Parse<LiteralData> {
        let open = self.pos;
        self.pos += 1;
        let mut entries: Vec<(Name, Literal)> = Vec::new();
        let mut places: FxHashMap<SmolStr, usize> = FxHashMap::default();
        if self.eat_behind_gap(b'}') {
            return Ok(LiteralData::Map(entries));
        }
        loop {
            self.gap();
            let Some(key) = self.map_key()? else { return Err(self.no_item(open, b'}')) };
            if !self.eat_behind_gap(b':') {
                self.gap();
                return Err(self.unexpected(&format!("`:` behind the key `{}`", key.text)));
            }
            self.gap();
            let Some(value) = self.literal()? else { return Err(self.no_item(open, b'}')) };
            if let Some(&place) = places.get(&key.text) {
                entries[place].1 = value;
            } else {
                places.insert(key.text.clone(), entries.len());
                entries.push((key, value));
            }
            if self.eat_behind_gap(b'}') {
                return Ok(LiteralData::Map(entries));
            }
            if !self.eat_behind_gap(b',') {
                return Err(self.no_separator(open, b'}'));
            }
        }
    }

    fn map_key(&mut self) -> Parse<Option<Name>> {
        let start = self.pos;
        let rest = self.rest();
        let length = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
            .unwrap_or(rest.len());
        let text = if length > 0 {
            self.pos += length;
            SmolStr::new(&rest[..length])
        } else {
            let Some(text) = self.string()? else { return Ok(None) };
            text
        };
        Ok(Some(Name { text, span: self.since(start) }))
    }
}

enum Bound {
    Int(i64),
    Float(f64),
    Char(char),
}
