//! Brackets, indentation and tags inside one another, closed or not, and text that is cut up badly.

use std::iter::repeat_n;

use super::{TOPIC, lines, named};

pub(crate) fn deep_blocks(depth: usize) -> String {
    let mut text = String::new();
    for level in 0..depth {
        text.extend(repeat_n(' ', level));
        text.push_str("a:\n");
    }
    text
}

pub(crate) fn deep_lists(depth: usize) -> String {
    format!("Resources:\n  {}x\n", "- ".repeat(depth))
}

pub(crate) fn deep_flow(depth: usize) -> String {
    format!("Resources: {}{}\n", "[".repeat(depth), "]".repeat(depth))
}

pub(crate) fn deep_flow_maps(depth: usize) -> String {
    format!("Resources: {}x{}\n", "{a: ".repeat(depth), "}".repeat(depth))
}

pub(crate) fn deep_mixed(depth: usize) -> String {
    let open: String = (0..depth).map(|level| if level % 2 == 0 { "[" } else { "{a: " }).collect();
    let close: String = (0..depth).rev().map(|level| if level % 2 == 0 { "]" } else { "}" }).collect();
    format!("Resources:\n  A:\n    B: {open}x{close}\n")
}

pub(crate) fn deep_tags(depth: usize) -> String {
    named("", &format!("{}x{}", "!Base64 [".repeat(depth), "]".repeat(depth)))
}

pub(crate) fn deep_json(depth: usize) -> String {
    format!("{{\"Resources\": {}1{}}}", "{\"a\":[".repeat(depth / 2), "]}".repeat(depth / 2))
}

pub(crate) fn open_brackets(count: usize) -> String {
    "[".repeat(count)
}

pub(crate) fn open_brackets_below_a_key(count: usize) -> String {
    format!("Resources:\n  A: {}\n  B: {{ {TOPIC} }}\n", "[".repeat(count))
}

pub(crate) fn open_braces(count: usize) -> String {
    "{\"a\":".repeat(count)
}

pub(crate) fn open_brackets_each_line(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}: ["))
}

pub(crate) fn open_quotes_each_line(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}: \"x"))
}

pub(crate) fn closing_brackets(count: usize) -> String {
    format!("Resources: {}", "]}".repeat(count))
}

pub(crate) fn bad_indentation(count: usize) -> String {
    lines("Resources:", count, |number| format!("{}A{number}: x", " ".repeat(1 + number * 7 % 13)))
}

pub(crate) fn tabs(count: usize) -> String {
    lines("Resources:", count, |number| format!("\tR{number}:\n\t\t{TOPIC}"))
}

pub(crate) fn colons(count: usize) -> String {
    lines("Resources:", count, |_| "  : : : ? - ! & * | > % @ `".to_owned())
}
