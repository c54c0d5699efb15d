//! Scalars as they are written: quotes that a text needs, and another text in the quotes of one that
//! is there. Nothing here knows what a text means.

use formwork_template::{Style, Syntax, Value};

/// Another text for a literal, in the literal's own quotes. `None` where the value is no literal on one line.
pub(crate) fn respelled(value: Value<'_>, text: &str) -> Option<String> {
    let style = value.scalar()?.style;
    if text.contains(['\n', '\r']) {
        return None;
    }
    let is_json = value.tree().syntax() == Syntax::Json;
    Some(match style {
        Style::SingleQuoted => format!("'{}'", text.replace('\'', "''")),
        Style::Plain if is_number_or_boolean(text) => text.to_owned(),
        Style::Plain if !is_json && (is_plain(text) || is_cidr(text)) => text.to_owned(),
        Style::Plain | Style::DoubleQuoted => in_double_quotes(text),
        Style::Literal | Style::Folded => return None,
    })
}

/// A text as a scalar that is read back as the same string.
pub fn quoted(text: &str, syntax: Syntax) -> String {
    let is_word =
        |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.' | '/' | '<' | '>');
    // The names of types are words with `::` between them, and those of lists have others in `<>`.
    let is_bare =
        syntax == Syntax::Yaml && is_plain(text) && text.split("::").all(|word| word.chars().all(is_word));
    if is_bare { text.to_owned() } else { in_double_quotes(text) }
}

/// In double quotes, which mean the same in YAML and in JSON.
fn in_double_quotes(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn is_number_or_boolean(text: &str) -> bool {
    matches!(text, "true" | "false") || text.parse::<i64>().is_ok()
}

/// Whether YAML reads it as a string without quotes, also within brackets.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"];
    let inside = |char: char| {
        char.is_ascii_alphanumeric()
            || matches!(
                char,
                '-' | '_' | '.' | '/' | ':' | '*' | '$' | '@' | '=' | '+' | '(' | ')' | '<' | '>' | ' '
            )
    };
    text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/')
        && text.chars().all(inside)
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether it is a block of IPv4 addresses, which is no number.
fn is_cidr(text: &str) -> bool {
    text.contains('/') && text.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | '/'))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use formwork_template::{Template, parse};

    use super::*;

    fn respell(source: &str, syntax: Syntax, text: &str) -> Option<String> {
        let template = Template::new(parse(Arc::from(source), syntax));
        respelled(template.root().get("A")?, text)
    }

    #[test]
    fn keeps_the_quotes_that_are_there() {
        let yaml = |source, text| respell(source, Syntax::Yaml, text).expect("a literal");
        assert_eq!(yaml("A: 'x'", "it's"), "'it''s'");
        assert_eq!(yaml("A: \"x\"", "say \"so\""), "\"say \\\"so\\\"\"");
        assert_eq!(yaml("A: x", "AWS::EC2::VPC::Id"), "AWS::EC2::VPC::Id");
        assert_eq!(yaml("A: x", "10.0.0.0/16"), "10.0.0.0/16");
        assert_eq!(yaml("A: x", "no"), "\"no\"");
        assert_eq!(yaml("A: 5", "6"), "6");
        assert_eq!(yaml("A: x", "a: b"), "\"a: b\"");
        assert_eq!(yaml("A: x", "rate(5 minutes)"), "rate(5 minutes)");
        let json = |source, text| respell(source, Syntax::Json, text).expect("a literal");
        assert_eq!(json("{\"A\": 5}", "6"), "6");
        assert_eq!(json("{\"A\": 5}", "vpc"), "\"vpc\"");
        assert_eq!(json("{\"A\": \"x\"}", "y"), "\"y\"");
        assert_eq!(respell("A: |\n  x\n", Syntax::Yaml, "y"), None);
    }
}
