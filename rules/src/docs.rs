//! A rule's documentation for readers: the doc comment of its file as plain
//! Markdown, with its examples under headings and without the carets that only
//! the rule's own tests want.

use crate::Meta;

/// A piece of a rule's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A line of prose.
    Line(&'a str),
    /// The start of an example: what it shows, and its language.
    Example(Example, &'a str),
    /// A line of an example.
    Code(&'a str),
    /// The end of an example.
    End,
}

/// What an example is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// What the rule finds.
    Avoid,
    /// What it lets be.
    Prefer,
    /// The example above it after its fixes.
    Fixed,
    /// The configuration of the examples below it.
    Configuration,
    /// None of these.
    Plain,
}

impl Example {
    /// Its heading.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Self::Avoid => Some("Avoid"),
            Self::Prefer => Some("Prefer"),
            Self::Fixed => Some("Fixed"),
            Self::Configuration => Some("With this `formwork.yaml`"),
            Self::Plain => None,
        }
    }
}

/// The documentation, line by line.
pub fn pieces(docs: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut inside = false;
    docs.lines().filter_map(move |line| {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        match line.strip_prefix("```") {
            Some(_) if inside => {
                inside = false;
                Some(Piece::End)
            }
            Some(info) => {
                inside = true;
                let mut words = info.split_whitespace();
                let language = words.next().unwrap_or_default();
                let example = match words.next() {
                    Some("bad") => Example::Avoid,
                    Some("good") => Example::Prefer,
                    Some("fixed") => Example::Fixed,
                    Some("formwork.yaml") => Example::Configuration,
                    _ => Example::Plain,
                };
                Some(Piece::Example(example, language))
            }
            None if inside => (!is_caret_line(line)).then_some(Piece::Code(line)),
            None => Some(Piece::Line(line)),
        }
    })
}

/// `#   ^^^^ message` or `#<^^ message`: an expectation of the rule's test.
fn is_caret_line(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix('#')
        .or_else(|| line.strip_prefix("//"))
        .is_some_and(|rest| rest.trim_start_matches(['<', ' ']).starts_with('^'))
}

/// The documentation as Markdown, without a heading.
pub fn markdown(meta: &Meta) -> String {
    let mut out = String::new();
    for piece in pieces(meta.docs) {
        match piece {
            Piece::Line(line) | Piece::Code(line) => out.push_str(line),
            Piece::End => out.push_str("```"),
            Piece::Example(example, language) => {
                if let Some(title) = example.title() {
                    out.extend(["**", title, "**\n\n"]);
                }
                out.push_str("```");
                out.push_str(language);
            }
        }
        out.push('\n');
    }
    let mut out = out.trim().to_owned();
    out.push('\n');
    out
}

/// The prose before the first example, as one line.
pub fn prose(meta: &Meta) -> String {
    let lines: Vec<&str> = pieces(meta.docs)
        .map_while(|piece| match piece {
            Piece::Line(line) => Some(line),
            _ => None,
        })
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Example, Piece, pieces};

    #[test]
    fn examples_lose_their_carets() {
        let docs =
            " Summary.\n\n ```yaml bad\n a: b\n #  ^ `b`\n #<^^ `a: b`\n # kept\n ```\n ```json\n {}\n ```\n";
        let pieces: Vec<_> = pieces(docs).collect();
        assert_eq!(
            pieces,
            [
                Piece::Line("Summary."),
                Piece::Line(""),
                Piece::Example(Example::Avoid, "yaml"),
                Piece::Code("a: b"),
                Piece::Code("# kept"),
                Piece::End,
                Piece::Example(Example::Plain, "json"),
                Piece::Code("{}"),
                Piece::End,
            ]
        );
    }
}
