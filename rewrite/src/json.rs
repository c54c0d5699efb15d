//! The layout of JSON: an entry a line, but for what is short and on one line already. Texts and numbers keep
//! their spelling.

use formwork_template::{Data, NodeId, Tree};

/// The greatest width of what stays on one line.
const WIDEST: usize = 100;
/// Indentation where the text shows none.
const STEP: usize = 2;

pub(crate) fn format(tree: &Tree) -> String {
    let source = tree.source();
    let line_break = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let printer = Printer { tree, step: step(source), line_break };
    let mut out = String::new();
    printer.node(tree.root(), 0, &mut out);
    out.push_str(line_break);
    out
}

/// The indentation of the first line that has one.
fn step(source: &str) -> usize {
    let indented = source.lines().map(|line| (line, line.len() - line.trim_start_matches(' ').len()));
    indented
        .filter(|(line, blanks)| *blanks > 0 && !line.trim().is_empty())
        .map(|(_, blanks)| blanks)
        .find(|blanks| *blanks <= 8)
        .unwrap_or(STEP)
}

struct Printer<'t> {
    tree: &'t Tree,
    step: usize,
    line_break: &'static str,
}

impl Printer<'_> {
    fn source(&self, node: NodeId) -> &str {
        &self.tree.source()[self.tree.span(node).range()]
    }

    fn node(&self, node: NodeId, depth: usize, out: &mut String) {
        let (parts, open, close): (Vec<(Option<NodeId>, NodeId)>, char, char) = match self.tree.data(node) {
            Data::Scalar(_) | Data::Error => return out.push_str(self.source(node)),
            Data::Sequence(items) => (items.iter().map(|item| (None, *item)).collect(), '[', ']'),
            Data::Mapping(_) => {
                let entries = self.tree.entries(node).iter();
                (entries.map(|entry| (Some(entry.key), entry.value)).collect(), '{', '}')
            }
        };
        out.push(open);
        if parts.is_empty() {
            return out.push(close);
        }
        if depth > 0 && !self.source(node).contains('\n') {
            let mut inline = String::new();
            self.inline(node, &mut inline);
            let column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
            if column + inline.len() <= WIDEST {
                out.pop();
                return out.push_str(&inline);
            }
        }
        let indent = " ".repeat(self.step * (depth + 1));
        for (number, (key, value)) in parts.iter().enumerate() {
            if number > 0 {
                out.push(',');
            }
            out.push_str(self.line_break);
            out.push_str(&indent);
            if let Some(key) = key {
                out.push_str(self.source(*key));
                out.push_str(": ");
            }
            self.node(*value, depth + 1, out);
        }
        out.push_str(self.line_break);
        out.push_str(&" ".repeat(self.step * depth));
        out.push(close);
    }

    fn inline(&self, node: NodeId, out: &mut String) {
        match self.tree.data(node) {
            Data::Scalar(_) | Data::Error => out.push_str(self.source(node)),
            Data::Sequence(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    out.push_str(if number > 0 { ", " } else { "" });
                    self.inline(*item, out);
                }
                out.push(']');
            }
            Data::Mapping(_) => {
                let entries = self.tree.entries(node);
                out.push_str(if entries.is_empty() { "{" } else { "{ " });
                for (number, entry) in entries.iter().enumerate() {
                    out.push_str(if number > 0 { ", " } else { "" });
                    out.push_str(self.source(entry.key));
                    out.push_str(": ");
                    self.inline(entry.value, out);
                }
                out.push_str(if entries.is_empty() { "}" } else { " }" });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::template;

    #[test]
    fn an_entry_a_line_and_short_ones_together() {
        let text = "{\"A\":1.50,\"B\":{\"Ref\":\"X\"},\n\"C\":[\"a\",\n\"b\\u00e9\"],\"D\":{},\"E\":[]}";
        let expected = "{\n  \"A\": 1.50,\n  \"B\": { \"Ref\": \"X\" },\n  \"C\": [\n    \"a\",\n    \"b\\u00e9\"\n  ],\n  \"D\": {},\n  \"E\": []\n}\n";
        let formatted = crate::format(&template(text)).expect("it can be laid out");
        assert_eq!(formatted, expected);
        assert_eq!(crate::format(&template(&formatted)).expect("again"), formatted);
    }

    #[test]
    fn the_indentation_of_the_file_stays() {
        let text = "{\n    \"A\": {\n        \"B\": 1\n    }\n}\n";
        assert_eq!(crate::format(&template(text)).expect("it can be laid out"), text);
    }
}
