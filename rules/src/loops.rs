//! `Fn::ForEach`: its parts, and the names that it makes where its collection is
//! known. Not a rule.

use formwork_template::{Span, Template, Value};

/// Most names that are written out; beyond, they count as unknown.
const MAX_NAMES: usize = 10_000;

/// What a loop is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'t> {
    pub(crate) identifier: Value<'t>,
    pub(crate) collection: Value<'t>,
    pub(crate) body: Value<'t>,
}

/// The identifiers of the loops around a place, and the values of each. `None` for unknown ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bindings<'t>(Vec<(&'t str, Option<Vec<&'t str>>)>);

/// Whether a key is that of a loop.
pub(crate) fn is_loop(key: &str) -> bool {
    key.starts_with("Fn::ForEach::")
}

/// The parts of a loop with all three of them.
pub(crate) fn parts(value: Value<'_>) -> Option<Parts<'_>> {
    let mut items = value.items();
    let (identifier, collection, body) = (items.next()?, items.next()?, items.next()?);
    (value.is_list() && items.next().is_none()).then_some(Parts { identifier, collection, body })
}

impl<'t> Bindings<'t> {
    /// Those inside a loop.
    pub(crate) fn with(&self, template: &'t Template, parts: Parts<'t>) -> Self {
        let mut all = self.clone();
        all.0.push((parts.identifier.text().unwrap_or_default(), values(template, parts.collection)));
        all
    }
}

/// The values of a collection: a literal list, or the default of a list parameter.
pub(crate) fn values<'t>(template: &'t Template, collection: Value<'t>) -> Option<Vec<&'t str>> {
    if collection.is_list() {
        return collection.items().map(Value::text).collect();
    }
    let name = collection.function()?.reference()?;
    let parameter = template.parameter(name.text).filter(|found| found.is_list() && !found.is_ssm())?;
    Some(parameter.default()?.text()?.split(',').map(str::trim).collect())
}

/// The names that a loop's body makes, each with the key it comes from, loops inside included.
/// The last of the bindings are the loop's own; those around it have one value at a time.
pub(crate) fn names<'t>(
    template: &'t Template,
    body: Value<'t>,
    bindings: &Bindings<'t>,
) -> Vec<(String, Span)> {
    let Some((identifier, Some(values))) = bindings.0.last() else { return Vec::new() };
    let inside = keys(template, body, bindings);
    if inside.len().saturating_mul(values.len()) > MAX_NAMES {
        return Vec::new();
    }
    let each = values.iter().flat_map(|value| inside.iter().map(move |(name, span)| (value, name, *span)));
    each.map(|(value, name, span)| (filled(name, identifier, value), span)).collect()
}

fn keys<'t>(template: &'t Template, body: Value<'t>, bindings: &Bindings<'t>) -> Vec<(String, Span)> {
    let mut keys = Vec::new();
    for (key, value) in body.entries() {
        match parts(value).filter(|_| is_loop(key.text)) {
            Some(parts) => keys.extend(names(template, parts.body, &bindings.with(template, parts))),
            None => keys.push((key.text.to_owned(), key.span)),
        }
    }
    keys
}

/// A name with the value in place of the identifier; `&{}` takes letters and digits only.
fn filled(name: &str, identifier: &str, value: &str) -> String {
    let letters: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    name.replace(&format!("${{{identifier}}}"), value).replace(&format!("&{{{identifier}}}"), &letters)
}
