//! The documentation of a rule: its title, its rationale and its examples, as the
//! doc comment of a built-in rule would have it.

use std::fmt::Write as _;

use super::example::{Example, Expected};
use super::excerpt::Excerpt;

/// The documentation, each line with a blank in front.
pub(super) fn of(title: &str, rationale: Option<&str>, examples: &[Example], file: &str) -> String {
    let title = title.trim().trim_end_matches('.');
    let mut text = format!("{}.\n\n", title.split_whitespace().collect::<Vec<_>>().join(" "));
    if let Some(rationale) = rationale {
        let _ = write!(text, "{}\n\n", rationale.trim());
    }
    for example in examples {
        let kind = if example.expected == Expected::Fail { "bad" } else { "good" };
        fence(&mut text, kind, example.name.as_deref(), &example.input);
        if let Some(fixed) = &example.fixed {
            fence(&mut text, "fixed", None, fixed);
        }
    }
    let _ = writeln!(text, "It is a rule of `{file}`.");
    text.lines().fold(String::new(), |docs, line| docs + " " + line + "\n")
}

fn fence(text: &mut String, kind: &str, name: Option<&str>, excerpt: &Excerpt) {
    // A fence inside would end the block.
    if excerpt.text.contains("```") {
        return;
    }
    let _ = writeln!(text, "```yaml {kind}");
    if let Some(name) = name {
        let _ = writeln!(text, "# {}", name.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let _ = write!(text, "{}\n```\n\n", excerpt.text.trim_end());
}
