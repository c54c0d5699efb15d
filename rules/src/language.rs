//! Which texts are allowed, asked of a text that has unknown stretches: can any
//! value of them make it fit? Exact text gets the same answer as from the
//! regular expression itself.

use std::ops::Range;

use formwork_schemas::Region;
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use smol_str::SmolStr;

use crate::config::Allowed;
use crate::known_text::Piece;

/// Longer text is not compared.
const LONGEST: usize = 512;

/// Neither is text with more unknown stretches: it can be nearly anything.
const MOST_UNKNOWN: usize = 8;

/// A byte of a text, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbol {
    Byte(u8),
    Digit,
    /// Any text, also none. A place "before" it is anywhere inside.
    Any,
}

/// The symbols of a text in which `AWS::Region` is `region`; `None` where it is too long or too open.
pub(crate) fn symbols(pieces: &[Piece<'_>], region: &str) -> Option<Vec<Symbol>> {
    let mut symbols = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Exact(text) => symbols.extend(text.bytes().map(Symbol::Byte)),
            Piece::Region => symbols.extend(region.bytes().map(Symbol::Byte)),
            Piece::Account => symbols.extend([Symbol::Digit; 12]),
            Piece::Unknown(_) => symbols.push(Symbol::Any),
        }
    }
    let unknown = symbols.iter().filter(|symbol| **symbol == Symbol::Any).count();
    (symbols.len() <= LONGEST && unknown <= MOST_UNKNOWN).then_some(symbols)
}

