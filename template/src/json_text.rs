//! A value as JSON text, functions in their long form: what a rule needs to make
//! a new tree of values from several places.

use std::fmt::Write as _;

use crate::tree::ScalarKind;
use crate::value::{Kind, Value};

impl Value<'_> {
    /// The value as JSON. Numbers and booleans stay what they are; a date is text. Broken parts are `null`.
    pub fn to_json(self) -> String {
        let mut out = String::new();
        write_value(self, &mut out);
        out
    }
}

/// A text as a JSON string.
pub fn json_string(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

fn write_value(value: Value<'_>, out: &mut String) {
    match value.kind() {
        Kind::Function(function) => {
            out.push('{');
            write_text(function.name.key(), out);
            out.push(':');
            write_value(function.argument, out);
            out.push('}');
        }
        Kind::Scalar(scalar) => match scalar.kind {
            ScalarKind::Bool(holds) => out.push_str(if holds { "true" } else { "false" }),
            ScalarKind::Integer(number) => {
                let _ = write!(out, "{number}");
            }
            ScalarKind::Float(number) if number.is_finite() => {
                let _ = write!(out, "{number:?}");
            }
            ScalarKind::Null => out.push_str("null"),
            ScalarKind::Float(_) | ScalarKind::Date | ScalarKind::String => {
                write_text(value.text().unwrap_or_default(), out);
            }
        },
        Kind::List => {
            out.push('[');
            for (index, item) in value.items().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        Kind::Map => {
            out.push('{');
            for (index, (key, value)) in value.entries().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_text(key.text, out);
                out.push(':');
                write_value(value, out);
            }
            out.push('}');
        }
        Kind::Tagged | Kind::Error => out.push_str("null"),
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
