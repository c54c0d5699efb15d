//! Suppressions in comments:
//! `# formwork: ignore[TAG001, W3005] until 2027-03-01 -- reason @owner`.
//! This is the grammar; where a comment stands and what it covers is the
//! collection's matter.

use std::ops::Range;

use super::{Date, Justification, Malformed};
use formwork_template::Span;
use smol_str::SmolStr;

const FORM: &str = "Write `# formwork: ignore[CODE, CODE] until YYYY-MM-DD -- reason @owner`, \
                    or `ignore-file`; only the code is required";

/// What a comment says.
#[derive(Debug)]
pub(super) struct Directive {
    /// From the `#` to its end.
    pub(super) span: Span,
    pub(super) verb: Verb,
    /// The codes, each with its place.
    pub(super) codes: Vec<(SmolStr, Span)>,
    /// Where the brackets end, behind which a date is written.
    pub(super) brackets_end: u32,
    /// Where the date is written.
    pub(super) date: Option<Span>,
    pub(super) justification: Justification,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Ignore,
    IgnoreFile,
}

/// Reads a comment whose `#` is at `offset`; `None` where it does not speak to Formwork.
pub(super) fn read(comment: &str, offset: u32) -> Option<Result<Directive, Malformed>> {
    let bracket = comment.rfind('[').unwrap_or_default();
    let mut starts = comment.match_indices('#').map(|(start, _)| start);
    let (start, rest) =
        starts.find_map(|start| Some((start, addressed(&comment[start..], start < bracket)?)))?;
    let reader = Reader { offset: offset + start as u32, text: &comment[start..], at: 0 };
    Some(Reader { at: reader.text.len() - rest.len(), ..reader }.directive())
}

/// What stands behind `# formwork:`. A forgotten colon before `ignore` counts as addressed
/// where a bracket follows.
fn addressed(comment: &str, has_bracket: bool) -> Option<&str> {
    let rest = comment.strip_prefix('#')?.trim_start_matches([' ', '\t']).strip_prefix("formwork")?;
    let rest = rest.trim_start();
    rest.strip_prefix(':').or_else(|| (rest.starts_with("ignore") && has_bracket).then_some(rest))
}

/// A cursor in a comment.
struct Reader<'c> {
    /// Of the comment in the source.
    offset: u32,
    text: &'c str,
    at: usize,
}

impl<'c> Reader<'c> {
    fn directive(mut self) -> Result<Directive, Malformed> {
        let verb = match self.word() {
            "ignore" => Verb::Ignore,
            "ignore-file" => Verb::IgnoreFile,
            "" => return Err(self.malformed("it has neither `ignore` nor `ignore-file`")),
            other => return Err(self.malformed(&format!("`{other}` is neither `ignore` nor `ignore-file`"))),
        };
        if !self.has_colon() {
            return Err(self.malformed("`formwork` has no `:` behind it"));
        }
        let codes = self.codes()?;
        let brackets_end = self.offset + self.at as u32;
        let (justification, date) = self.justification()?;
        let end = self.text[..self.at].trim_end().len();
        Ok(Directive { span: self.span(0..end), verb, codes, brackets_end, date, justification })
    }

    /// The codes in brackets.
    fn codes(&mut self) -> Result<Vec<(SmolStr, Span)>, Malformed> {
        if !self.take("[") {
            return Err(self.malformed("no rule in brackets follows"));
        }
        let start = self.at;
        let Some(length) = self.text[start..].find(']') else {
            return Err(self.malformed("`[` is not closed"));
        };
        self.at = start + length + 1;
        let mut codes = Vec::new();
        let mut at = start;
        for item in self.text[start..start + length].split(',') {
            let code = item.trim();
            let begin = at + (item.len() - item.trim_start().len());
            at += item.len() + 1;
            if code.contains(|char: char| char.is_whitespace() || char == '[') {
                return Err(self.malformed(&format!("`{code}` is no rule")));
            }
            if !code.is_empty() {
                codes.push((SmolStr::new(code), self.span(begin..begin + code.len())));
            }
        }
        if codes.is_empty() {
            return Err(self.malformed("the brackets hold no rule"));
        }
        Ok(codes)
    }

    /// `until DATE`, `-- reason` and `@owner`, each where it is there, and the place of the date.
    /// Another comment may follow.
    fn justification(&mut self) -> Result<(Justification, Option<Span>), Malformed> {
        let (mut all, mut place) = (Justification::default(), None);
        loop {
            if self.take("--") {
                let rest = self.text[self.at..].trim();
                self.at = self.text.len();
                let (reason, owner) = split_owner(rest);
                all.owner = owner.or(all.owner);
                all.reason = Some(SmolStr::new(reason)).filter(|reason| !reason.is_empty());
                return Ok((all, place));
            }
            let before = self.at;
            let rest = self.text[before..].trim_start();
            if rest.is_empty() || rest.starts_with('#') {
                return Ok((all, place));
            }
            match self.argument() {
                "until" => {
                    let date = self.argument();
                    let Some(day) = Date::parse(date) else {
                        let problem = if date.is_empty() {
                            "no date follows `until`".to_owned()
                        } else {
                            format!("`{date}` is not a date")
                        };
                        return Err(self.malformed(&problem));
                    };
                    all.until = Some(day);
                    place = Some(self.span(self.at - date.len()..self.at));
                }
                owner if owner.len() > 1 && owner.starts_with('@') => {
                    all.owner = Some(SmolStr::new(&owner[1..]));
                }
                other => return Err(self.malformed(&format!("`{other}` is neither `until` nor `--`"))),
            }
        }
    }

