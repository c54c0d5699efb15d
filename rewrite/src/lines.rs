//! The lines of a YAML text, and what each is: part of the structure, or the rest of something that began above.

use formwork_template::{Data, NodeId, Span, Style, Tree};

/// A line, without its line break.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: u32,
    /// The number of the line on which the scalar or the bracket began that goes on here.
    pub(crate) continues: Option<usize>,
    /// Nothing may be changed within it: a text of several lines.
    pub(crate) is_text: bool,
    /// It is of a text that takes the blank lines behind it.
    pub(crate) keeps_blanks: bool,
}

/// The lines of a tree's source.
pub(crate) fn lines(tree: &Tree) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for text in tree.source().split('\n') {
        let plain = text.strip_suffix('\r').unwrap_or(text);
        lines.push(Line { text: plain, start, continues: None, is_text: false, keeps_blanks: false });
        start += text.len() as u32 + 1;
    }
    // What is behind the last line break is no line.
    if lines.len() > 1 && lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    mark(tree, tree.root(), &mut lines);
    lines
}

/// The number of the line that an offset is on.
fn number(lines: &[Line<'_>], offset: u32) -> usize {
    lines.partition_point(|line| line.start <= offset).saturating_sub(1)
}

fn mark(tree: &Tree, node: NodeId, lines: &mut [Line<'_>]) {
    let span = tree.span(node);
    match tree.data(node) {
        Data::Scalar(scalar) => {
            let is_block = matches!(scalar.style, Style::Literal | Style::Folded);
            continued(span, is_block, true, lines);
            if is_block && keeps_blanks(tree, span) {
                blanks_behind(span, lines);
            }
        }
        Data::Sequence(items) => {
            if is_flow(tree, span) {
                continued(span, false, false, lines);
            }
            items.iter().for_each(|item| mark(tree, *item, lines));
        }
        Data::Mapping(_) => {
            if is_flow(tree, span) {
                continued(span, false, false, lines);
            }
            for entry in tree.entries(node).iter().filter(|entry| !entry.merged) {
                mark(tree, entry.key, lines);
                mark(tree, entry.value, lines);
            }
        }
        Data::Error => {}
    }
}

/// Whether a collection is written in brackets.
pub(crate) fn is_flow(tree: &Tree, span: Span) -> bool {
    tree.source()[span.start as usize..].starts_with(['{', '['])
}

/// Whether the header of a block scalar says that the blank lines behind it are part of it.
fn keeps_blanks(tree: &Tree, span: Span) -> bool {
    let header = tree.source()[span.start as usize..].lines().next().unwrap_or_default();
    header.split(['#', ' ']).next().is_some_and(|header| header.contains('+'))
}

/// Takes the blank lines behind a text for part of it.
fn blanks_behind(span: Span, lines: &mut [Line<'_>]) {
    let first = number(lines, span.start);
    let mut behind = 0;
    for line in lines.iter_mut().skip(first + 1).take_while(|line| line.continues == Some(first)) {
        line.keeps_blanks = true;
        behind += 1;
    }
    for line in lines.iter_mut().skip(first + 1 + behind).take_while(|line| line.text.trim().is_empty()) {
        line.continues = Some(first);
        line.is_text = true;
        line.keeps_blanks = true;
    }
}

fn continued(span: Span, is_block: bool, is_text: bool, lines: &mut [Line<'_>]) {
    let first = number(lines, span.start);
    // The end of a block scalar is the start of the line behind it.
    let end = if is_block { span.end.saturating_sub(1).max(span.start) } else { span.end };
    let last = number(lines, end);
    let source_lines = lines.len();
    for line in lines.iter_mut().take((last + 1).min(source_lines)).skip(first + 1) {
        if line.continues.is_none() || is_text {
            line.continues = line.continues.or(Some(first));
            line.is_text |= is_text;
        }
    }
}
