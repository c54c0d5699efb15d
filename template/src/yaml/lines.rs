//! The lines of a broken text and how far each is meant to be indented: a tab, a
//! line that is a blank too deep or not deep enough is put on the level where it
//! most likely belongs. Only recovery reads these; they decide where a text is cut.

use super::header::{self, Header};
use crate::Span;

/// One line, or the rest of a line behind a dash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Where the line begins, or its text where something else stands before it.
    pub(super) start: u32,
    /// From the first character that is not blank to the last.
    pub(super) text: Span,
    /// The column where the text is meant to begin.
    pub(super) indent: u32,
    pub(super) slip: Option<Slip>,
    pub(super) role: Role,
}

/// What is wrong with a line's indentation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slip {
    /// A tab stands at this offset.
    Tab(u32),
    /// The text is on no level that exists.
    Level,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Blank, or a comment.
    Blank,
    /// The first line of something.
    Text,
    /// A further line of a block scalar.
    Inner,
    /// A further line of a quoted scalar or a flow collection.
    Continued,
}

impl Line {
    pub(super) fn is_text(&self) -> bool {
        self.role == Role::Text
    }

    pub(super) fn str<'s>(&self, source: &'s str) -> &'s str {
        &source[self.text.range()]
    }
}

/// A level of nesting as it is written and as it is meant.
#[derive(Debug, Clone, Copy)]
struct Level {
    written: u32,
    meant: u32,
    /// Its lines begin with a dash.
    is_list: bool,
}

/// The lines of `span`, with their meant indentation.
pub(super) fn lines(source: &str, span: Span) -> Vec<Line> {
    let mut lines = split(source, span);
    Straightener {
        source,
        levels: Vec::new(),
        opens: true,
        slipped: None,
        tab_shift: None,
        work: 8 * span.len() as usize,
    }
    .run(&mut lines);
    lines
}

/// `source` with blanks for the tabs that indent lines of flow collections, where tabs are sound
/// YAML and only our reader stumbles; nothing if there are none.
pub(super) fn without_flow_tabs(source: &str, lines: &[Line]) -> Option<String> {
    let mut text = String::new();
    let tabbed = |line: &&Line| line.role == Role::Continued && matches!(line.slip, Some(Slip::Tab(_)));
    for line in lines.iter().filter(tabbed) {
        text.push_str(&source[text.len()..line.start as usize]);
        text.push_str(&source[text.len()..line.text.start as usize].replace('\t', " "));
    }
    (!text.is_empty()).then(|| text.clone() + &source[text.len()..])
}

fn split(source: &str, span: Span) -> Vec<Line> {
    let mut start = span.start;
    let tab_width = tab_width(source, span);
    source[span.range()]
        .split_inclusive(['\n', '\r'])
        .map(|whole| {
            let line_start = start;
            start += whole.len() as u32;
            let blanks = whole.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let text = whole[blanks..].trim_ascii_end();
            let text_start = line_start + blanks as u32;
            let tab = whole[..blanks].find('\t');
            let tabs = whole[..blanks].bytes().filter(|&byte| byte == b'\t').count() as u32;
            let blank = text.is_empty() || text.starts_with('#');
            Line {
                start: line_start,
                text: Span::new(text_start, text_start + text.len() as u32),
                indent: blanks as u32 + tabs * (tab_width - 1),
                slip: tab.map(|tab| Slip::Tab(line_start + tab as u32)).filter(|_| !blank),
                role: if blank { Role::Blank } else { Role::Text },
            }
        })
        .collect()
}

/// What a tab most likely stands for: the least indentation of the text.
fn tab_width(source: &str, span: Span) -> u32 {
    let indents = source[span.range()].lines().map(|line| line.len() - line.trim_start_matches(' ').len());
    indents.filter(|&indent| indent > 1).min().map_or(2, |indent| indent.min(8) as u32)
}

struct Straightener<'s> {
    source: &'s str,
    levels: Vec<Level>,
    /// The line before may have children.
    opens: bool,
    /// How much deeper than written the lines with tabs are meant, while they last.
    tab_shift: Option<u32>,
    /// The last slip: indentation as written and as meant.
    slipped: Option<(u32, u32)>,
    /// Bytes that may still be looked at in search of closing quotes and brackets.
    work: usize,
}

