//! Reads a schema's pattern, whatever dialect its author had in mind.
//!
//! The authors wrote Java, Python and ECMAScript expressions. [`read`] spells
//! the same pattern in what `regress` and `fancy-regex` both understand, and
//! says how long a text may be before a backtracking engine could take long.

use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

/// A pattern that was understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// The pattern in the common dialect
    pub(crate) common: String,
    /// The longest text, in bytes, that backtracking surely gets through soon
    pub(crate) quick: usize,
}

/// Steps of a backtracking engine that take a few milliseconds at most.
const STEPS: f64 = 300_000.0;
/// Repetitions up to this count as no loop.
const FEW: u32 = 8;

/// `None` for what the common dialect can't say: possessive repetition, set
/// operations, what is no pattern at all.
pub(crate) fn read(source: &str) -> Option<Syntax> {
    let mut reader = Reader {
        rest: source.chars().peekable(),
        common: String::with_capacity(source.len() * 2),
        groups: vec![Group::default()],
        loops: 0,
        unbounded: false,
    };
    while let Some(next) = reader.rest.next() {
        reader.piece(next)?;
    }
    // Without an anchor, the search itself is one more loop.
    let loops = reader.loops + u32::from(!source.starts_with('^'));
    let quick = if reader.unbounded { 0 } else { quick(loops) };
    let whole = reader.groups.len() == 1;
    whole.then_some(Syntax { common: reader.common, quick })
}

/// Loops that overlap try every way to cut the text: length^loops / loops!.
fn quick(loops: u32) -> usize {
    let ways = |length: f64| (1..=loops).fold(1.0, |ways, loops| ways * length / f64::from(loops));
    let lengths = (3..=12).rev().map(|exponent| 1_u16 << exponent);
    let longest = lengths.into_iter().find(|length| ways(f64::from(*length)) <= STEPS);
    longest.map_or(0, usize::from)
}

/// What is known of a group while it is open.
#[derive(Default, Clone, Copy)]
struct Group {
    /// It can match in several ways: a repetition or an alternative inside
    choice: bool,
    /// It matches no text itself
    lookaround: bool,
}

/// One member of a character class.
enum Member {
    Char(char),
    Set(String),
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    common: String,
    groups: Vec<Group>,
    /// How many repetitions without a small limit there are
    loops: u32,
    /// No length is safe: a repetition contains a choice, so that the ways to
    /// match may double with every letter; or only one engine knows the syntax
    unbounded: bool,
}

