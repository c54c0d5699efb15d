//! How keys and values are written where the cursor is: in YAML or JSON, in a block or within
//! brackets, with the colon, the quotes and the comma that are missing.

use formwork_template::Syntax;

use crate::cursor::{Cursor, Slot};
use crate::shape::Form;

/// How much deeper a block is than its key.
const STEP: usize = 2;

/// A text in the syntax of snippets, where it means itself.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The text of a key with the beginning of its value, as a snippet whose last stop is where the value goes.
pub(crate) fn key(cursor: &Cursor, name: &str, form: Form) -> String {
    let has_colon = matches!(cursor.slot, Slot::Key { has_colon: true, .. });
    let word = word(cursor, name);
    if has_colon {
        return escaped(&word);
    }
    let value = match (cursor.writing.syntax, cursor.writing.flow, form) {
        (_, _, Form::Scalar) => " $0".to_owned(),
        (Syntax::Yaml, false, Form::Map) => format!("\n{}$0", blanks(cursor.writing.column as usize + STEP)),
        (Syntax::Yaml, false, Form::List) => {
            format!("\n{}- $0", blanks(cursor.writing.column as usize + STEP))
        }
        (_, _, Form::Map) => " {$0\\}".to_owned(),
        (_, _, Form::List) => " [$0]".to_owned(),
    };
    // The closing quote stands behind the word already: what follows it is left to be typed.
    if cursor.writing.quote.is_some() { escaped(&word) } else { format!("{}:{value}", escaped(&word)) }
}

/// A key or a literal as it is written here: in quotes in JSON, unless it is in quotes already.
pub(crate) fn word(cursor: &Cursor, text: &str) -> String {
    match (cursor.writing.quote, cursor.writing.syntax) {
        (Some('\''), Syntax::Yaml) => text.replace('\'', "''"),
        (Some(_), _) => formwork_template::json_string(text).trim_matches('"').to_owned(),
        (None, Syntax::Json) => formwork_template::json_string(text),
        (None, Syntax::Yaml) => text.to_owned(),
    }
}

/// A key with its whole value, as a snippet.
pub(crate) fn key_with(cursor: &Cursor, name: &str, value: &str) -> String {
    format!("{}: {}", escaped(&word(cursor, name)), escaped(value))
}

pub(crate) fn blanks(count: usize) -> String {
    " ".repeat(count)
}

/// A key whose value is a map of these keys, each with an empty value: a snippet with a stop for each.
pub(crate) fn map(cursor: &Cursor, name: &str, keys: &[(&str, Form)]) -> String {
    if keys.is_empty()
        || matches!(cursor.slot, Slot::Key { has_colon: true, .. })
        || cursor.writing.quote.is_some()
    {
        return key(cursor, name, Form::Map);
    }
    let column = cursor.writing.column as usize;
    let inner = entries(cursor, keys, column + STEP);
    let word = escaped(&word(cursor, name));
    match (cursor.writing.syntax, cursor.writing.flow) {
        (Syntax::Yaml, false) => format!("{word}:\n{}{inner}", blanks(column + STEP)),
        (Syntax::Yaml, true) => format!("{word}: {{ {inner} \\}}"),
        (Syntax::Json, _) => {
            format!("{word}: {{\n{}{inner}\n{}\\}}", blanks(column + STEP), blanks(column))
        }
    }
}

/// Keys with empty values that begin at a column: a snippet with a stop for each, the last one its end.
pub(crate) fn entries(cursor: &Cursor, keys: &[(&str, Form)], column: usize) -> String {
    let is_json = cursor.writing.syntax == Syntax::Json;
    let is_block = !is_json && !cursor.writing.flow;
    let entry = |(number, (name, form)): (usize, &(&str, Form))| {
        let stop = if number + 1 == keys.len() { "$0".to_owned() } else { format!("${}", number + 1) };
        let name = if is_json { formwork_template::json_string(name) } else { (*name).to_owned() };
        let name = escaped(&name);
        match form {
            Form::Scalar if is_json => format!("{name}: \"{stop}\""),
            Form::Scalar => format!("{name}: {stop}"),
            Form::Map if is_block => format!("{name}:\n{}{stop}", blanks(column + STEP)),
            Form::List if is_block => format!("{name}:\n{}- {stop}", blanks(column + STEP)),
            Form::Map => format!("{name}: {{{stop}\\}}"),
            Form::List => format!("{name}: [{stop}]"),
        }
    };
    let entries: Vec<String> = keys.iter().enumerate().map(entry).collect();
    let between = match (is_json, is_block) {
        (true, _) => format!(",\n{}", blanks(column)),
        (false, true) => format!("\n{}", blanks(column)),
        (false, false) => ", ".to_owned(),
    };
    entries.join(&between)
}