impl Straightener<'_> {
    fn run(&mut self, lines: &mut [Line]) {
        let mut index = 0;
        while index < lines.len() {
            if !lines[index].is_text() {
                index += 1;
                continue;
            }
            let header = Header::of(self.source, lines[index].text);
            self.place(lines, index, &header);
            let (role, count) = self.inner_lines(lines, index, &header);
            for line in &mut lines[index + 1..index + 1 + count] {
                line.role = if line.text.is_empty() { Role::Blank } else { role };
            }
            index += 1 + count;
        }
    }

    /// How far the line at `index` is indented. The first of some lines with tabs that
    /// stands behind a key without a value is meant to be below it, and so are the others.
    fn written(&mut self, lines: &[Line], index: usize) -> u32 {
        /// What most templates indent by.
        const USUAL: u32 = 2;
        let indent = lines[index].indent;
        if !matches!(lines[index].slip, Some(Slip::Tab(_))) {
            self.tab_shift = None;
            return indent;
        }
        let shift = self.tab_shift.unwrap_or_else(|| match self.levels.last() {
            Some(level) if self.opens && indent <= level.written => level.written + USUAL - indent,
            _ => 0,
        });
        self.tab_shift = Some(shift);
        indent + shift
    }

    /// Finds the level of the line at `index`.
    fn place(&mut self, lines: &mut [Line], index: usize, header: &Header) {
        let opened = self.opens;
        let written = self.written(lines, index);
        lines[index].indent = written;
        self.opens = header.value_opens(self.source);
        let meant = match self.levels.iter().rposition(|level| level.written <= written) {
            Some(below) if self.levels[below].written == written => {
                self.levels.truncate(below + 1);
                let meant = self.levels[below].meant;
                self.slipped = self.slipped.filter(|(_, slipped)| meant >= *slipped);
                meant
            }
            Some(below)
                if below + 1 == self.levels.len() && opened && header.begins_something(self.source) =>
            {
                let meant = usual_indent(self.source, lines, index, self.levels[below].written);
                self.levels.push(Level { written: meant, meant, is_list: header.dashes > 0 });
                if meant != written {
                    self.slip(&mut lines[index], meant);
                }
                meant
            }
            None if self.levels.is_empty() => {
                self.levels.push(Level { written, meant: written, is_list: header.dashes > 0 });
                written
            }
            _ if header.dashes == 0 && header.colon.is_none() => written,
            below => {
                let keep = self.nearest(lines, index, below, header.dashes > 0);
                self.levels.truncate(keep + 1);
                let meant = self.levels[keep].meant;
                self.slip(&mut lines[index], meant);
                meant
            }
        };
        lines[index].indent = meant;
        // What follows a dash is a level of its own.
        let line = lines[index].text;
        let mut content = line.start;
        for dash in 1..=header.dashes {
            content = header::behind_dash(self.source, content, line.end);
            let offset = content - line.start;
            if content < line.end {
                let is_list = dash < header.dashes;
                self.levels.push(Level { written: written + offset, meant: meant + offset, is_list });
            }
        }
    }

    /// The level that a line between two levels, or beyond the last, belongs to; `below` is the deepest
    /// that is less deep than it.
    fn nearest(&self, lines: &[Line], index: usize, below: Option<usize>, is_item: bool) -> usize {
        let Some(below) = below else { return 0 };
        let reach = (below + 2).min(self.levels.len());
        if is_item && let Some(list) = self.levels[..reach].iter().rposition(|level| level.is_list) {
            return list;
        }
        let Some(deeper) = self.levels.get(below + 1) else { return below };
        let has_children = self.opens && next_indent(lines, index) == Some(deeper.written);
        if has_children && !self.levels[below].is_list { below } else { below + 1 }
    }

    /// Marks a line that is on no level, unless its neighbour before slipped in the same way.
    fn slip(&mut self, line: &mut Line, meant: u32) {
        let slip = Some((line.indent, meant));
        if self.slipped != slip {
            line.slip.get_or_insert(Slip::Level);
        }
        self.slipped = slip;
    }

    /// Which of the lines that follow belong to the scalar or flow collection that begins here.
    fn inner_lines(&mut self, lines: &[Line], index: usize, header: &Header) -> (Role, usize) {
        const NONE: (Role, usize) = (Role::Text, 0);
        let rest = &lines[index + 1..];
        let value = header.value_text(self.source);
        let key_indent = lines[index].indent + (header.key.start - lines[index].text.start);
        let own = if header.colon.is_some() { key_indent } else { lines[index].indent };
        if header::is_block_scalar(value) {
            let count = rest.iter().take_while(|line| line.text.is_empty() || line.indent > own).count();
            return (Role::Inner, count);
        }
        // Under-indented continuations are read too, but not past what looks like the next key.
        let stops = |line: &Line| {
            line.is_text() && line.indent <= own && {
                let header = Header::of(self.source, line.text);
                header.colon.is_some() && header.is_plain
            }
        };
        let mut state = header::Open::default();
        state.read(header.value_text(self.source));
        if !state.is_open() {
            return NONE;
        }
        for (count, line) in rest.iter().enumerate() {
            if stops(line) {
                return NONE;
            }
            let Some(work) = self.work.checked_sub(line.text.len() as usize + 1) else { return NONE };
            self.work = work;
            state.read(line.str(self.source));
            if !state.is_open() {
                return (Role::Continued, count + 1);
            }
        }
        NONE
    }
}

fn next_indent(lines: &[Line], index: usize) -> Option<u32> {
    lines[index + 1..].iter().find(|line| line.is_text()).map(|line| line.indent)
}

/// The indentation that most siblings of the line at `index` have, the first child of a line
/// that is indented by `parent`: the first child itself may be the one that slipped.
fn usual_indent(source: &str, lines: &[Line], index: usize, parent: u32) -> u32 {
    let is_item = |line: &Line| header::is_dash(line.str(source));
    let first = lines[index];
    let own = first.indent;
    let opens = Header::of(source, first.text).value_opens(source);
    let group =
        || lines[index + 1..].iter().filter(|line| line.is_text()).take_while(|line| line.indent > parent);
    let siblings = || group().filter(|line| is_item(line) == is_item(&first)).map(|line| line.indent);
    let count = |wanted: u32| siblings().filter(|&indent| indent == wanted).count();
    if let Some(less) = siblings().filter(|&indent| indent < own).min() {
        return if count(less) > count(own) + 1 { less } else { own };
    }
    // What stands one deeper directly below a line without a value is its child.
    let has_children = opens && siblings().next() == Some(own + 1);
    if !has_children && count(own + 1) > count(own) + 1 { own + 1 } else { own }
}
