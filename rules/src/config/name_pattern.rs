//! The pattern of a name, `{prefix}[-{app}]-{resourceName}`, taken apart.
//! Fitting a name into it is the naming rules' matter.

use std::ops::Range;

use smol_str::SmolStr;

/// A pattern of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern {
    pieces: Vec<Piece>,
}

/// A stretch of a [`NamePattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands in the name as it is.
    Literal(SmolStr),
    /// `{part}`
    Part(SmolStr),
    /// `[...]`: stands in the name as a whole or not at all. Groups do not nest.
    Optional(Vec<Self>),
}

/// What is wrong with a pattern, and at which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl NamePattern {
    /// In the order of the name.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The names of the parts in their order, those of optional groups included.
    pub fn parts(&self) -> impl Iterator<Item = &SmolStr> {
        parts(&self.pieces)
    }

    /// Whether it has a part of the name.
    pub fn has_part(&self, name: &str) -> bool {
        self.parts().any(|part| part == name)
    }

    pub(super) fn parse(text: &str) -> Result<Self, Mistake> {
        /// No resource has a name of that length.
        const LONGEST: usize = 2_000;
        if text.len() > LONGEST {
            let message = format!("The pattern is longer than {LONGEST} bytes");
            return Err(mistake(0..text.len(), message, "Shorten it"));
        }
        let mut parser = Parser { text, at: 0, literal: String::new(), pieces: Vec::new(), group: None };
        while let Some(char) = parser.next() {
            parser.read(char)?;
        }
        parser.finish()
    }
}

/// How far the reading of a pattern has got.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Literal text that is not yet a piece.
    literal: String,
    pieces: Vec<Piece>,
    /// Where the open optional group began, and what is in it.
    group: Option<(usize, Vec<Piece>)>,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let char = self.text[self.at..].chars().next()?;
        self.at += char.len_utf8();
        Some(char)
    }

    /// Reads what begins with the character just taken.
    fn read(&mut self, char: char) -> Result<(), Mistake> {
        let start = self.at - char.len_utf8();
        match char {
            '{' => {
                let name = self.part(start)?;
                if self.has_part(&name) {
                    let message = format!("The part `{name}` is in the pattern twice");
                    return Err(mistake(start..self.at, message, "Give the second part a name of its own"));
                }
                self.push(Piece::Part(name));
            }
            '[' if self.group.is_some() => {
                let message = "An optional group begins inside another".to_owned();
                return Err(mistake(start..self.at, message, "Close the outer group with `]` first"));
            }
            '[' => {
                self.flush();
                self.group = Some((start, Vec::new()));
            }
            ']' => return self.close(start),
            '}' => return Err(closes_nothing(start, '}')),
            '\\' => {
                let Some(char @ ('{' | '}' | '[' | ']' | '\\')) = self.next() else {
                    let message = "The backslash is before none of `{`, `}`, `[`, `]`, `\\`".to_owned();
                    return Err(mistake(start..self.at, message, "Write `\\\\` for a backslash in the name"));
                };
                self.literal.push(char);
            }
            char => self.literal.push(char),
        }
        Ok(())
    }

    /// The name of the part whose `{` is at `start`.
    fn part(&mut self, start: usize) -> Result<SmolStr, Mistake> {
        let rest = &self.text[self.at..];
        let length =
            rest.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(rest.len());
        let name = &rest[..length];
        self.at += length;
        if name.is_empty() || self.next() != Some('}') {
            let message = "`{` is not followed by the name of a part and `}`".to_owned();
            return Err(mistake(
                start..start + 1,
                message,
                "A part is letters, digits and `_` in braces: `{appPrefix}`",
            ));
        }
        Ok(name.into())
    }

    /// Closes the optional group at the `]` at `start`.
    fn close(&mut self, start: usize) -> Result<(), Mistake> {
        self.flush();
        let Some((opened, pieces)) = self.group.take() else { return Err(closes_nothing(start, ']')) };
        if !pieces.iter().any(|piece| matches!(piece, Piece::Part(_))) {
            let message = "The optional group has no part".to_owned();
            return Err(mistake(opened..self.at, message, "Put a part in it: `[-{appPrefix}]`"));
        }
        self.push(Piece::Optional(pieces));
        Ok(())
    }

    fn finish(mut self) -> Result<NamePattern, Mistake> {
        self.flush();
        if let Some((start, _)) = self.group {
            let message = "`[` is not closed".to_owned();
            return Err(mistake(start..start + 1, message, "Close the optional group with `]`"));
        }
        let pattern = NamePattern { pieces: self.pieces };
        if pattern.parts().next().is_none() {
            let message = "The pattern has no part".to_owned();
            return Err(mistake(0..self.text.len(), message, "Write a part in braces: `{resourceName}`"));
        }
        Ok(pattern)
    }

    fn has_part(&self, name: &str) -> bool {
        let open = self.group.as_ref().map_or(&[][..], |(_, pieces)| pieces);
        parts(&self.pieces).chain(parts(open)).any(|part| part == name)
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.open().push(Piece::Literal(literal.into()));
        }
    }

    fn push(&mut self, piece: Piece) {
        self.flush();
        self.open().push(piece);
    }

    /// The pieces that grow: those of the open group, or of the pattern.
    fn open(&mut self) -> &mut Vec<Piece> {
        match &mut self.group {
            Some((_, pieces)) => pieces,
            None => &mut self.pieces,
        }
    }
}

