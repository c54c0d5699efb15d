//! What scalars of a document are: numbers, booleans, null or text, in the two
//! readings that cfn-guard has.

use crate::value::Data;

/// A scalar with a tag of YAML's own, as `validate` reads it.
pub(crate) fn tagged<'a>(name: &str, text: &'a str) -> Data<'a> {
    match name {
        "bool" => text.parse().map_or(Data::String(text), Data::Bool),
        "int" => text.parse().map_or(Data::String(text), Data::Int),
        "float" => text.parse().map_or(Data::String(text), Data::Float),
        "null" => Data::Null,
        _ => Data::String(text),
    }
}

/// A plain scalar as `validate` reads it.
pub(crate) fn plain(text: &str) -> Data<'_> {
    // Most scalars are names: only some letters begin a number, a boolean or null.
    let Some(first) = text.bytes().next() else { return Data::String(text) };
    if !matches!(
        first,
        b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'i' | b'I' | b'n' | b'N' | b't' | b'f' | b'y' | b'o'
    ) {
        return Data::String(text);
    }
    if let Ok(number) = text.parse::<i64>() {
        return Data::Int(number);
    }
    if let Ok(number) = text.parse::<f64>() {
        return Data::Float(number);
    }
    match text {
        "true" | "yes" | "on" | "y" => Data::Bool(true),
        "false" | "no" | "off" | "n" => Data::Bool(false),
        "~" => Data::Null,
        _ if text.eq_ignore_ascii_case("null") => Data::Null,
        _ => Data::String(text),
    }
}

/// Whether an integer fits into 128 bits, but not into 64.
fn is_too_big(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits > 18
        && (text.parse::<u128>().is_ok_and(|number| u64::try_from(number).is_err())
            || text.parse::<i128>().is_ok_and(|number| number < i128::from(i64::MIN)))
}

/// A scalar with a tag of YAML's own, as test files are read; none if it is not what the tag says.
pub(crate) fn tagged_in_tests<'a>(name: &str, text: &'a str) -> Option<Data<'a>> {
    match (name, in_tests(text)?) {
        ("bool", data @ Data::Bool(_))
        | ("int", data @ Data::Int(_))
        | ("float", data @ Data::Float(_))
        | ("null", data @ Data::Null) => Some(data),
        ("float", Data::Int(number)) => Some(Data::Float(number as f64)),
        ("bool" | "int" | "float" | "null", _) => None,
        _ => Some(Data::String(text)),
    }
}

/// A plain scalar, as test files are read; none if it is an integer of more than 64 bits.
pub(crate) fn in_tests(text: &str) -> Option<Data<'_>> {
    (!is_too_big(text)).then(|| core_schema(text))
}

/// A plain scalar by YAML 1.2's core schema.
fn core_schema(text: &str) -> Data<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Data::Null,
        "true" | "True" | "TRUE" => return Data::Bool(true),
        "false" | "False" | "FALSE" => return Data::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Data::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Data::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Data::Float(f64::NAN),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Data::String(text);
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            let number = i64::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with(['+', '-']));
            let sign = if text.starts_with('-') { -1 } else { 1 };
            return number.map_or(Data::String(text), |number| Data::Int(sign * number));
        }
    }
    let padded =
        unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if padded {
        return Data::String(text);
    }
    if let Ok(number) = text.parse::<i64>() {
        return Data::Int(number);
    }
    if let Ok(number) = text.parse::<u64>() {
        return Data::Int(number as i64);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Data::Float(number),
        _ => Data::String(text),
    }
}
