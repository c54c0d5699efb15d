//! Adding a transform to a template that needs one. Not a rule.

use formwork_template::{Section, Template};

use crate::spelling::quoted;
use crate::{Applicability, Edit, Fix};

pub(crate) const SERVERLESS: &str = "AWS::Serverless-2016-10-31";

/// Adds a transform where there is none yet. The order of several is a person's to say.
///
/// The edit takes the key that is to follow in, so that several findings add one line and not several.
pub(crate) fn addition(template: &Template, name: &str) -> Option<Fix> {
    let root = template.root();
    if template.section(Section::Transform).is_some() {
        return None;
    }
    let source = template.source();
    let follows =
        |key: &str| !matches!(Section::from_key(key), Some(Section::FormatVersion | Section::Description));
    let (key, _) = root.entries().find(|(key, _)| follows(key.text))?;
    let written = source.get(key.span.range())?;
    let line = source[..key.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let indent = &source[line..key.span.start as usize];
    let syntax = root.tree().syntax();
    let is_flow = source.get(root.span().range())?.starts_with('{');
    let gap = match (is_flow, indent.trim().is_empty()) {
        (true, true) => format!(",\n{indent}"),
        (true, false) => ", ".to_owned(),
        (false, true) => format!("\n{indent}"),
        (false, false) => return None,
    };
    // The name is plain text in YAML, colons and all.
    let value = if is_flow { serde_json::Value::from(name).to_string() } else { name.to_owned() };
    let text = format!("{}: {value}{gap}{written}", quoted("Transform", syntax));
    let edit = Edit { span: key.span, text };
    Some(Fix::new(format!("Add the transform `{name}`"), Applicability::Unsafe, vec![edit]))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use formwork_template::{Syntax, parse};

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
        let template = Template::new(parse(Arc::from(text), syntax));
        let added = addition(&template, "T").map(|fix| {
            let mut text = text.to_owned();
            text.replace_range(fix.edits[0].span.range(), &fix.edits[0].text);
            text
        });
        assert_eq!(added.as_deref(), expected);
    }

    #[test]
    fn stands_before_what_is_transformed() {
        check("Description: d\nResources: {}\n", Some("Description: d\nTransform: T\nResources: {}\n"));
        check("{\n  \"Resources\": {}\n}", Some("{\n  \"Transform\": \"T\",\n  \"Resources\": {}\n}"));
        check("{\"Resources\": {}}", Some("{\"Transform\": \"T\", \"Resources\": {}}"));
        check("Transform: S\nResources: {}\n", None);
    }
}