/// The values of `AWS::Region` to try: those of the run, then all others.
pub(crate) fn regions_for(pieces: &[Piece<'_>], own: &[Region]) -> Vec<&'static str> {
    if pieces.contains(&Piece::Region) {
        own.iter().copied().chain(Region::all()).map(Region::name).collect()
    } else {
        vec![""]
    }
}

/// How the symbols of a range read in a message; see [`symbols`].
pub(crate) fn shown(pieces: &[Piece<'_>], region: &str, range: Range<usize>) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for piece in pieces {
        let known = match piece {
            Piece::Exact(text) => text,
            Piece::Region => region,
            Piece::Account => "123456789012",
            Piece::Unknown(_) => "*",
        };
        let (start, end) = (range.start.max(at), range.end.min(at + known.len()));
        let is_open = matches!(piece, Piece::Unknown(_)) && (range.start..=range.end).contains(&at);
        if is_open || (start < end && !matches!(piece, Piece::Exact(_))) {
            text.push_str(&piece.to_string());
        } else if start < end {
            text.push_str(known.get(start - at..end - at).unwrap_or_default());
        }
        at += known.len();
    }
    text
}

/// Whether all of a range is known, and where it ends too.
pub(crate) fn is_known(symbols: &[Symbol], range: &Range<usize>) -> bool {
    let end = symbols.len().min(range.end + 1);
    symbols.get(range.start..end).is_some_and(|found| !found.contains(&Symbol::Any))
}

/// A set of texts.
#[derive(Debug, Clone)]
pub(crate) enum Language {
    /// Any but the empty one.
    Any,
    OneOf(Vec<SmolStr>),
    /// Those in which a pattern is found.
    Pattern(Box<NFA>),
    /// Nothing is known of it.
    Open,
}

impl From<&Allowed> for Language {
    fn from(allowed: &Allowed) -> Self {
        match allowed {
            Allowed::Any => Self::Any,
            Allowed::OneOf(values) => Self::OneOf(values.clone()),
            Allowed::Pattern(pattern) => {
                pattern.automaton().map_or(Self::Open, |nfa| Self::Pattern(Box::new(nfa.clone())))
            }
        }
    }
}

impl Language {
    /// Whether some deployment makes the text one of them.
    pub(crate) fn accepts(&self, pieces: &[Piece<'_>], regions: &[Region]) -> bool {
        let mut regions = regions_for(pieces, regions).into_iter();
        regions.any(|region| symbols(pieces, region).is_none_or(|text| self.may_hold(&text)))
    }

    /// Whether the whole text can be in it.
    pub(crate) fn may_hold(&self, text: &[Symbol]) -> bool {
        self.ends(text, 0).into_iter().any(|end| text[end..].iter().all(|symbol| *symbol == Symbol::Any))
    }

    /// The places at which a text of the language that begins at `from` can end, ascending.
    pub(crate) fn ends(&self, text: &[Symbol], from: usize) -> Vec<usize> {
        match self {
            Self::Any => {
                let inside = text.get(from) == Some(&Symbol::Any);
                (from + usize::from(!inside)..=text.len()).collect()
            }
            Self::Open => (from..=text.len()).collect(),
            Self::OneOf(words) => {
                let mut ends: Vec<usize> =
                    words.iter().flat_map(|word| word_ends(word.as_bytes(), text, from)).collect();
                ends.sort_unstable();
                ends.dedup();
                ends
            }
            Self::Pattern(nfa) => Run::new(nfa).ends(text, from),
        }
    }
}

/// The places at which `word` can end that begins at `from`.
pub(crate) fn word_ends(word: &[u8], text: &[Symbol], from: usize) -> Vec<usize> {
    // Most words differ in their first letter, and all regions are tried at every place.
    let differs = |first: &u8| match text.get(from) {
        Some(Symbol::Byte(known)) => known != first,
        Some(Symbol::Digit) => !first.is_ascii_digit(),
        Some(Symbol::Any) => false,
        None => true,
    };
    if word.first().is_some_and(differs) {
        return Vec::new();
    }
    let mut places = vec![from];
    for byte in word {
        let mut next = Vec::new();
        for mut place in places {
            while text.get(place) == Some(&Symbol::Any) {
                next.push(place);
                place += 1;
            }
            match text.get(place) {
                Some(Symbol::Byte(known)) if known == byte => next.push(place + 1),
                Some(Symbol::Digit) if byte.is_ascii_digit() => next.push(place + 1),
                _ => {}
            }
        }
        next.sort_unstable();
        next.dedup();
        places = next;
    }
    places
}

/// States of an automaton, each at most once.
struct Set {
    states: Vec<StateID>,
    has: Vec<bool>,
}

impl Set {
    fn new(nfa: &NFA) -> Self {
        Self { states: Vec::new(), has: vec![false; nfa.states().len()] }
    }

    fn add(&mut self, state: StateID) {
        if !std::mem::replace(&mut self.has[state.as_usize()], true) {
            self.states.push(state);
        }
    }
}

/// A walk through an automaton, all states at a time.
struct Run<'n> {
    nfa: &'n NFA,
}

impl<'n> Run<'n> {
    fn new(nfa: &'n NFA) -> Self {
        Self { nfa }
    }

    fn ends(&self, text: &[Symbol], from: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut now = Set::new(self.nfa);
        now.add(self.nfa.start_unanchored());
        let mut is_first = true;
        for place in from..=text.len() {
            if text.get(place) == Some(&Symbol::Any) {
                now = self.anywhere_from(now, is_first);
            }
            if self.is_match(&now, is_first, false) {
                ends.extend(place..=text.len()); // found: what follows doesn't matter
                return ends;
            }
            if self.is_match(&now, is_first, true) {
                ends.push(place);
            }
            match text.get(place) {
                Some(Symbol::Byte(byte)) => {
                    now = self.step(&now, is_first, *byte, *byte);
                    is_first = false;
                }
                Some(Symbol::Digit) => {
                    now = self.step(&now, is_first, b'0', b'9');
                    is_first = false;
                }
                Some(Symbol::Any) => {}
                None => break,
            }
            if now.states.is_empty() {
                break;
            }
        }
        ends
    }

    /// The states after any text, the empty one included.
    fn anywhere_from(&self, mut now: Set, mut is_first: bool) -> Set {
        loop {
            let before = now.states.len();
            for state in self.step(&now, is_first, 0, u8::MAX).states {
                now.add(state);
            }
            is_first = false;
            if now.states.len() == before {
                return now;
            }
        }
    }

    /// The states after a byte between `low` and `high`.
    fn step(&self, now: &Set, is_first: bool, low: u8, high: u8) -> Set {
        let mut next = Set::new(self.nfa);
        for state in self.closure(now, is_first, false).states {
            let meets = |start: u8, end: u8| start <= high && low <= end;
            match self.nfa.state(state) {
                State::ByteRange { trans } if meets(trans.start, trans.end) => next.add(trans.next),
                State::Sparse(sparse) => {
                    for trans in sparse.transitions.iter().filter(|trans| meets(trans.start, trans.end)) {
                        next.add(trans.next);
                    }
                }
                State::Dense(dense) => {
                    for target in (low..=high).filter_map(|byte| dense.matches_byte(byte)) {
                        next.add(target);
                    }
                }
                _ => {}
            }
        }
        next
    }

    fn is_match(&self, now: &Set, is_first: bool, is_last: bool) -> bool {
        let states = self.closure(now, is_first, is_last).states;
        states.into_iter().any(|state| matches!(self.nfa.state(state), State::Match { .. }))
    }

    /// What is reached without reading. Assertions other than the text's own ends count as met.
    fn closure(&self, now: &Set, is_first: bool, is_last: bool) -> Set {
        let mut all = Set::new(self.nfa);
        let mut open = now.states.clone();
        while let Some(state) = open.pop() {
            if all.has[state.as_usize()] {
                continue;
            }
            all.add(state);
            match self.nfa.state(state) {
                State::Look { look: Look::Start, next } if is_first => open.push(*next),
                State::Look { look: Look::End, next } if is_last => open.push(*next),
                State::Look { look: Look::Start | Look::End, .. } => {}
                State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
                State::Union { alternates } => open.extend(alternates.iter()),
                State::BinaryUnion { alt1, alt2 } => open.extend([*alt1, *alt2]),
                _ => {}
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Language {
        Language::Pattern(Box::new(NFA::new(text).expect("a pattern")))
    }

    /// `*` is an unknown stretch, `#` a digit.
    fn text(text: &str) -> Vec<Symbol> {
        let symbol = |byte| match byte {
            b'*' => Symbol::Any,
            b'#' => Symbol::Digit,
            byte => Symbol::Byte(byte),
        };
        text.bytes().map(symbol).collect()
    }

    #[test]
    fn decides_exact_text_as_the_expression_does() {
        for source in
            ["^a[0-9]{6}$", "b+", "^$", "^(dev|prod)", "@example\\.com$", "(?i)^PROD$", "^é$", "\\d"]
        {
            let expression = regex::Regex::new(source).expect("a pattern");
            for sample in ["", "a123456", "a12345", "abb", "dev", "xprod", "me@example.com", "Prod", "é", "5"]
            {
                let symbols: Vec<Symbol> = sample.bytes().map(Symbol::Byte).collect();
                let found = pattern(source).may_hold(&symbols);
                assert_eq!(found, expression.is_match(sample), "`{source}` on `{sample}`");
            }
        }
    }

    #[test]
    fn asks_whether_unknown_stretches_can_fit() {
        let words = Language::OneOf(vec!["dev".into(), "prod".into()]);
        for (language, sample, holds) in [
            (pattern("^a[0-9]{6}$"), "*", true),
            (pattern("^a[0-9]{6}$"), "a*6", true),
            (pattern("^a[0-9]{6}$"), "*x", false),
            (pattern("^a[0-9]{6}$"), "my*", false),
            (pattern("^[0-9]{12}$"), "############", true),
            (pattern("^a"), "############", false),
            (words.clone(), "p*", true),
            (words.clone(), "*d", true),
            (words.clone(), "p*e*v", false),
            (words, "prod*", true),
            (Language::Any, "", false),
            (Language::Any, "*", true),
        ] {
            assert_eq!(language.may_hold(&text(sample)), holds, "{sample}");
        }
    }
}
