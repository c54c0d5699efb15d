//! Where a completion is asked for. Text is half-typed there, so the place is found by putting
//! a mark at the cursor, with what is needed to make the text whole again, and reading the
//! part of the document around it anew.

mod json;
mod yaml;

use std::sync::Arc;

use smol_str::SmolStr;

use formwork_template::{Span, Style, Syntax, Template, Value};

use crate::document::Document;
use crate::trail::{Part, Step, Trail};

/// Stands where the cursor is; no template has it in it.
const MARK: &str = "cursor0mark0here";

/// What is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A key of the map at the end of the trail.
    Key {
        /// The map has no other key, so that a value may be meant in its place.
        alone: bool,
        /// A colon follows already.
        has_colon: bool,
    },
    /// The scalar at the end of the trail.
    Value,
    /// The tag of the value at the end of the trail.
    Tag,
}

/// How a completion has to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    pub syntax: Syntax,
    /// Inside of brackets: one line, commas.
    pub flow: bool,
    /// The quote that the word is in.
    pub quote: Option<char>,
    /// The column that the word begins at.
    pub column: u32,
    /// The column of the first thing on its line, behind the dashes of list items where the word is a key.
    pub indent: u32,
    /// Only blanks and dashes stand before the word on its line.
    pub first_on_line: bool,
}

/// See the module.
#[derive(Debug)]
pub struct Cursor {
    /// The part of the document around the cursor, with the mark in it.
    template: Template,
    /// The way to the mark.
    pub trail: Trail,
    pub slot: Slot,
    /// What is typed before the cursor, in its quotes.
    pub typed: String,
    /// What a completion replaces in the document: the whole word, without its quotes.
    pub span: Span,
    pub offset: u32,
    pub writing: Writing,
    /// Keys beside the one that is typed that are not in the part that was read.
    outside: Vec<SmolStr>,
}

/// A text to look for the mark in.
struct Marked {
    text: String,
    /// Where the mark is.
    mark: u32,
    /// What stands before the part of the document.
    header: u32,
    /// Where that part begins in the document.
    start: u32,
    /// How much was put in, the mark included.
    inserted: u32,
}

impl Marked {
    fn new(document: &Document, part: Span, header: &str, offset: u32, before: &str, after: &str) -> Self {
        let text = &document.text;
        let head = &text[part.start as usize..offset as usize];
        let tail = &text[offset as usize..part.end as usize];
        let inserted = (before.len() + MARK.len() + after.len()) as u32;
        Self {
            mark: (header.len() + head.len() + before.len()) as u32,
            text: [header, head, before, MARK, after, tail].concat(),
            header: header.len() as u32,
            start: part.start,
            inserted,
        }
    }

    /// An offset of the marked text in the document.
    fn in_document(&self, offset: u32, cursor: u32) -> u32 {
        let head_end = self.header + (cursor - self.start);
        if offset <= head_end {
            offset.saturating_sub(self.header) + self.start
        } else {
            (offset.saturating_sub(self.inserted)).saturating_sub(self.header).max(cursor - self.start)
                + self.start
        }
    }

    fn parse(&self, syntax: Syntax) -> (Template, Trail) {
        let parsed = formwork_template::parse(Arc::from(self.text.as_str()), syntax);
        let trail = Trail::to(&parsed.tree, self.mark + 1);
        (Template::new(parsed), trail)
    }
}

impl Cursor {
    /// The place of an offset; `None` where nothing can be typed that is of the template, as in a comment.
    pub fn at(document: &Document, offset: u32) -> Option<Self> {
        let mut cursor = match document.syntax() {
            Syntax::Yaml => yaml::cursor(document, offset),
            Syntax::Json => json::cursor(document, offset),
        }?;
        cursor.outside = cursor.named_outside(document);
        Some(cursor)
    }

