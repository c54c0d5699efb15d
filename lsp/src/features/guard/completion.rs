//! What can be written in a rules file: by what stands before the cursor on its line, since rules
//! are half-typed then, and by the type of the block around it.

use formwork_guard::ast::Function;
use formwork_schemas::resource_type_names;
use formwork_template::Span;
use smol_str::SmolStr;

use super::Read;
use super::hover::FUNCTIONS;
use super::names::NameKind;
use crate::features::completion::{Documentation, Item, ItemKind, Items};
use crate::fuzzy;
use crate::shape::Shape;
use crate::snapshot::Snapshot;

/// Most types that are offered at once.
const MOST: usize = 100;

/// Words that begin a clause, each with what follows it.
const KEYWORDS: &[(&str, &str)] = &[
    ("rule", "rule ${1:name} {\n    $0\n\\}"),
    ("let", "let ${1:name} = $0"),
    ("when", "when ${1:condition} {\n    $0\n\\}"),
    ("some", "some $0"),
    ("not", "not $0"),
    ("or", "or\n$0"),
];

/// What can be asked of a value.
const CHECKS: &[&str] = &[
    "exists",
    "!exists",
    "empty",
    "!empty",
    "is_string",
    "is_list",
    "is_struct",
    "is_bool",
    "is_int",
    "is_float",
    "is_null",
    "in",
    "not in",
    "==",
    "!=",
    ">",
    ">=",
    "<",
    "<=",
];

/// What can be written at an offset.
pub(crate) fn complete(snapshot: &Snapshot, offset: u32, items: &mut Items) {
    let text = snapshot.text();
    let line = snapshot.document.line_at(offset);
    let before = &text[line.start as usize..offset as usize];
    if before.trim_start().starts_with('#') {
        return comment(before, offset, items);
    }
    let is_word = |char: char| char.is_alphanumeric() || matches!(char, '_' | ':');
    let word = before
        .rfind(|char| !is_word(char))
        .map_or(before, |at| &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..]);
    let span = Span::new(offset - word.len() as u32, offset);
    let ahead = &before[..before.len() - word.len()];
    let read = Read::of(&snapshot.document);
    if ahead.ends_with('%') {
        for known in read.names.known_at(offset, NameKind::Variable) {
            items.push(Item::new(known.name.clone(), ItemKind::Variable, span));
        }
    } else if ahead.ends_with(['\'', '"']) {
        if is_type(ahead) {
            types(word, span, "", items);
        }
    } else if ahead.ends_with('.') {
        properties(&read, text, offset, ahead, span, items);
    } else if word.contains("::") || word.starts_with("AWS") {
        types(word, span, " {\n    $0\n\\}", items);
    } else {
        words(&read, text, offset, ahead, span, items);
    }
}

/// Whether a quote opens the type of a filter.
fn is_type(ahead: &str) -> bool {
    let ahead = ahead.trim_end_matches(['\'', '"']).trim_end();
    ahead.ends_with("==") && ahead.trim_end_matches('=').trim_end().ends_with("Type")
        || ahead.contains("Type") && (ahead.ends_with('[') || ahead.ends_with(','))
}

fn types(word: &str, span: Span, behind: &str, items: &mut Items) {
    let (best, is_cut) = fuzzy::best(resource_type_names(), word, MOST, |name| name);
    items.incomplete |= is_cut;
    for name in best {
        let item = Item::new(name, ItemKind::ResourceType, span).docs(Documentation::Type(name.into()));
        items.push(if behind.is_empty() { item } else { item.snippet(format!("{name}{behind}")) });
    }
}

