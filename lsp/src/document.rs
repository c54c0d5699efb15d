//! An open document: its text at one version, with what is worked out from it on first
//! demand. Immutable; an edit makes another document.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use formwork_template::{Section, Span, Syntax, Template};
use line_index::{LineCol, LineIndex, TextSize, WideEncoding, WideLineCol};

use crate::facts::Facts;

/// How columns are counted, as client and server agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// In bytes.
    Utf8,
    /// In UTF-16 code units, as clients do unless they say otherwise.
    #[default]
    Utf16,
}

/// A line and a column, both from 0; the column is counted in an [`Encoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// What a document is to Formwork.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A CloudFormation template.
    Template,
    /// A file of Guard rules.
    Guard,
    /// A `formwork.yaml`.
    Configuration,
    /// A `*.rule.yaml`.
    RuleFile,
    /// Anything else; nothing is said about it.
    Other,
}

impl Kind {
    /// By name, and for templates by content.
    pub fn of(path: &Path, text: &str) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == "formwork.yaml" || name == "formwork.yml" {
            Self::Configuration
        } else if formwork_rules::rule_files::ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            Self::RuleFile
        } else if path.extension().is_some_and(|extension| extension == "guard" || extension == "ruleset") {
            Self::Guard
        } else if formwork_template::is_template(text) || is_begun(path, text) {
            Self::Template
        } else {
            Self::Other
        }
    }
}

/// Whether a text that is no template yet is going to be one: all its keys are sections, and some of them
/// sections that nothing else has.
fn is_begun(path: &Path, text: &str) -> bool {
    const TELLING: &[Section] =
        &[Section::Parameters, Section::Mappings, Section::Resources, Section::Outputs];
    if !TELLING.iter().any(|section| text.contains(section.key())) {
        return false;
    }
    let syntax = Syntax::guess(path.to_str(), text);
    let template = Template::new(formwork_template::parse(Arc::from(text), syntax));
    let sections: Vec<_> = template.root().entries().map(|(key, _)| Section::from_key(key.text)).collect();
    let is_only_sections = sections.iter().all(Option::is_some);
    is_only_sections && sections.into_iter().flatten().any(|section| TELLING.contains(&section))
}

/// See the module.
#[derive(Debug)]
pub struct Document {
    /// Where it is, or would be if it were saved.
    pub path: PathBuf,
    /// As the client counts them; 0 for a file that is not open.
    pub version: i32,
    pub text: Arc<str>,
    pub kind: Kind,
    lines: OnceLock<LineIndex>,
    template: OnceLock<Template>,
    facts: OnceLock<Facts>,
}

impl Document {
    pub fn new(path: PathBuf, version: i32, text: Arc<str>) -> Self {
        let kind = Kind::of(&path, &text);
        Self::of_kind(kind, path, version, text)
    }

    fn of_kind(kind: Kind, path: PathBuf, version: i32, text: Arc<str>) -> Self {
        let (lines, template, facts) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { path, version, text, kind, lines, template, facts }
    }

    /// The document after an edit. What was a template stays one while it is typed: a half-typed
    /// key may hide what it was recognised by.
    #[must_use]
    pub fn edited(&self, version: i32, text: Arc<str>) -> Self {
        let kind = match self.kind {
            Kind::Other => Kind::of(&self.path, &text),
            known => known,
        };
        Self::of_kind(kind, self.path.clone(), version, text)
    }

    /// The surface language, by name and content.
    pub fn syntax(&self) -> Syntax {
        Syntax::guess(self.path.to_str(), &self.text)
    }

    /// The text read as a template, whatever kind it is.
    pub fn template(&self) -> &Template {
        self.template
            .get_or_init(|| Template::new(formwork_template::parse(Arc::clone(&self.text), self.syntax())))
    }

    /// What it offers to other files and wants of them.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| {
            if self.kind == Kind::Template { Facts::of(self.template()) } else { Facts::default() }
        })
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The offset of a position. One behind the end of its line is at the line's end, one behind
    /// the last line at the end of the text, as the protocol has it.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        let lines = self.lines();
        let Some(line) = lines.line(position.line) else { return self.text.len() as u32 };
        let (start, end) = (u32::from(line.start()), u32::from(line.end()));
        let text = &self.text[start as usize..end as usize];
        let length = text.trim_end_matches(['\n', '\r']).len() as u32;
        let column = match encoding {
            Encoding::Utf8 => Some(position.column),
            Encoding::Utf16 => {
                let wide = WideLineCol { line: position.line, col: position.column.min(length) };
                lines.to_utf8(WideEncoding::Utf16, wide).map(|narrow| narrow.col)
            }
        };
        let mut column = column.unwrap_or(length).min(length) as usize;
        // A column within a character, or within a pair of surrogates, is at its start.
        while !text.is_char_boundary(column) {
            column -= 1;
        }
        start + column as u32
    }

    /// The position of an offset.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let offset = offset.min(self.text.len() as u32);
        let lines = self.lines();
        let narrow = lines.line_col(TextSize::from(offset));
        match encoding {
            Encoding::Utf8 => Position { line: narrow.line, column: narrow.col },
            Encoding::Utf16 => {
                let wide = lines.to_wide(WideEncoding::Utf16, LineCol { ..narrow });
                wide.map_or(Position { line: narrow.line, column: narrow.col }, |wide| Position {
                    line: wide.line,
                    column: wide.col,
                })
            }
        }
    }

    /// The span of the line that an offset is on, without its line break.
    pub fn line_at(&self, offset: u32) -> Span {
        let offset = (offset as usize).min(self.text.len());
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.text[start..];
        let length = rest.find('\n').map_or(rest.len(), |at| at);
        Span::of(start..start + rest[..length].trim_end_matches('\r').len())
    }

    /// The line break that the text uses.
    pub fn line_break(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document::new(PathBuf::from("a.yaml"), 1, text.into())
    }

    #[test]
    fn positions_count_in_the_encoding_agreed_on() {
        let document = document("a: ä𝄞b\r\nc: d\n");
        for (encoding, column) in [(Encoding::Utf8, 9), (Encoding::Utf16, 6)] {
            let position = Position { line: 0, column };
            assert_eq!(document.offset(position, encoding), 9);
            assert_eq!(document.position(9, encoding), position);
        }
    }

    #[test]
    fn a_position_outside_is_at_the_nearest_place() {
        let document = document("a: ä\r\nb");
        let at = |line, column| document.offset(Position { line, column }, Encoding::Utf16);
        assert_eq!([at(0, 99), at(1, 99), at(9, 0)], [5, 8, 8]);
        let inside_of_a_character = document.offset(Position { line: 0, column: 4 }, Encoding::Utf8);
        assert_eq!(inside_of_a_character, 3);
    }

    #[test]
    fn what_was_a_template_stays_one_while_it_is_typed() {
        let template = document("Resources:\n  A:\n    Type: AWS::S3::Bucket\n");
        assert_eq!(template.kind, Kind::Template);
        assert_eq!(template.edited(2, "Resources:\n  A:\n    Ty\n".into()).kind, Kind::Template);
        assert_eq!(document("name: x\n").kind, Kind::Other);
        assert_eq!(document("Resources:\n  A:\n    Type: x\n").kind, Kind::Template);
        assert_eq!(document("Resources:\n  A: b\nname: x\n").kind, Kind::Other);
    }
}
