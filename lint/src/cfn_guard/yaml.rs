//! Data as block YAML, in the layout and the styles that serde_yaml gives it:
//! a text is plain where YAML 1.2 takes it for a text.

use std::fmt::Write as _;

use super::node::Node;

pub(super) fn render(node: &Node) -> String {
    let mut out = String::new();
    value(node, 0, Behind::Start, &mut out);
    out
}

/// What stands before a value on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    Start,
    Key,
    Dash,
}

fn value(node: &Node, indent: usize, behind: Behind, out: &mut String) {
    match node {
        Node::List(items) if !items.is_empty() => {
            // A list stands at the indentation of its key.
            let indent = if behind == Behind::Key { indent - 2 } else { indent };
            if behind == Behind::Key {
                out.push('\n');
            }
            for (number, item) in items.iter().enumerate() {
                begin_line(number > 0 || behind == Behind::Key, indent, out);
                out.push('-');
                value(item, indent + 2, Behind::Dash, out);
            }
        }
        Node::Map(entries) if !entries.is_empty() => {
            if behind == Behind::Key {
                out.push('\n');
            }
            for (number, (key, below)) in entries.iter().enumerate() {
                begin_line(number > 0 || behind == Behind::Key, indent, out);
                scalar_text(key, None, out);
                out.push(':');
                value(below, indent + 2, Behind::Key, out);
            }
        }
        _ => {
            if behind != Behind::Start {
                out.push(' ');
            }
            scalar(node, indent, out);
            out.push('\n');
        }
    }
}

/// The indentation of a line, where the line is not begun.
fn begin_line(fresh: bool, indent: usize, out: &mut String) {
    if fresh {
        out.extend(std::iter::repeat_n(' ', indent));
    } else if out.ends_with('-') {
        // A list in a list begins on the line of its dash.
        out.push(' ');
    }
}

fn scalar(node: &Node, indent: usize, out: &mut String) {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Node::Int(value) => {
            let _ = write!(out, "{value}");
        }
        Node::Float(value) if value.is_nan() => out.push_str(".nan"),
        Node::Float(value) if value.is_infinite() => {
            out.push_str(if *value > 0.0 { ".inf" } else { "-.inf" });
        }
        Node::Float(value) => {
            let _ = write!(out, "{value:?}");
        }
        Node::Text(text) => scalar_text(text, Some(indent), out),
        Node::List(_) => out.push_str("[]"),
        Node::Map(_) => out.push_str("{}"),
    }
}

/// A text in the plainest style that it can have; as a block of lines only below an indentation.
fn scalar_text(text: &str, indent: Option<usize>, out: &mut String) {
    let printable = |char: char| !char.is_control() && char != '\u{feff}';
    match indent {
        Some(indent) if is_block(text) => block(text, indent, out),
        _ if !text.chars().all(printable) => {
            out.push_str(&serde_json::to_string(text).unwrap_or_default());
        }
        _ if is_plain(text) => out.push_str(text),
        _ => {
            let _ = write!(out, "'{}'", text.replace('\'', "''"));
        }
    }
}

fn is_block(text: &str) -> bool {
    let fits = |char: char| char == '\n' || char == '\t' || !char.is_control() && char != '\u{feff}';
    let has_text = text.chars().any(|char| !char.is_whitespace());
    text.contains('\n') && has_text && !text.contains(" \n") && !text.ends_with(' ') && text.chars().all(fits)
}

fn block(text: &str, indent: usize, out: &mut String) {
    let content = text.trim_end_matches('\n');
    let breaks = text.len() - content.len();
    // A number tells the indentation where the first line does not.
    out.push_str(if text.starts_with([' ', '\n']) { "|2" } else { "|" });
    out.push_str(match breaks {
        0 => "-",
        1 => "",
        _ => "+",
    });
    let blank = std::iter::repeat_n("", breaks.saturating_sub(1));
    for line in content.split('\n').chain(blank) {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent.max(2)));
            out.push_str(line);
        }
    }
}

fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 4] = ["null", "true", "false", "~"];
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return false };
    let marks = "-?:,[]{}#&*!|>'\"%@`";
    let begins = !marks.contains(first)
        || matches!(first, '-' | '?' | ':')
            && text.chars().nth(1).is_some_and(|next| !" ,[]{}".contains(next));
    begins
        && !first.is_whitespace()
        && !last.is_whitespace()
        && last != ':'
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        && !is_number(text)
}

/// Whether the text could be taken for a number.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let of_radix = |(prefix, radix)| {
        let digits = unsigned.strip_prefix(prefix);
        digits.is_some_and(|digits| u64::from_str_radix(digits, radix).is_ok())
    };
    let in_words = unsigned.to_ascii_lowercase();
    [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().any(of_radix)
        || unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && unsigned.parse::<f64>().is_ok()
        || matches!(in_words.as_str(), ".inf" | ".nan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout() {
        let node = Node::map([
            ("list", Node::list(["a", "12", "a: b", "", "x\ny\n"])),
            (
                "nested",
                Node::List(vec![Node::List(vec![1.into(), Node::case("k", Node::Null)]), Node::list([true])]),
            ),
            ("empty", Node::List(Vec::new())),
            ("map", Node::case("in", Node::case("deep", Node::Float(1.0)))),
        ]);
        let text = "list:\n- a\n- '12'\n- 'a: b'\n- ''\n- |\n  x\n  y\nnested:\n- - 1\n  - k: null\n- - true\nempty: []\n\
                    map:\n  in:\n    deep: 1.0\n";
        assert_eq!(render(&node), text);
    }
}
