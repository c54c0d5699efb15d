//! The layout of YAML. Works line by line: what begins a block gets the column that its depth gives it, what
//! goes on from above moves along with it.

use formwork_template::{Data, NodeId, Tree};

use crate::Refusal;
use crate::lines::{Line, is_flow, lines};

/// How much deeper a block is than its key.
const STEP: usize = 2;

/// A block that is open: its column as it is written, and as it is to be.
#[derive(Debug, Clone, Copy)]
struct Block {
    old: usize,
    new: usize,
    is_list: bool,
}

pub(crate) fn format(tree: &Tree) -> Result<String, Refusal> {
    let source = tree.source();
    if source.contains('\t') && source.lines().any(|line| line.trim_start_matches(' ').starts_with('\t')) {
        return Err(Refusal::Unusual("it is indented with tabs"));
    }
    if is_flow(tree, tree.span(tree.root())) {
        return Err(Refusal::Unusual("it is YAML in brackets"));
    }
    let lines = lines(tree);
    let (gaps, keys) = gaps(tree);
    let deeper = if lists_are_deeper(&lines) { STEP } else { 0 };
    let mut layout = Layout {
        tree,
        gaps: &gaps,
        keys: &keys,
        deeper,
        blocks: Vec::new(),
        shifts: vec![0; lines.len()],
        out: Vec::new(),
    };
    for number in 0..lines.len() {
        layout.line(&lines, number);
    }
    let written = tidy(layout.out, has_air(tree, &lines));
    let line_break = if source.contains("\r\n") { "\r\n" } else { "\n" };
    Ok(written.join(line_break) + line_break)
}

/// Blanks between a key's colon and its value that are too many, where they begin and end; and where the keys
/// of blocks are.
fn gaps(tree: &Tree) -> (Vec<(u32, u32)>, Vec<u32>) {
    let (mut gaps, mut keys) = (Vec::new(), Vec::new());
    collect_gaps(tree, tree.root(), false, &mut gaps, &mut keys);
    gaps.sort_unstable();
    keys.sort_unstable();
    (gaps, keys)
}

fn collect_gaps(tree: &Tree, node: NodeId, in_flow: bool, gaps: &mut Vec<(u32, u32)>, keys: &mut Vec<u32>) {
    let in_flow = in_flow || !matches!(tree.data(node), Data::Scalar(_)) && is_flow(tree, tree.span(node));
    for entry in tree.entries(node).iter().filter(|entry| !entry.merged) {
        if !in_flow {
            keys.push(tree.span(entry.key).start);
        }
        let (from, to) = (tree.span(entry.key).end, tree.span_with_tag(entry.value).start);
        let between = tree.source().get(from as usize..to as usize).unwrap_or_default();
        if !in_flow && !between.contains('\n') && !between.contains('#') {
            let mut at = from;
            let mut blanks = 0;
            for char in between.chars().chain(['.']) {
                if char == ' ' {
                    blanks += 1;
                } else {
                    // Before the colon there is none, behind it and behind an anchor one.
                    let wanted = u32::from(char != ':' || at - blanks != from);
                    if blanks > wanted {
                        gaps.push((at - blanks + wanted, at));
                    }
                    blanks = 0;
                }
                at += char.len_utf8() as u32;
            }
        }
        collect_gaps(tree, entry.value, in_flow, gaps, keys);
    }
    for item in tree.items(node) {
        collect_gaps(tree, *item, in_flow, gaps, keys);
    }
}

/// Whether lists are written deeper than their keys, as most of them are; without any they are.
fn lists_are_deeper(lines: &[Line<'_>]) -> bool {
    let (mut deeper, mut level) = (0, 0);
    let structural: Vec<&Line<'_>> =
        lines.iter().filter(|line| line.continues.is_none() && is_content(line.text)).collect();
    for pair in structural.windows(2) {
        let [above, below] = pair else { continue };
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let is_list = below.text.trim_start().starts_with("- ") || below.text.trim() == "-";
        if above.text.trim_end().ends_with(':') && is_list {
            let key = indent(above.text) + dashes(above.text.trim_start());
            if indent(below.text) > key {
                deeper += 1;
            } else {
                level += 1;
            }
        }
    }
    deeper >= level
}

/// The width of the dashes that a line's content begins behind.
fn dashes(body: &str) -> usize {
    let mut rest = body;
    while let Some(inner) = rest.strip_prefix("- ") {
        rest = inner.trim_start_matches(' ');
    }
    body.len() - rest.len()
}

fn is_content(text: &str) -> bool {
    let body = text.trim_start();
    !body.is_empty() && !body.starts_with('#')
}

/// Lines that are no part of the structure: directives and the marks of documents.
fn is_mark(text: &str) -> bool {
    text.starts_with('%')
        || text == "---"
        || text == "..."
        || text.starts_with("--- ")
        || text.starts_with("... ")
}

struct Layout<'a> {
    tree: &'a Tree,
    gaps: &'a [(u32, u32)],
    /// Where the keys of blocks begin.
    keys: &'a [u32],
    deeper: usize,
    blocks: Vec<Block>,
    /// How far each line moved, for what goes on from it.
    shifts: Vec<isize>,
    out: Vec<Written>,
}