    /// The keys of a section, or of the top, that are not in the part that was read.
    fn named_outside(&self, document: &Document) -> Vec<SmolStr> {
        let root = || document.template().root();
        let map = match (self.slot, self.trail.steps.as_slice()) {
            (Slot::Key { .. }, []) => Some(root()),
            (Slot::Key { .. }, [Step::Key(section)]) => root().get(section),
            _ => None,
        };
        let keys = map.into_iter().flat_map(Value::entries).map(|(key, _)| key);
        keys.filter(|key| !key.span.touches(self.offset)).map(|key| key.text.into()).collect()
    }

    /// Reads the marked text and sees what the mark is in; `None` where it is nowhere.
    fn read(document: &Document, marked: &Marked, offset: u32, flow: bool) -> Option<Self> {
        let syntax = document.syntax();
        let (template, trail) = marked.parse(syntax);
        let tree = template.tree();
        let (slot, node) = match trail.part {
            Part::Key { key, .. } => {
                let alone = tree.entries(trail.node()).len() == 1;
                (Slot::Key { alone, has_colon: false }, key)
            }
            Part::Tag => (Slot::Tag, trail.node()),
            Part::Value => (Slot::Value, trail.node()),
        };
        let (typed, span, style) = if slot == Slot::Tag {
            let tag = tree.tag(trail.node())?;
            let typed = tag.name.split(MARK).next().filter(|_| tag.name.contains(MARK))?;
            (typed.to_owned(), Span::new(tag.span.start + 1, tag.span.end), Style::Plain)
        } else {
            let text = tree.text(node).filter(|text| text.contains(MARK))?;
            let formwork_template::Data::Scalar(scalar) = tree.data(node) else { return None };
            (text.split(MARK).next()?.to_owned(), inside(tree.span(node), scalar.style), scalar.style)
        };
        let quote = match style {
            Style::SingleQuoted => Some('\''),
            Style::DoubleQuoted => Some('"'),
            _ => None,
        };
        let start = marked.in_document(span.start, offset).min(offset);
        let end = marked.in_document(span.end, offset).max(offset);
        let span = match style {
            Style::Literal | Style::Folded => Span::at(offset),
            _ => trimmed(document, Span::new(start, end), offset),
        };
        let quote = quote.filter(|quote| document.text[..span.start as usize].ends_with(*quote));
        let slot = match slot {
            Slot::Key { alone, .. } => {
                let behind = &document.text[span.end as usize..];
                let behind = quote.and_then(|quote| behind.strip_prefix(quote)).unwrap_or(behind);
                Slot::Key { alone, has_colon: behind.trim_start_matches([' ', '\t']).starts_with(':') }
            }
            other => other,
        };
        let writing = writing(document, span, quote, flow);
        Some(Self { template, trail, slot, typed, span, offset, writing, outside: Vec::new() })
    }

    /// Whether a value may be typed: in its place, or as a word alone below a key.
    pub fn wants_value(&self) -> bool {
        matches!(self.slot, Slot::Value | Slot::Key { alone: true, has_colon: false })
    }

    /// The part of the document around the cursor, read with the mark in it.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The value at the end of the trail: the map whose key is typed, or what is typed.
    pub fn value(&self) -> Value<'_> {
        self.trail.value(self.template.tree())
    }

    /// The keys that stand beside the one that is typed.
    pub fn siblings(&self) -> Vec<&str> {
        let read = self.value().entries().map(|(key, _)| key.text).filter(|key| !key.contains(MARK));
        read.chain(self.outside.iter().map(SmolStr::as_str)).collect()
    }

    /// The resource that the cursor is in, as far as it is written.
    pub fn resource(&self) -> Option<Value<'_>> {
        let (section, _, depth) = crate::trail::member(&self.trail.steps)?;
        (section == "Resources").then(|| self.trail.value_at(self.template.tree(), depth))
    }

    /// The type of the resource that the cursor is in.
    pub fn resource_type(&self) -> Option<&str> {
        self.resource()?.get("Type")?.text().filter(|name| !name.contains(MARK))
    }
}