impl Reader<'_> {
    fn piece(&mut self, next: char) -> Option<()> {
        match next {
            '(' => return self.open(),
            ')' => {
                self.common.push(')');
                let group = self.groups.pop().filter(|_| !self.groups.is_empty())?;
                return self.repetition(group);
            }
            '|' => {
                self.common.push('|');
                self.groups.last_mut()?.choice = true;
                return Some(());
            }
            '^' | '$' => self.common.push(next),
            '.' => self.common.push('.'),
            '[' => self.class()?,
            '\\' => match self.rest.next()? {
                'A' => self.common.push('^'),
                'Z' | 'z' => self.common.push('$'),
                edge @ ('b' | 'B') => {
                    self.common.push('\\');
                    self.common.push(edge);
                }
                digit @ '1'..='9' => {
                    self.common.push('\\');
                    self.common.push(digit);
                }
                other => match self.escape(other)? {
                    Member::Char(literal) => push_literal(&mut self.common, literal),
                    Member::Set(set) => write!(self.common, "[{set}]").ok()?,
                },
            },
            '*' | '+' | '?' => return None,
            literal => push_literal(&mut self.common, literal),
        }
        self.repetition(Group::default())
    }

    fn open(&mut self) -> Option<()> {
        self.common.push('(');
        let mut group = Group::default();
        if self.take('?') {
            self.common.push('?');
            if matches!(self.rest.peek(), Some('i' | 's' | 'm')) {
                self.unbounded = true;
                return self.copy_through(')');
            }
            let behind = self.take('<');
            let kind = self.rest.next()?;
            if behind {
                self.common.push('<');
            }
            group.lookaround = matches!(kind, '=' | '!');
            // `(?:`, look-around, or the name of a group.
            if !(group.lookaround || behind && kind.is_alphabetic() || !behind && kind == ':') {
                return None;
            }
            self.common.push(kind);
            if behind && !group.lookaround {
                self.copy_through('>')?;
            }
        }
        self.groups.push(group);
        Some(())
    }

    /// What follows an atom or a closed group: `*`, `+`, `?`, `{2,5}`, lazy or not.
    fn repetition(&mut self, atom: Group) -> Option<()> {
        let Some((text, least, most)) = self.quantifier()? else {
            self.groups.last_mut()?.choice |= atom.choice && !atom.lookaround;
            return Some(());
        };
        if atom.lookaround {
            // Looking twice sees the same; none of them may be left out.
            return (least > 0).then_some(());
        }
        self.common.push_str(&text);
        if self.take('?') {
            self.common.push('?');
        }
        if self.rest.peek() == Some(&'+') {
            return None;
        }
        self.unbounded |= atom.choice && most > 1;
        self.loops += u32::from(least != most && most > FEW);
        self.groups.last_mut()?.choice |= atom.choice || least != most;
        Some(())
    }

    /// The outer `None` is a brace that stands for nothing.
    #[expect(clippy::option_option, reason = "none there, or one that can't be read")]
    fn quantifier(&mut self) -> Option<Option<(String, u32, u32)>> {
        let simple = match self.rest.peek() {
            Some('*') => ("*", 0, u32::MAX),
            Some('+') => ("+", 1, u32::MAX),
            Some('?') => ("?", 0, 1),
            Some('{') => return self.braces(),
            _ => return Some(None),
        };
        self.rest.next();
        Some(Some((simple.0.to_owned(), simple.1, simple.2)))
    }

    #[expect(clippy::option_option, reason = "as above")]
    fn braces(&mut self) -> Option<Option<(String, u32, u32)>> {
        let ahead = self.rest.clone().skip(1);
        let inside: String = ahead.take_while(|next| *next != '}').collect();
        let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
        let Ok(least) = least.parse::<u32>() else {
            return Some(None);
        };
        let most = if most.is_empty() { u32::MAX } else { most.parse().ok()? };
        self.rest.nth(inside.len() + 1)?;
        Some(Some((format!("{{{inside}}}"), least, most)))
    }

    fn class(&mut self) -> Option<()> {
        self.common.push('[');
        if self.take('^') {
            self.common.push('^');
        }
        let mut first = true;
        loop {
            match self.member()? {
                None if first => return None,
                None => break,
                Some(Member::Set(set)) => self.common.push_str(&set),
                Some(Member::Char(from)) => self.range(from)?,
            }
            first = false;
        }
        self.common.push(']');
        Some(())
    }

    /// `from`, or a range if a hyphen and one more character follow.
    fn range(&mut self, from: char) -> Option<()> {
        push_literal(&mut self.common, from);
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('-') || ahead.next() == Some(']') {
            return Some(());
        }
        self.rest.next();
        match self.member()?? {
            Member::Char(to) => {
                self.common.push('-');
                push_literal(&mut self.common, to);
            }
            Member::Set(set) => {
                push_literal(&mut self.common, '-');
                self.common.push_str(&set);
            }
        }
        Some(())
    }

    /// The next member of a class; the inner `None` is its end.
    #[expect(clippy::option_option, reason = "the end, or a member that can't be read")]
    fn member(&mut self) -> Option<Option<Member>> {
        Some(match self.rest.next()? {
            ']' => None,
            '[' if self.rest.peek() == Some(&':') => return None,
            '&' if self.rest.clone().take(2).eq("&[".chars()) => return None,
            '\\' => match self.rest.next()? {
                'b' => Some(Member::Char('\u{8}')),
                other => Some(self.escape(other)?),
            },
            literal => Some(Member::Char(literal)),
        })
    }

    /// An escape that means the same inside and outside of a class.
    fn escape(&mut self, letter: char) -> Option<Member> {
        let set = |text: &str| Some(Member::Set(text.to_owned()));
        match letter {
            'd' => set("0-9"),
            'w' => set("0-9A-Za-z_"),
            'D' | 'W' | 's' | 'S' => Some(Member::Set(format!("\\{letter}"))),
            'n' => Some(Member::Char('\n')),
            'r' => Some(Member::Char('\r')),
            't' => Some(Member::Char('\t')),
            'f' => Some(Member::Char('\u{c}')),
            'v' => Some(Member::Char('\u{b}')),
            '0' => Some(Member::Char('\0')),
            'x' => self.code(2),
            'u' => self.code(4),
            'p' | 'P' => self.property(letter),
            other if other.is_alphanumeric() => None,
            other => Some(Member::Char(other)),
        }
    }

    fn code(&mut self, digits: usize) -> Option<Member> {
        let hex: String = if self.take('{') {
            self.rest.by_ref().take_while(|next| *next != '}').collect()
        } else {
            self.rest.by_ref().take(digits).collect()
        };
        match u32::from_str_radix(&hex, 16).ok()? {
            0xD800..=0xDFFF => self.surrogates(),
            code => char::from_u32(code).map(Member::Char),
        }
    }

    /// Halves of surrogate pairs, which are no characters. In a class, any run
    /// and range of them means the characters beyond 16 bits.
    fn surrogates(&mut self) -> Option<Member> {
        loop {
            let mut ahead = self.rest.clone();
            while ahead.next_if_eq(&'-').is_some() {}
            let escape: String = ahead.by_ref().take(4).collect();
            if !["\\uD8", "\\uDB", "\\uDC", "\\uDF"].contains(&escape.as_str()) {
                break;
            }
            self.rest = ahead;
            self.rest.nth(1)?;
        }
        Some(Member::Set("\u{10000}-\u{10FFFF}".to_owned()))
    }

    fn property(&mut self, letter: char) -> Option<Member> {
        if !self.take('{') {
            return None;
        }
        let name: String = self.rest.by_ref().take_while(|next| *next != '}').collect();
        Some(Member::Set(match (letter, name.as_str()) {
            ('p', "Print") => "\\P{Cc}".to_owned(),
            ('p', "Graph") => "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}".to_owned(),
            (_, "Print" | "Graph") => return None,
            _ => format!("\\{letter}{{{name}}}"),
        }))
    }

    fn take(&mut self, wanted: char) -> bool {
        self.rest.next_if_eq(&wanted).is_some()
    }

    fn copy_through(&mut self, end: char) -> Option<()> {
        loop {
            let next = self.rest.next()?;
            self.common.push(next);
            if next == end {
                return Some(());
            }
        }
    }
}