/// A line as it is written.
#[derive(Debug, Clone)]
struct Written {
    text: String,
    /// Part of a text, in which blank lines mean something.
    is_text: bool,
    /// It begins a section.
    is_section: bool,
    /// No blank line may come behind it: it would be part of the text.
    keeps_blanks: bool,
}

impl Layout<'_> {
    fn push(&mut self, text: impl Into<String>, is_text: bool, is_section: bool) {
        self.out.push(Written { text: text.into(), is_text, is_section, keeps_blanks: false });
    }

    fn line(&mut self, lines: &[Line<'_>], number: usize) {
        let line = lines[number];
        if let Some(first) = line.continues {
            self.shifts[number] = self.shifts[first];
            let moved = shifted(line.text, self.shifts[first]);
            let moved = if line.is_text { moved } else { moved.trim_end().to_owned() };
            self.push(moved, line.is_text, false);
            if let Some(last) = self.out.last_mut() {
                last.keeps_blanks = line.keeps_blanks;
            }
            return;
        }
        if line.text.trim().is_empty() {
            return self.push("", false, false);
        }
        if is_mark(line.text) {
            self.blocks.clear();
            return self.push(line.text.trim_end(), false, false);
        }
        let indent = line.text.len() - line.text.trim_start_matches(' ').len();
        if line.text[indent..].starts_with('#') {
            let column = self.comment(lines, number, indent);
            return self.push(format!("{}{}", " ".repeat(column), line.text.trim()), false, false);
        }
        self.structural(lines, number, indent);
    }

    fn structural(&mut self, lines: &[Line<'_>], number: usize, indent: usize) {
        let line = lines[number];
        let mut body = &line.text[indent..];
        let mut old = indent;
        let mut text = String::new();
        let mut new = 0;
        let mut is_first = true;
        let mut dash = None;
        while let Some(inner) = body.strip_prefix("- ").or((body == "-").then_some("")) {
            let column = self.column(old, true);
            dash = Some((old, column));
            if is_first {
                text.push_str(&" ".repeat(column));
                is_first = false;
            }
            text.push_str("- ");
            new = column;
            let content = inner.trim_start_matches(' ');
            old += body.len() - content.len();
            body = content;
        }
        let is_blank = body.is_empty();
        if !is_blank {
            let is_comment = body.starts_with('#');
            let column = if is_comment { new + STEP } else { self.column(old, false) };
            if is_first {
                text.push_str(&" ".repeat(column));
            }
            new = column;
        }
        let is_section = is_first && new == 0;
        let start = line.start + (line.text.len() - body.len()) as u32;
        // What goes on from a key moves with the key, what goes on from an item with its dash.
        let end = line.start + line.text.len() as u32;
        let has_key =
            self.keys.get(self.keys.partition_point(|key| *key < start)).is_some_and(|key| *key < end);
        let (old, new) = if has_key { (old, new) } else { dash.unwrap_or((old, new)) };
        self.shifts[number] = new as isize - old as isize;
        text.push_str(&self.without_gaps(body, start));
        // A text that begins on the line may end in blanks that belong to it.
        let goes_on =
            lines.get(number + 1).is_some_and(|next| next.is_text && next.continues == Some(number));
        let text = if goes_on && !ends_in_header(&text) { text } else { text.trim_end().to_owned() };
        self.push(text, false, is_section);
    }

    /// The column that a token at a column gets, and the block that it begins where none is open there.
    fn column(&mut self, old: usize, is_list: bool) -> usize {
        while let Some(top) = self.blocks.last() {
            // A key at the column of a list that is as deep as its own key ends that list.
            let is_past = top.old > old || top.old == old && top.is_list && !is_list;
            if !is_past {
                break;
            }
            self.blocks.pop();
        }
        let new = match self.blocks.last() {
            Some(top) if top.old == old && top.is_list == is_list => return top.new,
            // A list as deep as its key.
            Some(top) if top.old == old => top.new + self.deeper,
            Some(top) if top.is_list => top.new + STEP,
            Some(top) if is_list => top.new + self.deeper,
            Some(top) => top.new + STEP,
            None => 0,
        };
        self.blocks.push(Block { old, new, is_list });
        new
    }

    /// The column of a comment: that of what it stands above, where it is as deep as that.
    fn comment(&self, lines: &[Line<'_>], number: usize, indent: usize) -> usize {
        let next = lines[number + 1..].iter().find(|line| is_content(line.text) && line.continues.is_none());
        let next_indent = next.map(|line| line.text.len() - line.text.trim_start_matches(' ').len());
        let known = self.blocks.iter().rev().find(|block| block.old == indent).map(|block| block.new);
        if let (Some(next), Some(next_indent)) = (next, next_indent)
            && next_indent == indent
        {
            // What it stands above may begin a block.
            let mut ahead = Layout {
                tree: self.tree,
                gaps: &[],
                keys: &[],
                deeper: self.deeper,
                blocks: self.blocks.clone(),
                shifts: Vec::new(),
                out: Vec::new(),
            };
            let is_list = next.text.trim_start().starts_with("- ") || next.text.trim() == "-";
            return ahead.column(next_indent, is_list);
        }
        if let Some(known) = known {
            return known;
        }
        // Between two depths: as far from the nearest block as it was.
        let outer = self.blocks.iter().rev().find(|block| block.old < indent);
        outer.map_or(indent, |block| block.new + (indent - block.old))
    }

    /// A part of a line without blanks that are too many.
    fn without_gaps(&self, body: &str, start: u32) -> String {
        let end = start + body.len() as u32;
        let first = self.gaps.partition_point(|gap| gap.0 < start);
        let mut text = String::new();
        let mut at = start;
        for (from, to) in self.gaps[first..].iter().take_while(|gap| gap.1 <= end) {
            text.push_str(&body[(at - start) as usize..(from - start) as usize]);
            at = *to;
        }
        text.push_str(&body[(at - start) as usize..]);
        text
    }
}

/// Whether a line ends in the header of a block scalar, behind which blanks mean nothing.
fn ends_in_header(text: &str) -> bool {
    let last = text.trim_end().rsplit(' ').next().unwrap_or_default();
    last.starts_with(['|', '>']) || text.contains(" #")
}

/// A line further to the right or to the left, as far as it has blanks to give.
fn shifted(text: &str, by: isize) -> String {
    if text.is_empty() {
        return String::new();
    }
    if by >= 0 {
        return format!("{}{text}", " ".repeat(by.unsigned_abs()));
    }
    let blanks = text.len() - text.trim_start_matches(' ').len();
    text[by.unsigned_abs().min(blanks)..].to_owned()
}

/// Whether there are blank lines between sections.
fn has_air(tree: &Tree, lines: &[Line<'_>]) -> bool {
    let sections = tree.entries(tree.root()).iter().skip(1).filter(|entry| !entry.merged);
    let mut starts = sections.map(|entry| tree.span(entry.key).start);
    starts.any(|start| {
        let number = lines.partition_point(|line| line.start <= start).saturating_sub(1);
        // Comments above a section belong to it.
        let above = lines[..number].iter().rev().find(|line| !line.text.trim_start().starts_with('#'));
        above.is_some_and(|line| line.text.trim().is_empty())
    })
}

/// At most one blank line in a row, none at the ends, and one before each section where there are any.
fn tidy(lines: Vec<Written>, has_air: bool) -> Vec<String> {
    let mut out: Vec<Written> = Vec::new();
    for line in lines {
        let is_blank = line.text.is_empty() && !line.is_text;
        let is_second = out.last().is_none_or(|last| last.text.is_empty() && !last.is_text);
        if is_blank && is_second {
            continue;
        }
        if has_air && line.is_section {
            separate(&mut out);
        }
        out.push(line);
    }
    while out.last().is_some_and(|last| last.text.is_empty() && !last.is_text) {
        out.pop();
    }
    out.into_iter().map(|line| line.text).collect()
}

/// Puts a blank line before the comments at the end, or at the end.
fn separate(out: &mut Vec<Written>) {
    let comments = out.iter().rev().take_while(|line| !line.is_text && line.text.starts_with('#')).count();
    let at = out.len() - comments;
    let is_apart =
        at == 0 || out[at - 1].text.is_empty() || out[at - 1].keeps_blanks || is_mark(&out[at - 1].text);
    if !is_apart {
        out.insert(
            at,
            Written { text: String::new(), is_text: false, is_section: false, keeps_blanks: false },
        );
    }
}

#[cfg(test)]
mod tests;
