//! Members and sections as a person would write them in an editor: in a document that has its entries on lines of
//! their own they go over several lines, in JSON too, and a section goes where its readers look for it.

use formwork_template::{Section, Span, Syntax, Template, Value};

use super::{Layout, New, Place, block_entry, column, flow};
use crate::spelling::quoted;
use crate::{Edit, written};

/// The order in which sections are read.
const ORDER: &[Section] = &[
    Section::FormatVersion,
    Section::Description,
    Section::Transform,
    Section::Metadata,
    Section::Parameters,
    Section::Rules,
    Section::Mappings,
    Section::Conditions,
    Section::Globals,
    Section::Resources,
    Section::Outputs,
];

/// Adds members to a section, and the section where the template has none.
pub fn add_members(template: &Template, section: Section, members: &[(String, New)]) -> Option<Edit> {
    match template.section(section) {
        Some((_, present)) if present.is_map() => behind(present, members),
        Some(_) => None,
        None => add_section(template, section, New::Map(members.to_vec())),
    }
}

/// Adds a section that is not there, in front of the first one that comes behind it.
fn add_section(template: &Template, section: Section, new: New) -> Option<Edit> {
    let root = template.root();
    let entry = (section.key().to_owned(), new);
    let place = ORDER.iter().position(|known| *known == section);
    let later = ORDER.get(place? + 1..).unwrap_or_default();
    let is_later = |key: &str| later.iter().any(|known| known.key() == key);
    match root.entries().find(|(key, _)| is_later(key.text)) {
        Some((next, _)) => before(root, next.span, &entry),
        None => behind(root, &[entry]),
    }
}

/// Adds entries behind the last one of a map.
fn behind(map: Value<'_>, entries: &[(String, New)]) -> Option<Edit> {
    let place = Place::of(map, written::entries(map)?)?;
    place.insert(entries.iter().map(|entry| place.entry(entry)))
}

/// Adds an entry in front of the one whose key is at `next`.
fn before(map: Value<'_>, next: Span, entry: &(String, New)) -> Option<Edit> {
    let place = Place::of(map, written::entries(map)?)?;
    let (source, start) = (place.source, next.start as usize);
    let line = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let head = &source[line..start];
    let begins_line = head.trim().is_empty();
    let text = place.entry(entry);
    match place.layout {
        Layout::Block { .. } if begins_line => {
            let start = above_comments(source, line);
            let is_apart = source[..start].trim_end_matches([' ', '\t', '\r']).ends_with("\n\n")
                || source[..start].ends_with("\n\r\n");
            let gap = if is_apart { "\n" } else { "" };
            Some(Edit { span: Span::at(start as u32), text: format!("{head}{text}\n{gap}") })
        }
        Layout::Block { .. } => None,
        Layout::Flow(_) => {
            let gap = if begins_line { format!("\n{head}") } else { " ".to_owned() };
            Some(Edit { span: Span::at(next.start), text: format!("{text},{gap}") })
        }
    }
}

/// The first line of the comments right above a line: they are about what is there. Those that the text begins
/// with are about all of it.
fn above_comments(source: &str, line: usize) -> usize {
    let mut start = line;
    while let Some(end) = start.checked_sub(1) {
        let above = source[..end].rfind('\n').map_or(0, |at| at + 1);
        if !source[above..end].starts_with('#') {
            return start;
        }
        if above == 0 {
            break;
        }
        start = above;
    }
    line
}

impl Place<'_> {
    /// An entry as this collection has its own.
    fn entry(&self, (key, new): &(String, New)) -> String {
        match self.layout {
            Layout::Block { indent, step } => block_entry(key, new, indent, step),
            Layout::Flow(syntax) => {
                let value = match self.lines().filter(|_| syntax == Syntax::Json) {
                    Some((indent, step)) => spread(new, indent, step),
                    None => flow(new, syntax),
                };
                format!("{}: {value}", quoted(key, syntax))
            }
        }
    }

    /// Where the children begin that have lines of their own, and how much further in that is.
    fn lines(&self) -> Option<(usize, usize)> {
        let first = self.children.first()?.start as usize;
        let line = self.source[..first].rfind('\n').map_or(0, |at| at + 1);
        let begins_line = line > self.span.start as usize && self.source[line..first].trim().is_empty();
        let opening = self.source[..self.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let above = self.source[opening..].chars().take_while(|char| matches!(char, ' ' | '\t')).count();
        let indent = column(self.source, first);
        begins_line.then(|| (indent, indent.saturating_sub(above).max(1)))
    }
}

/// A value of JSON with its maps over several lines.
fn spread(new: &New, indent: usize, step: usize) -> String {
    let inner = indent + step;
    let lines = |children: Vec<String>, open: char, close: char| {
        let children = children.join(&format!(",\n{:inner$}", ""));
        format!("{open}\n{:inner$}{children}\n{:indent$}{close}", "", "")
    };
    match new {
        New::Map(entries) if !entries.is_empty() => {
            let entry = |(key, new): &(String, New)| {
                format!("{}: {}", quoted(key, Syntax::Json), spread(new, inner, step))
            };
            lines(entries.iter().map(entry).collect(), '{', '}')
        }
        New::List(items) if items.iter().any(|item| matches!(item, New::Map(_))) => {
            lines(items.iter().map(|item| spread(item, inner, step)).collect(), '[', ']')
        }
        other => flow(other, Syntax::Json),
    }
}
