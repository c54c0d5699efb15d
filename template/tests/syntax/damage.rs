//! Ways to damage a template as an editor sees it while someone types, and what survives.

use std::collections::BTreeSet;
use std::sync::Arc;

use formwork_template::{Data, NodeId, Parsed, Syntax, Tree, parse};

/// One way to damage the line that stands at `line..line + text.len()`.
pub(crate) struct Damage {
    pub(crate) name: &'static str,
    pub(crate) apply: fn(&str) -> Option<String>,
}

pub(crate) const YAML: &[Damage] = &[
    Damage { name: "half-typed key", apply: half_typed_key },
    Damage {
        name: "tab",
        apply: |line| indented(line).map(|(indent, text)| format!("{}\t{text}", &indent[2..])),
    },
    Damage {
        name: "tabs only",
        apply: |line| indented(line).map(|(indent, text)| "\t".repeat(indent.len() / 2) + text),
    },
    Damage {
        name: "one blank less",
        apply: |line| indented(line).map(|(indent, text)| format!("{}{text}", &indent[1..])),
    },
    Damage {
        name: "one blank more",
        apply: |line| indented(line).map(|(indent, text)| format!("{indent} {text}")),
    },
    Damage {
        name: "unclosed quote",
        apply: |line| value(line).map(|(key, value)| format!("{key}: \"{}", value.trim_matches('"'))),
    },
    Damage {
        name: "unclosed bracket",
        apply: |line| value(line).map(|(key, value)| format!("{key}: [{value}")),
    },
    Damage { name: "unclosed brace", apply: |line| value(line).map(|(key, _)| format!("{key}: {{")) },
    Damage { name: "unfinished !Ref", apply: |line| value(line).map(|(key, _)| format!("{key}: !Ref ")) },
    Damage { name: "unfinished !Sub", apply: |line| value(line).map(|(key, _)| format!("{key}: !Sub \"")) },
    Damage {
        name: "unfinished list",
        apply: |line| value(line).map(|(key, _)| format!("{key}: !Join [\",\", [")),
    },
    Damage {
        name: "new key",
        apply: |line| indented(line).map(|(indent, _)| format!("{indent}Buck\n{line}")),
    },
];

pub(crate) const JSON: &[Damage] = &[
    Damage { name: "no comma", apply: |line| line.strip_suffix(',').map(str::to_owned) },
    Damage {
        name: "half-typed key",
        apply: |line| member(line).map(|(key, _)| key.trim_end_matches('"').to_owned()),
    },
    Damage { name: "no colon", apply: |line| member(line).map(|(key, value)| format!("{key} {value}")) },
    Damage {
        name: "no value",
        apply: |line| {
            member(line).filter(|(_, value)| !value.ends_with(['{', '['])).map(|(key, _)| format!("{key}:"))
        },
    },
    Damage {
        name: "unclosed string",
        apply: |line| {
            line.rfind('"')
                .filter(|_| !line.ends_with(['{', '[']))
                .map(|at| format!("{}{}", &line[..at], &line[at + 1..]))
        },
    },
    Damage {
        name: "unclosed bracket",
        apply: |line| matches!(line.trim(), "}" | "}," | "]" | "],").then(String::new),
    },
    Damage {
        name: "second closer",
        apply: |line| matches!(line.trim(), "}" | "]").then(|| format!("{line}\n  {line}")),
    },
    Damage {
        name: "new key",
        apply: |line| {
            member(line).map(|_| format!("{}\"Buck\n{line}", &line[..line.len() - line.trim_start().len()]))
        },
    },
    Damage {
        name: "unquoted",
        apply: |line| member(line).map(|(key, value)| format!("{}: {value}", key.replace('"', ""))),
    },
];

fn indented(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start();
    let indent = &line[..line.len() - text.len()];
    (indent.len() >= 2 && is_structure(text)).then_some((indent, text))
}

fn is_structure(text: &str) -> bool {
    !text.starts_with('#') && (text.starts_with("- ") || text.ends_with(':') || text.contains(": "))
}

fn half_typed_key(line: &str) -> Option<String> {
    let at = line.find(':')?;
    let key = line[..at].trim_start();
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| line[..at].to_owned())
}

fn value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let plain = key.trim_start_matches([' ', '-']).bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !value.starts_with(['|', '>', '[', '{'])).then_some((key, value))
}

fn member(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once("\": ")?;
    key.trim_start().starts_with('"').then(|| (&line[..=key.len()], value))
}

/// The logical IDs of a template and the names of its sections.
pub(crate) fn names(tree: &Tree) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for section in tree.entries(tree.root()) {
        let Some(name) = tree.text(section.key) else { continue };
        names.insert(name.to_owned());
        names.extend(children(tree, section.value).map(|child| format!("{name}/{child}")));
    }
    names
}

fn children(tree: &Tree, node: NodeId) -> impl Iterator<Item = &str> {
    tree.entries(node)
        .iter()
        .filter(|entry| !matches!(tree.data(entry.key), Data::Error))
        .filter_map(|entry| tree.text(entry.key))
}

/// What became of one damaged text.
pub(crate) struct Outcome {
    pub(crate) line: usize,
    /// How many names the whole text has.
    pub(crate) expected: usize,
    pub(crate) lost: Vec<String>,
    pub(crate) parsed: Parsed,
}

/// Damages every suitable line of `text`, one at a time.
pub(crate) fn outcomes(text: &str, syntax: Syntax, damage: &Damage, mut each: impl FnMut(Outcome)) {
    let whole = parse(Arc::from(text), syntax);
    let before = names(&whole.tree);
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches(['\r', '\n']);
        if let Some(broken) = (damage.apply)(bare) {
            let damaged = format!("{}{broken}{}", &text[..start], &text[start + bare.len()..]);
            let parsed = parse(Arc::from(damaged), syntax);
            let after = names(&parsed.tree);
            let lost = before.difference(&after).cloned().collect();
            each(Outcome { line: number + 1, expected: before.len(), lost, parsed });
        }
        start += line.len();
    }
}