/// A scalar's span without its quotes.
fn inside(span: Span, style: Style) -> Span {
    match style {
        Style::SingleQuoted | Style::DoubleQuoted if span.len() >= 2 => {
            Span::new(span.start + 1, span.end - 1)
        }
        _ => span,
    }
}

/// A word that goes over several lines is replaced on the cursor's line only.
fn trimmed(document: &Document, span: Span, offset: u32) -> Span {
    let line = document.line_at(offset);
    let start = span.start.max(line.start).min(offset);
    let end = span.end.min(line.end).max(offset);
    let text = &document.text[offset as usize..end as usize];
    Span::new(start, offset + text.trim_end().len() as u32)
}

fn writing(document: &Document, span: Span, quote: Option<char>, flow: bool) -> Writing {
    let line = document.line_at(span.start);
    let before = &document.text[line.start as usize..span.start as usize];
    let before = quote.and_then(|quote| before.strip_suffix(quote)).unwrap_or(before);
    let body = before.trim_start_matches([' ', '\t', '-']);
    let first_on_line = body.is_empty();
    let indent = if first_on_line { before } else { &before[..before.len() - body.len()] };
    Writing {
        syntax: document.syntax(),
        flow,
        quote,
        column: before.chars().count() as u32,
        indent: indent.chars().count() as u32,
        first_on_line,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// `steps slot typed|replaced`
    fn at(text: &str) -> String {
        let offset = text.find("$0").expect("the cursor");
        let text = text.replace("$0", "");
        let name = if text.trim_start().starts_with('{') { "a.json" } else { "a.yaml" };
        let document = Document::new(PathBuf::from(name), 1, text.into());
        let Some(cursor) = Cursor::at(&document, offset as u32) else { return "nowhere".to_owned() };
        let steps: Vec<String> = cursor
            .trail
            .steps
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.to_string(),
                Step::Item(index) => index.to_string(),
                Step::Argument(name) => name.key().to_owned(),
            })
            .collect();
        let slot = match cursor.slot {
            Slot::Key { alone, has_colon } => {
                let mut slot = "key".to_owned();
                slot += if alone { " alone" } else { "" };
                slot + if has_colon { " colon" } else { "" }
            }
            Slot::Value => "value".to_owned(),
            Slot::Tag => "tag".to_owned(),
        };
        let replaced = &document.text[cursor.span.range()];
        format!("{} {slot} {}|{replaced}", steps.join("/"), cursor.typed)
    }

    const YAML: &str = "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n";

    #[track_caller]
    fn check(rest: &str, expected: &str) {
        assert_eq!(at(&[YAML, rest].concat()), expected, "{rest}");
    }

    #[test]
    fn keys() {
        check("    Prop$0\n", "Resources/Vpc key Prop|Prop");
        check("    Properties:\n      $0\n", "Resources/Vpc/Properties key alone |");
        check("    Properties:\n      $0\n    Metadata: {}\n", "Resources/Vpc/Properties key alone |");
        check(
            "    Properties:\n      CidrBlock: 10.0.0.0/8\n      En$0\n",
            "Resources/Vpc/Properties key En|En",
        );
        check("    Properties:\n      $0\n      CidrBlock: 10.0.0.0/8\n", "Resources/Vpc/Properties key |");
        check("    Properties:\n      Tags:\n        - $0\n", "Resources/Vpc/Properties/Tags/0 key alone |");
        check(
            "    Properties:\n      Tags:\n        - Key: a\n          $0\n",
            "Resources/Vpc/Properties/Tags/0 key |",
        );
        check("    Properties: { $0 }\n", "Resources/Vpc/Properties key alone |");
        check("    Properties: { A: b, C$0\n", "Resources/Vpc/Properties key C|C");
        check(
            "    Properties:\n      Cidr$0Block: x\n",
            "Resources/Vpc/Properties key alone colon Cidr|CidrBlock",
        );
        check("  $0\n", "Resources key alone |");
        check("Out$0\n", " key alone Out|Out");
        check("    Properties:\n      A: b\n      Fn::G$0\n", "Resources/Vpc/Properties key Fn::G|Fn::G");
    }

    #[test]
    fn values() {
        check("    Condition: $0\n", "Resources/Vpc/Condition value |");
        check("    Condition: Is$0Prod\n", "Resources/Vpc/Condition value Is|IsProd");
        check("    Properties:\n      A: !Ref $0\n", "Resources/Vpc/Properties/A/Ref value |");
        check(
            "    Properties:\n      A: !GetAtt Vpc.$0\n",
            "Resources/Vpc/Properties/A/Fn::GetAtt value Vpc.|Vpc.",
        );
        check(
            "    Properties:\n      A: !FindInMap [$0\n",
            "Resources/Vpc/Properties/A/Fn::FindInMap/0 value |",
        );
        check(
            "    Properties:\n      A: !FindInMap [M, $0]\n",
            "Resources/Vpc/Properties/A/Fn::FindInMap/1 value |",
        );
        check(
            "    Properties:\n      A: !Sub \"a-${$0\n",
            "Resources/Vpc/Properties/A/Fn::Sub value a-${|a-${",
        );
        check(
            "    Properties:\n      A: !Sub \"a-${V$0}\"\n",
            "Resources/Vpc/Properties/A/Fn::Sub value a-${V|a-${V}",
        );
        check("    Properties:\n      A: !S$0\n", "Resources/Vpc/Properties/A tag S|S");
        check("    Properties:\n      A: !$0\n", "Resources/Vpc/Properties/A tag |");
        check("    DependsOn:\n      - $0\n", "Resources/Vpc/DependsOn/0 key alone |");
        check("    DependsOn: [A, $0\n", "Resources/Vpc/DependsOn/1 value |");
        check("    Properties:\n      A: |\n        x ${V$0\n", "Resources/Vpc/Properties/A value x ${V|");
        check("    Properties:\n      A: b # c$0\n", "nowhere");
        check(
            "    Properties:\n      A:\n        Fn::Sub: $0\n",
            "Resources/Vpc/Properties/A/Fn::Sub value |",
        );
    }

    #[test]
    fn json() {
        let checks = [
            (r#"{"Resources": {"A": {"Type": "AWS::$0"}}}"#, "Resources/A/Type value AWS::|AWS::"),
            ("{\"Resources\": {\"A\": {\"Type\": \"AWS::$0\n}}}", "Resources/A/Type value AWS::|AWS::"),
            (r#"{"Resources": {"A": {"Type": $0}}}"#, "Resources/A/Type value |"),
            (r#"{"Resources": {"A": {"Ty$0"}}}"#, "Resources/A key alone Ty|Ty"),
            (r#"{"Resources": {"A": {"Type": "x", "$0"}}}"#, "Resources/A key |"),
            (r#"{"Resources": {"A": {$0 "Type": "x"}}}"#, "Resources/A key |"),
            (r#"{"Resources": {"A": {"Type": "x", $0}}}"#, "Resources/A key |"),
            ("{\"Resources\": {\"A\": {\"Type\": \"x\",\n$0\n\"B\": {}}}}", "Resources/A key |"),
            (r#"{"Resources": {"A": {"DependsOn": ["$0"]}}}"#, "Resources/A/DependsOn/0 value |"),
            (r#"{"Resources": {"A": {"DependsOn": ["B", $0]}}}"#, "Resources/A/DependsOn/1 value |"),
            (
                r#"{"Resources": {"A": {"P": {"Fn::GetAtt": ["B", "$0"]}}}}"#,
                "Resources/A/P/Fn::GetAtt/1 value |",
            ),
            (r#"{"Resources": {"A": {"Ty$0pe": "x"}}}"#, "Resources/A key alone colon Ty|Type"),
            (r"{$0}", " key alone |"),
        ];
        for (text, expected) in checks {
            assert_eq!(at(text), expected, "{text}");
        }
    }
}
