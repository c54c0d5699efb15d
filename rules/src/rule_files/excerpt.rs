//! A template inside a rule file: its text, and from a place in it back to the
//! place in the file. What is only a resource, or only its properties, is made a template.

use std::sync::Arc;

use formwork_template::{Data, NodeId, Scalar, Span, Style, Syntax, Template, Tree, parse};

/// The logical ID of a resource that an example gives without one.
pub(super) const LOGICAL_ID: &str = "Example";

/// A text that stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Where each line of the text begins in the file; none where it is not written there line by line.
    lines: Vec<u32>,
}

/// An excerpt as a template.
#[derive(Debug)]
pub(super) struct Wrapped {
    pub(super) template: Template,
    /// Lines in front of the excerpt's, and the blanks in front of each of its own.
    head: usize,
    indent: usize,
}

impl Excerpt {
    /// What a node says: the text that a scalar is, or the lines of a mapping.
    pub(super) fn of(tree: &Tree, node: NodeId) -> Self {
        let span = tree.span(node);
        match tree.data(node) {
            Data::Scalar(scalar @ Scalar { style: Style::Literal, .. }) => {
                let text = tree.scalar_text(*scalar).to_owned();
                let lines = literal_lines(tree.source(), span, &text).unwrap_or_default();
                Self { text, span, lines }
            }
            Data::Scalar(scalar) => {
                Self { text: tree.scalar_text(*scalar).to_owned(), span, lines: Vec::new() }
            }
            _ => {
                let (text, lines) = dedented(tree.source(), span);
                Self { text, span, lines }
            }
        }
    }

    /// The template that it stands for; `type_name` is the type of a resource of which it gives the properties.
    pub(super) fn wrap(&self, type_name: &str) -> Wrapped {
        let syntax = Syntax::guess(None, &self.text);
        let own = parse(Arc::from(self.text.as_str()), syntax);
        let root = own.tree.root();
        let has = |key: &str| own.tree.get(root, key).is_some();
        let (head, indent) = if has("Resources") {
            return Wrapped { template: Template::new(own), head: 0, indent: 0 };
        } else if own.tree.get(root, "Type").and_then(|node| own.tree.text(node)).is_some_and(is_type) {
            (format!("Resources:\n  {LOGICAL_ID}:\n"), 4)
        } else {
            (format!("Resources:\n  {LOGICAL_ID}:\n    Type: {type_name}\n    Properties:\n"), 6)
        };
        let body = self.text.lines().fold(String::new(), |body, line| match line {
            "" => body + "\n",
            line => body + &" ".repeat(indent) + line + "\n",
        });
        let head_lines = head.matches('\n').count();
        let template = Template::new(parse(Arc::from(head + &body), Syntax::Yaml));
        Wrapped { template, head: head_lines, indent }
    }

    /// Where something in the template stands in the file; the whole excerpt where that can't be said.
    pub(super) fn locate(&self, wrapped: &Wrapped, span: Span) -> Span {
        let at = |offset: u32| {
            let source = wrapped.template.source();
            let before = source.get(..offset as usize)?;
            let line = before.matches('\n').count().checked_sub(wrapped.head)?;
            let column = offset as usize - before.rfind('\n').map_or(0, |end| end + 1);
            Some(self.lines.get(line)? + column.checked_sub(wrapped.indent)? as u32)
        };
        match (at(span.start), at(span.end)) {
            (Some(start), Some(end)) if start <= end => Span::new(start, end),
            (Some(start), _) => Span::at(start),
            _ => self.span,
        }
    }
}

fn is_type(text: &str) -> bool {
    text.contains("::")
}

/// The lines of a mapping, as if it began in the first column, and where each begins.
fn dedented(source: &str, span: Span) -> (String, Vec<u32>) {
    let start = span.start as usize;
    let line = source[..start].rfind('\n').map_or(0, |end| end + 1);
    let column = source[line..start].chars().count();
    let (mut text, mut lines) = (String::new(), Vec::new());
    let mut offset = start;
    for (number, line) in source[span.range()].split_inclusive('\n').enumerate() {
        let most = if number == 0 { 0 } else { column };
        let cut = line.bytes().take(most).take_while(|byte| *byte == b' ').count();
        lines.push((offset + cut) as u32);
        text.push_str(&line[cut..]);
        offset += line.len();
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    (text, lines)
}

/// Where the lines of a `|` block begin; nothing where they are not its text.
fn literal_lines(source: &str, span: Span, text: &str) -> Option<Vec<u32>> {
    let whole = source.get(span.range())?;
    let header = whole.find('\n')? + 1;
    let body = &whole[header..];
    let first = body.lines().find(|line| !line.trim().is_empty())?;
    let indent = first.bytes().take_while(|byte| *byte == b' ').count();
    let (mut lines, mut offset) = (Vec::new(), span.start as usize + header);
    let mut wanted = text.lines();
    for line in body.split_inclusive('\n') {
        let cut = line.bytes().take(indent).take_while(|byte| *byte == b' ').count();
        lines.push((offset + cut) as u32);
        let Some(own) = wanted.next() else { break };
        if line[cut..].trim_end_matches(['\n', '\r']) != own {
            return None;
        }
        offset += line.len();
    }
    Some(lines)
}