    /// Takes letters and hyphens.
    fn word(&mut self) -> &'c str {
        self.run(|char| char.is_ascii_alphabetic() || char == '-')
    }

    /// Takes all up to the next blank.
    fn argument(&mut self) -> &'c str {
        self.run(|char| !char.is_whitespace())
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) -> &'c str {
        self.skip_blanks();
        let rest = &self.text[self.at..];
        let length = rest.find(|char| !belongs(char)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn take(&mut self, token: &str) -> bool {
        self.skip_blanks();
        let found = self.text[self.at..].starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Whether a colon stands before the verb that has been read.
    fn has_colon(&self) -> bool {
        self.text[..self.at].contains(':')
    }

    fn malformed(&self, problem: &str) -> Malformed {
        let span = self.span(0..self.text.trim_end().len());
        Malformed { span, message: format!("The comment suppresses nothing: {problem}"), help: FORM }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.offset + range.start as u32, self.offset + range.end as u32)
    }
}

/// A reason and the `@owner` at its end.
fn split_owner(text: &str) -> (&str, Option<SmolStr>) {
    let (reason, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    match last.strip_prefix('@').filter(|name| !name.is_empty()) {
        Some(name) => (reason.trim_end(), Some(SmolStr::new(name))),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(comment: &str) -> String {
        match read(comment, 0) {
            None => "not ours".to_owned(),
            Some(Err(malformed)) => malformed.message.replace("The comment suppresses nothing: ", ""),
            Some(Ok(found)) => {
                let codes: Vec<_> = found.codes.iter().map(|(_, span)| &comment[span.range()]).collect();
                let why = found.justification;
                let until = why.until.map(|date| date.to_string());
                let parts = [until, why.reason.map(String::from), why.owner.map(String::from)];
                let parts: Vec<_> = parts.into_iter().map(Option::unwrap_or_default).collect();
                format!("{:?} {} | {}", found.verb, codes.join(" "), parts.join(" | "))
            }
        }
    }

    #[test]
    fn reads_the_whole_form_and_its_parts() {
        for (comment, expected) in [
            ("# formwork: ignore[TAG001]", "Ignore TAG001 |  |  | "),
            ("#formwork:ignore [ A , b-c,]", "Ignore A b-c |  |  | "),
            (
                "# formwork: ignore[TAG001, W3005] until 2027-03-01 -- used by #12, for now @web",
                "Ignore TAG001 W3005 | 2027-03-01 | used by #12, for now | web",
            ),
            ("# formwork: ignore-file[A] -- because", "IgnoreFile A |  | because | "),
            ("# formwork: ignore[A] @web until 2027-03-01", "Ignore A | 2027-03-01 |  | web"),
            ("# formwork: ignore[A] -- @web", "Ignore A |  |  | web"),
            ("# noqa # formwork: ignore[A] # more", "Ignore A |  |  | "),
            ("# the formwork: of it all", "not ours"),
            ("# formworks: ignore[A]", "not ours"),
            ("# formwork is fine", "not ours"),
        ] {
            assert_eq!(shown(comment), expected, "{comment}");
        }
    }

    #[test]
    fn says_why_it_suppresses_nothing() {
        for (comment, expected) in [
            ("# formwork: ignore", "no rule in brackets follows"),
            ("# formwork: ignore TAG001", "no rule in brackets follows"),
            ("# formwork ignore[TAG001]", "`formwork` has no `:` behind it"),
            ("# formwork:", "it has neither `ignore` nor `ignore-file`"),
            ("# formwork: disable[A]", "`disable` is neither `ignore` nor `ignore-file`"),
            ("# formwork: ignore[A, B", "`[` is not closed"),
            ("# formwork: ignore[ , ]", "the brackets hold no rule"),
            ("# formwork: ignore[A B]", "`A B` is no rule"),
            ("# formwork: ignore[A] until 2027-02-30", "`2027-02-30` is not a date"),
            ("# formwork: ignore[A] until", "no date follows `until`"),
            ("# formwork: ignore[A] because", "`because` is neither `until` nor `--`"),
        ] {
            assert_eq!(shown(comment), expected, "{comment}");
        }
    }

    #[test]
    fn places_are_those_of_the_source() {
        let found = read("# x # formwork: ignore[AB] # y", 100).expect("ours").expect("well formed");
        assert_eq!(found.span, Span::new(104, 126));
        assert_eq!(found.codes[0].1, Span::new(123, 125));
    }
}
