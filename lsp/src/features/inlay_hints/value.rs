//! What a function comes to, in a few letters, with all its cases beside.

use formwork_rules::resolved::{Resolved, Values};
use formwork_template::{Function, FunctionName, Value};

use super::InlayHint;
use crate::describe;

/// The longest label: one that pushes what follows off the line helps nobody.
const LONGEST: usize = 60;

/// What is said behind a function, where its value is known and the text does not say it.
pub(super) fn hint<'t>(function: Function<'t>, value: Value<'t>, values: &Values<'t>) -> Option<InlayHint> {
    use FunctionName as F;
    if !matches!(function.name, F::Ref | F::GetAtt | F::FindInMap | F::Sub | F::Join | F::Select) {
        return None;
    }
    let found = values.of(value);
    let written = function.sub().and_then(|sub| sub.text.text());
    let is_written = |it: &Resolved| Some(it.text.as_str()) == written || is_open(it);
    if found.is_empty() || found.iter().any(is_written) {
        return None;
    }
    let usual: Vec<&Resolved> = found.iter().filter(|it| it.is_usual).collect();
    // What a parameter may be is no value of it.
    let is_told = !usual.is_empty() || function.name != F::Ref;
    let shown = if usual.is_empty() { found.iter().collect() } else { usual };
    let label = label(&shown).filter(|_| is_told)?;
    Some(InlayHint { offset: place(function, value), label, tooltip: describe::comes_to(&found) })
}

/// Behind the function; on the line of its argument, where the braces of a long form go over several lines.
fn place(function: Function<'_>, value: Value<'_>) -> u32 {
    let (argument, whole) = (function.argument.span(), value.span());
    let source = value.tree().source();
    let is_on_lines =
        source.get(argument.end as usize..whole.end as usize).is_some_and(|rest| rest.contains('\n'));
    if is_on_lines && function.argument.scalar().is_some() { argument.end } else { whole.end }
}

/// Whether a text is nothing but a part that is left open.
fn is_open(it: &Resolved) -> bool {
    !it.is_whole && it.text.starts_with("${") && it.text.find('}') == Some(it.text.len() - 1)
}

fn label(found: &[&Resolved]) -> Option<String> {
    let mut texts: Vec<&str> = Vec::new();
    for it in found {
        let text = if it.text.is_empty() { "\"\"" } else { &it.text };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let mut label = format!("= {}", texts.join(" | "));
    if let [one] = found
        && one.by_default
    {
        label.push_str(" by default");
    }
    (label.chars().count() <= LONGEST && !label.contains('\n')).then_some(label)
}