/// Names, keywords and functions, and the first step of a query.
fn words(read: &Read, text: &str, offset: u32, ahead: &str, span: Span, items: &mut Items) {
    let is_first = ahead.trim().is_empty() || ahead.trim_end().ends_with(['{', '(']);
    let is_behind_query =
        !is_first && ahead.ends_with(' ') && !ahead.trim_end().ends_with(['=', '{', '(', ',']);
    if is_behind_query && !ahead.trim_end().ends_with("when") {
        for check in CHECKS {
            items.push(Item::new(*check, ItemKind::Key, span));
        }
        return;
    }
    if is_first {
        for (keyword, snippet) in KEYWORDS {
            items.push(Item::new(*keyword, ItemKind::Key, span).snippet(*snippet));
        }
        if let Some(type_name) = block_type(text, offset) {
            items.push(Item::new("Properties", ItemKind::Property, span).detail(type_name.to_owned()));
        }
        items.push(Item::new("Resources", ItemKind::Section, span));
    }
    for known in read.names.known_at(offset, NameKind::Rule) {
        items.push(Item::new(known.name.clone(), ItemKind::Rule, span));
    }
    for known in read.names.known_at(offset, NameKind::Variable) {
        let item = Item::new(format!("%{}", known.name), ItemKind::Variable, span);
        items.push(item.filter(known.name.as_str()));
    }
    if ahead.trim_end().ends_with('=') {
        for (name, function) in Function::ALL {
            let about = FUNCTIONS.iter().find(|(known, _)| *known == function).map_or("", |(_, about)| about);
            let item = Item::new(name, ItemKind::Function, span).snippet(format!("{name}($0)"));
            items.push(item.docs(Documentation::Text(about.to_owned())));
        }
    }
}

/// Properties behind a dot.
fn properties(read: &Read, text: &str, offset: u32, ahead: &str, span: Span, items: &mut Items) {
    let is_query =
        |char: char| char.is_alphanumeric() || matches!(char, '_' | '.' | '*' | '%' | '[' | ']' | ':');
    let query = ahead.rfind(|char| !is_query(char)).map_or(ahead, |at| &ahead[at + 1..]);
    let mut steps: Vec<&str> = query.trim_end_matches('.').split('.').collect();
    let variable = steps.first().and_then(|first| first.strip_prefix('%'));
    let type_name = match variable {
        Some(variable) => {
            steps.remove(0);
            let name = variable.trim_end_matches(['[', ']', '*']);
            let known = read.names.known_at(offset, NameKind::Variable);
            known.into_iter().find(|it| it.name == name).and_then(|it| it.type_name.clone())
        }
        None => block_type(text, offset).map(SmolStr::new),
    };
    let Some(type_name) = type_name else { return };
    if steps.is_empty() {
        for name in ["Properties", "Type", "Metadata", "DeletionPolicy", "Condition"] {
            items.push(Item::new(name, ItemKind::Property, span));
        }
        return;
    }
    if steps[0] != "Properties" {
        return;
    }
    let path = steps[1..].iter().flat_map(|step| {
        let (name, rest) = step.split_once('[').map_or((*step, ""), |(name, rest)| (name, rest));
        [Some(name).filter(|name| !name.is_empty()), Some("*").filter(|_| !rest.is_empty())]
    });
    let shape = Shape::of_type(&type_name)
        .and_then(|shape| path.flatten().try_fold(shape, |shape, step| shape.step(step)));
    for (name, property) in shape.iter().flat_map(Shape::properties) {
        let docs = Documentation::Property(property.resource_type.name().into(), property.path);
        items.push(Item::new(name, ItemKind::Property, span).docs(docs));
    }
}

/// The type of the block of a type that is open at an offset: `AWS::S3::Bucket {`.
fn block_type(text: &str, offset: u32) -> Option<&str> {
    let mut depth = 0_i32;
    for line in text[..offset as usize].lines().rev() {
        let line = line.split('#').next().unwrap_or_default();
        depth += line.matches('}').count() as i32 - line.matches('{').count() as i32;
        let word = line.trim().split([' ', '{']).next().unwrap_or_default();
        if depth < 0 {
            if word.contains("::") {
                return Some(word);
            }
            depth = 0;
        }
    }
    None
}

/// What a comment above a rule can say of it.
fn comment(before: &str, offset: u32, items: &mut Items) {
    /// Source: docs/guard.md.
    const TAGS: &[(&str, &str)] = &[
        ("@title", "@title $0"),
        ("@rationale", "@rationale $0"),
        ("@severity", "@severity ${1|error,warning,info|}"),
        ("@controls", "@controls $0"),
        ("@cfn-nag", "@cfn-nag $0"),
        ("@fix", "@fix set Properties.$0"),
    ];
    let typed = before.trim_start().trim_start_matches('#').trim_start();
    let span = Span::new(offset - typed.len() as u32, offset);
    for (tag, snippet) in TAGS {
        items.push(Item::new(*tag, ItemKind::Key, span).snippet(*snippet));
    }
}
