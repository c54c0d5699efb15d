//! Lines, as far as comments need them: which line of code a place counts for.

use formwork_template::{Comment, Span, Tree};

/// The lines of a text. A blank line or a line with only a comment counts for
/// the next line of code.
#[derive(Debug, Default)]
pub(super) struct Lines {
    starts: Vec<u32>,
    /// By line: the line of code that it counts for; none behind the last one.
    code: Vec<Option<u32>>,
}

impl Lines {
    pub(super) fn new(tree: &Tree) -> Self {
        let source = tree.source();
        let starts: Vec<u32> =
            std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        let end_of = |line: usize| starts.get(line + 1).copied().unwrap_or(source.len() as u32);
        let mut comments = tree.comments().iter().rev().filter(|comment| comment.own_line).peekable();
        let mut code = vec![None; starts.len()];
        let mut next = None;
        for line in (0..starts.len()).rev() {
            let span = Span::new(starts[line], end_of(line));
            while comments.next_if(|comment| comment.span.start >= span.end).is_some() {}
            let is_comment = comments.peek().is_some_and(|comment| comment.span.start >= span.start);
            if !is_comment && !source[span.range()].trim().is_empty() {
                next = Some(line as u32);
            }
            code[line] = next;
        }
        Self { starts, code }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line of code that `offset` counts for.
    pub(super) fn at(&self, offset: u32) -> Option<u32> {
        let behind = self.starts.partition_point(|start| *start <= offset);
        self.code[behind.checked_sub(1)?]
    }
}

/// What to take out so that a suppression is gone from its comment: the whole
/// line where nothing else is on it, else the blanks beside it too.
pub(super) fn removal(source: &str, comment: Comment, directive: Span) -> Span {
    let (before, behind) = (&source[..directive.start as usize], &source[directive.end as usize..]);
    let indent = (before.len() - before.trim_end_matches([' ', '\t']).len()) as u32;
    let opens_line = comment.own_line && comment.span.start == directive.start;
    if !opens_line {
        return Span::new(directive.start - indent, directive.end);
    }
    let line_end = behind.find('\n').map_or(behind.len(), |at| at + 1);
    let blanks = behind[..line_end].len() - behind[..line_end].trim_start().len();
    // Another comment that follows takes the place of this one.
    let start = if blanks == line_end { directive.start - indent } else { directive.start };
    Span::new(start, directive.end + blanks as u32)
}