/// Both dialects read `\x2F` alike, and no other spelling of punctuation.
fn push_literal(common: &mut String, literal: char) {
    if literal.is_ascii() && !literal.is_ascii_alphanumeric() {
        // Writing to a string doesn't fail.
        let _ = write!(common, "\\x{:02X}", literal as u32);
    } else {
        common.push(literal);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, common: &str) {
        let syntax = read(source).unwrap_or_else(|| panic!("{source}"));
        assert_eq!(syntax.common, common, "{source}");
    }

    #[test]
    fn dialects() {
        check(r"\Aa\Z", "^a$");
        check(r"[\w-.]", r"[0-9A-Za-z_\x2D\x2E]");
        check(r"[a-z\-_]", r"[a-z\x2D\x5F]");
        check(r"a\_\u002F", r"a\x5F\x2F");
        check(r"(?!\.)+a{2}}", r"(?!\x2E)a{2}\x7D");
        check(r"[\uD800\uDC00-\uDBFF\uDFFFa]", "[\u{10000}-\u{10FFFF}a]");
        check(r"(?<name>\d)(?<!b)", r"(?<name>[0-9])(?<!b)");
        check(r"\p{Print}", r"[\P{Cc}]");
    }

    #[test]
    fn what_it_is_not() {
        for source in
            ["(", ")", "a)", "[", "[a", "[]", "a++", "*", "(?=a)*", "\\", r"\p", r"\xZZ", "(?", "(?P<a>b)"]
        {
            assert_eq!(read(source), None, "{source}");
        }
    }

    #[test]
    fn how_long_is_quick() {
        let quick = |source| read(source).map(|syntax| syntax.quick);
        assert_eq!(quick("^(aws|aws-cn):[a-z]{1,8}$"), Some(4096));
        assert_eq!(quick("^(a|b)*$"), Some(0));
        assert_eq!(quick("^(-?a)*$"), Some(0));
        assert_eq!(quick("(?i)a"), Some(0));
        assert!(quick("^.*a.*b.*$") < quick("^.*a.*$"));
        assert!(quick("a*$") < quick("^a*$"));
    }
}