fn parts<'p>(pieces: &'p [Piece]) -> impl Iterator<Item = &'p SmolStr> {
    let inside = |piece: &'p Piece| -> &'p [Piece] {
        match piece {
            Piece::Optional(pieces) => pieces,
            piece => std::slice::from_ref(piece),
        }
    };
    pieces.iter().flat_map(inside).filter_map(|piece| match piece {
        Piece::Part(name) => Some(name),
        _ => None,
    })
}

fn closes_nothing(at: usize, bracket: char) -> Mistake {
    let help = "Write a backslash before a bracket that belongs to the name";
    mistake(at..at + 1, format!("`{bracket}` closes nothing"), help)
}

fn mistake(range: Range<usize>, message: String, help: &'static str) -> Mistake {
    Mistake { range, message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as one line: parts in braces, groups in brackets, literals in quotes.
    fn shown(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Literal(text) => format!("{text:?}"),
            Piece::Part(name) => format!("{{{name}}}"),
            Piece::Optional(pieces) => format!("[{}]", shown(pieces)),
        };
        pieces.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn takes_a_pattern_apart() {
        for (text, pieces) in [
            ("{a}[-{b}]-{c}", r#"{a} ["-" {b}] "-" {c}"#),
            ("{a}{b_2}", "{a} {b_2}"),
            ("x-{a}.y", r#""x-" {a} ".y""#),
            (r"\{{a}\}\[\]\\", r#""{" {a} "}[]\\""#),
            ("ü[{a}{b}é][-{c}]", r#""ü" [{a} {b} "é"] ["-" {c}]"#),
        ] {
            let pattern = NamePattern::parse(text).map_err(|mistake| mistake.message);
            assert_eq!(pattern.map(|pattern| shown(pattern.pieces())), Ok(pieces.to_owned()), "{text}");
        }
    }

    #[test]
    fn says_where_a_pattern_is_wrong() {
        for (text, place) in [
            ("", ""),
            ("abc", "abc"),
            ("{a", "{"),
            ("{}", "{"),
            ("{a b}", "{"),
            ("a}", "}"),
            ("{a}]", "]"),
            ("{a}[-{b}", "["),
            ("{a}[-[{b}]]", "["),
            ("{a}[-]", "[-]"),
            ("{a}-{b}-{a}", "{a}"),
            ("{a}[-{a}]", "{a}"),
            (r"{a}\x", r"\x"),
            (r"{a}\", r"\"),
        ] {
            let mistake = NamePattern::parse(text).expect_err(text);
            assert_eq!(&text[mistake.range], place, "{text}: {}", mistake.message);
        }
    }
}
