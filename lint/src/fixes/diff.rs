//! A unified diff, as `diff -u` and `git apply -p0` know it, in the colours of git.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::output::{BOLD, CYAN, paint, printable};

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
/// Lines around a change.
const CONTEXT: usize = 3;

/// What has to be done to the file `name` to make `old` into `new`; empty where nothing has.
pub(crate) fn unified<'a>(name: &str, old: &'a str, new: &'a str) -> String {
    let mut out = String::new();
    let lines = |text: &'a str| text.split_inclusive('\n').collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::from_slices(&old, &new);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if out.is_empty() {
            let name = printable(name);
            let _ = writeln!(
                out,
                "{}\n{}",
                paint(BOLD, format_args!("--- {name}")),
                paint(BOLD, format_args!("+++ {name}"))
            );
        }
        let _ = writeln!(out, "{}", paint(CYAN, hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value();
            let body = line.strip_suffix('\n');
            let end = if body.is_some() { "\n" } else { "\n\\ No newline at end of file\n" };
            let body = body.unwrap_or(line);
            let _ = match change.tag() {
                ChangeTag::Equal => write!(out, " {body}"),
                ChangeTag::Delete => write!(out, "{}", paint(OLD, format_args!("-{body}"))),
                ChangeTag::Insert => write!(out, "{}", paint(NEW, format_args!("+{body}"))),
            };
            out.push_str(end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unified;

    fn plain(old: &str, new: &str) -> String {
        anstream::adapter::strip_str(&unified("a.yaml", old, new)).to_string()
    }

    #[test]
    fn as_diff_writes_it() {
        assert_eq!(plain("a\n", "a\n"), "");
        assert_eq!(
            plain("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n"),
            "--- a.yaml\n+++ a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
        assert_eq!(
            plain("a\nb", "a\nc"),
            "--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        );
        assert_eq!(
            plain("a\r\nb\r\n", "a\r\nc\r\n"),
            "--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"
        );
    }
}
