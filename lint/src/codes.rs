//! From what people write for rules to codes: codes, names, aliases, prefixes.
//! What names no rule is a usage error that says which rule is near.

use std::collections::BTreeSet;

use formwork_rules::Meta;

/// The codes that `words` stand for.
pub(crate) fn resolve(words: &[String]) -> anyhow::Result<BTreeSet<&'static str>> {
    let mut codes = BTreeSet::new();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        let meant: Vec<&str> = match find(word) {
            Some(meta) => vec![meta.code],
            None => {
                formwork_rules::all().map(|meta| meta.code).filter(|code| starts_with(code, word)).collect()
            }
        };
        anyhow::ensure!(!meant.is_empty(), unknown(word));
        codes.extend(meant);
    }
    Ok(codes)
}

/// The rule that `word` names, in any case.
pub(crate) fn find(word: &str) -> Option<&'static Meta> {
    formwork_rules::find(word).or_else(|| {
        formwork_rules::all().find(|meta| names(meta).any(|name| name.eq_ignore_ascii_case(word)))
    })
}

/// Says that there is no such rule, and which are near.
pub(crate) fn unknown(word: &str) -> String {
    /// So far apart, two names are not a slip of the fingers.
    const NEAR: f64 = 0.75;
    const SHOWN: usize = 3;
    let mut near: Vec<(f64, String)> = formwork_rules::all()
        .flat_map(|meta| names(meta).map(|name| (likeness(name, word), label(meta, name))))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.truncate(SHOWN);
    let near: Vec<String> = near.into_iter().map(|(_, label)| label).collect();
    match near.as_slice() {
        [] => format!("no rule is called `{word}`; `formwork rules` lists them all"),
        _ => format!("no rule is called `{word}`; near it: {}", near.join(", ")),
    }
}

fn names(meta: &'static Meta) -> impl Iterator<Item = &'static str> {
    [meta.code, meta.name].into_iter().chain(meta.aliases.iter().copied())
}

fn label(meta: &Meta, name: &str) -> String {
    let other = if name == meta.code { meta.name } else { meta.code };
    format!("`{name}` ({other})")
}

fn likeness(name: &str, word: &str) -> f64 {
    strsim::jaro_winkler(&name.to_ascii_lowercase(), &word.to_ascii_lowercase())
}

fn starts_with(code: &str, prefix: &str) -> bool {
    code.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
