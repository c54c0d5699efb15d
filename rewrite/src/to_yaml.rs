//! A template in YAML: functions in their short form where YAML allows it, texts of several lines as blocks.

use formwork_template::{
    Data, Form, FunctionName, NodeId, Scalar, ScalarKind, Syntax, Template, Value, json_string, parse,
};

use crate::{Refusal, equality, whole};

/// The text in YAML.
pub fn to_yaml(template: &Template) -> Result<String, Refusal> {
    whole(template)?;
    let mut out = String::new();
    block(template.root(), 0, &mut out);
    let text = out.trim_start_matches('\n').to_owned() + "\n";
    equality::check_converted(template, &text, Syntax::Yaml)?;
    Ok(text)
}

/// A value behind a key or a dash: on the same line, or below.
fn value(of: Value<'_>, depth: usize, out: &mut String) {
    if let Some(function) = of
        .function()
        .filter(|function| function.form == Form::Long && is_short(function.name, function.argument))
    {
        out.push_str(" !");
        out.push_str(function.name.tag());
        if function.name == FunctionName::GetAtt
            && let Some(target) = function.get_att()
            && let Some(attribute) = target.attribute
        {
            return out.push_str(&format!(" {}.{}", target.resource.text, attribute.text));
        }
        return value(function.argument, depth, out);
    }
    if of.text().is_some() || of.is_null() {
        out.push(' ');
        return scalar(of, depth, out);
    }
    let is_empty = of.tree().entries(of.node()).is_empty() && of.items().len() == 0;
    match of.tree().data(of.node()) {
        Data::Sequence(_) if is_empty => out.push_str(" []"),
        Data::Mapping(_) if is_empty => out.push_str(" {}"),
        _ => block(of, depth, out),
    }
}

/// Whether the short form can be: no tag stands right behind another.
fn is_short(name: FunctionName, argument: Value<'_>) -> bool {
    let is_loop = matches!(name, FunctionName::ForEach | FunctionName::Transform);
    let is_function = argument.function().is_some_and(|inner| is_short(inner.name, inner.argument));
    !is_loop && !is_function
}

fn block(of: Value<'_>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for (key, inner) in of.entries() {
        out.push('\n');
        out.push_str(&indent);
        out.push_str(&plain(key.text));
        out.push(':');
        value(inner, depth + 1, out);
    }
    for item in of.items() {
        out.push('\n');
        out.push_str(&indent);
        out.push('-');
        let mut inner = String::new();
        value(item, depth + 1, &mut inner);
        // The first entry of a map stands on the line of the dash.
        let first = format!("\n{indent}  ");
        match inner.strip_prefix(first.as_str()) {
            Some(rest) => {
                out.push(' ');
                out.push_str(rest);
            }
            None => out.push_str(&inner),
        }
    }
}

fn scalar(of: Value<'_>, depth: usize, out: &mut String) {
    let tree = of.tree();
    let Data::Scalar(scalar) = tree.data(of.node()) else { return };
    let text = tree.scalar_text(*scalar);
    match scalar.kind {
        ScalarKind::String => string(text, depth, out),
        // Numbers and the like as JSON has them.
        _ => out.push_str(text),
    }
}

fn string(text: &str, depth: usize, out: &mut String) {
    let lines: Vec<&str> = text.split('\n').collect();
    let is_block = lines.len() > 1
        && !text.contains(['\r', '\t'])
        && lines.iter().all(|line| line.trim_end() == *line)
        && !lines[0].starts_with(' ')
        && !lines[0].is_empty();
    if !is_block {
        return out.push_str(&plain(text));
    }
    let body = text.trim_end_matches('\n');
    let ends = text.len() - body.len();
    out.push_str(match ends {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    let indent = "  ".repeat(depth.max(1));
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&indent);
            out.push_str(line);
        }
    }
}

/// A text without quotes where it is read back as the same text, else in quotes.
fn plain(text: &str) -> String {
    let is_safe = !text.is_empty()
        && text.trim() == text
        && !text.contains(['\n', '#', '"', '\\', '{', '}', '[', ']', ',', '\u{85}', '\u{2028}', '\u{2029}'])
        && text.chars().all(|char| !char.is_control());
    if is_safe && reads_back(text) { text.to_owned() } else { json_string(text) }
}

/// Whether YAML takes a plain scalar for the same string.
fn reads_back(text: &str) -> bool {
    let parsed = parse(format!("A: {text}\n").into(), Syntax::Yaml);
    let tree = &parsed.tree;
    let value: Option<NodeId> = tree.get(tree.root(), "A");
    let is_string = |scalar: &Scalar| scalar.kind == ScalarKind::String && tree.scalar_text(*scalar) == text;
    parsed.errors.is_empty()
        && value.is_some_and(|value| {
            tree.tag(value).is_none() && matches!(tree.data(value), Data::Scalar(scalar) if is_string(scalar))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::template;

    #[test]
    fn what_yaml_cannot_say_is_refused() {
        let long = "k".repeat(2000);
        assert!(to_yaml(&template(&format!("{{\"Resources\": {{\"{long}\": {{}}}}}}"))).is_err());
    }

    #[test]
    fn what_json_says_is_what_yaml_says() {
        let text = r#"{"V": "2010-09-09", "A": {"B": {"Fn::GetAtt": ["C", "D"]}, "E": [{"Ref": "F"}, "yes", "0123", true, 1.5, null, {"k": "v", "l": []}],
            "G": "one\ntwo\n", "H": {"Fn::Base64": {"Fn::Sub": "x"}}, "I": "a: b", "J": "", "K": {}, "L": [["x"]]}}"#;
        let json = template(text);
        let yaml = to_yaml(&json).expect("it can be read");
        let read = template(&yaml);
        assert_eq!(read.errors(), [], "{yaml}");
        for key in ["V", "A"] {
            let canonical = |template: &Template| template.root().get(key).map(Value::canonical);
            assert_eq!(canonical(&read), canonical(&json), "{yaml}");
        }
        assert!(
            yaml.contains("B: !GetAtt C.D") && yaml.contains("- !Ref F") && yaml.contains("G: |\n"),
            "{yaml}"
        );
        assert!(
            yaml.contains("- k: v\n") && yaml.contains("\"yes\"") && yaml.contains("\"2010-09-09\""),
            "{yaml}"
        );
    }
}
