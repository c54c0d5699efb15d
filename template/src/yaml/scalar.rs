//! What a scalar means in YAML 1.1 as `PyYAML`'s safe loader reads it, which is
//! what `CloudFormation` does too: `yes` is a Boolean, `0123` is octal, `1:30` is
//! ninety, `2010-09-09` is a date.

use super::events::TagName;
use crate::tree::{ScalarKind, Style};

/// The kind of a scalar from its text, how it is written, and its tag.
pub(super) fn kind(text: &str, style: Style, tag: Option<&TagName<'_>>) -> ScalarKind {
    match tag {
        None if style == Style::Plain => plain(text),
        Some(TagName::Standard(name)) => standard(name, text),
        _ => ScalarKind::String,
    }
}

/// Whether `name` of `!!name` is one of YAML's own.
pub(super) fn is_standard(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "binary",
        "bool",
        "float",
        "int",
        "map",
        "merge",
        "null",
        "omap",
        "pairs",
        "seq",
        "set",
        "str",
        "timestamp",
    ];
    NAMES.contains(&name)
}

/// A scalar under `!!name`; text that does not fit the name stays a string.
fn standard(name: &str, text: &str) -> ScalarKind {
    let found = plain(text);
    match (name, found) {
        ("null", _) => ScalarKind::Null,
        ("float", ScalarKind::Integer(_)) => {
            text.replace('_', "").parse().map_or(ScalarKind::String, ScalarKind::Float)
        }
        ("int", ScalarKind::Integer(_))
        | ("bool", ScalarKind::Bool(_))
        | ("int" | "float", ScalarKind::Float(_))
        | ("timestamp", ScalarKind::Date) => found,
        _ => ScalarKind::String,
    }
}

fn plain(text: &str) -> ScalarKind {
    match text.as_bytes().first() {
        None | Some(b'~') if text.len() <= 1 => ScalarKind::Null,
        Some(b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O') => word(text),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text),
        _ => ScalarKind::String,
    }
}

fn word(text: &str) -> ScalarKind {
    match text {
        "null" | "Null" | "NULL" => ScalarKind::Null,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => ScalarKind::Bool(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => ScalarKind::Bool(false),
        _ => ScalarKind::String,
    }
}

fn number(text: &str) -> ScalarKind {
    integer(text)
        .or_else(|| float(text).map(ScalarKind::Float))
        .or_else(|| is_date(text).then_some(ScalarKind::Date))
        .unwrap_or(ScalarKind::String)
}

/// `0b1010`, `0x_FF`, `0123`, `1_000`, `190:20:30`; beyond 64 bits a float.
fn integer(text: &str) -> Option<ScalarKind> {
    let (negative, digits) = sign(text);
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'b', rest @ ..] if !rest.is_empty() => (2, &digits[2..]),
        [b'0', b'x', rest @ ..] if !rest.is_empty() => (16, &digits[2..]),
        [b'0', rest @ ..] if !rest.is_empty() => (8, &digits[1..]),
        [b'1'..=b'9', ..] if digits.contains(':') => return sexagesimal(negative, digits),
        [b'0'..=b'9', ..] => (10, digits),
        _ => return None,
    };
    let fits = |byte: u8| byte == b'_' || char::from(byte).is_digit(radix);
    if !digits.bytes().all(fits) || digits.bytes().all(|byte| byte == b'_') {
        return None;
    }
    let digits: String = digits.chars().filter(|&digit| digit != '_').collect();
    let signed = if negative { format!("-{digits}") } else { digits };
    Some(match i64::from_str_radix(&signed, radix) {
        Ok(value) => ScalarKind::Integer(value),
        Err(_) => ScalarKind::Float(wide(&signed, radix)),
    })
}

fn wide(signed: &str, radix: u32) -> f64 {
    if radix == 10 {
        return signed.parse().unwrap_or(f64::INFINITY);
    }
    let (negative, digits) = sign(signed);
    let magnitude = digits
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit));
    if negative { -magnitude } else { magnitude }
}

fn sexagesimal(negative: bool, digits: &str) -> Option<ScalarKind> {
    let mut parts = digits.split(':');
    let first = parts.next()?;
    if !first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return None;
    }
    let mut sum: i64 = first.replace('_', "").parse().ok()?;
    for part in parts {
        sum = sum.checked_mul(60)?.checked_add(sixty(part)?)?;
    }
    Some(ScalarKind::Integer(if negative { -sum } else { sum }))
}

/// `0` to `59`, with at most one leading zero.
fn sixty(part: &str) -> Option<i64> {
    let fits = matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']);
    fits.then(|| part.parse().ok()).flatten()
}

/// `6.5`, `6.02e+23`, `.5`, `1:30.5`, `.inf`, `.nan`. As in YAML 1.1 an exponent has a sign.
fn float(text: &str) -> Option<f64> {
    let (negative, digits) = sign(text);
    let value = match digits {
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        ".nan" | ".NaN" | ".NAN" if digits.len() == text.len() => f64::NAN,
        _ if digits.contains(':') => sexagesimal_float(digits)?,
        _ => decimal_float(digits)?,
    };
    Some(if negative { -value } else { value })
}

fn decimal_float(digits: &str) -> Option<f64> {
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.')?;
    let digit = |byte: u8| byte.is_ascii_digit();
    let is_number = |part: &str| part.bytes().all(|byte| digit(byte) || byte == b'_');
    let starts_well = match whole.bytes().next() {
        Some(byte) => digit(byte),
        None => fraction.bytes().next().is_some_and(digit),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        exponent.strip_prefix(['+', '-']).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(digit))
    });
    if !(starts_well && is_number(whole) && is_number(fraction) && exponent_fits) {
        return None;
    }
    digits.replace('_', "").parse().ok()
}

fn sexagesimal_float(digits: &str) -> Option<f64> {
    let (whole, fraction) = digits.split_once('.')?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let (first, rest) = whole.split_once(':')?;
    if !first.starts_with(|first: char| first.is_ascii_digit()) || !is_number(first) || !is_number(fraction) {
        return None;
    }
    let mut sum: f64 = first.replace('_', "").parse().ok()?;
    for part in rest.split(':') {
        sixty(part)?;
        sum = sum * 60.0 + part.parse::<f64>().ok()?;
    }
    let fraction: f64 = format!("0.{}", fraction.replace('_', "")).parse().ok()?;
    Some(sum + fraction)
}

fn sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// `2010-09-09`, or with a time: `2001-12-14t21:59:43.10-05:00`, `2001-12-14 21:59:43 Z`.
fn is_date(text: &str) -> bool {
    let mut rest = Cursor(text.as_bytes());
    if rest.0.len() == 10 {
        return rest.digits(4, 4)
            && rest.byte(b'-')
            && rest.digits(2, 2)
            && rest.byte(b'-')
            && rest.digits(2, 2);
    }
    let date = rest.digits(4, 4)
        && rest.byte(b'-')
        && rest.digits(1, 2)
        && rest.byte(b'-')
        && rest.digits(1, 2)
        && (rest.byte(b'T') || rest.byte(b't') || rest.blanks() > 0);
    let time = date
        && rest.digits(1, 2)
        && rest.byte(b':')
        && rest.digits(2, 2)
        && rest.byte(b':')
        && rest.digits(2, 2);
    if !time {
        return false;
    }
    if rest.byte(b'.') {
        rest.digits(0, usize::MAX);
    }
    rest.blanks();
    if !rest.byte(b'Z') && (rest.byte(b'+') || rest.byte(b'-')) {
        return rest.digits(1, 2)
            && (rest.0.is_empty() || rest.byte(b':') && rest.digits(2, 2) && rest.0.is_empty());
    }
    rest.0.is_empty()
}

struct Cursor<'t>(&'t [u8]);

impl Cursor<'_> {
    fn byte(&mut self, byte: u8) -> bool {
        let fits = self.0.first() == Some(&byte);
        if fits {
            self.0 = &self.0[1..];
        }
        fits
    }

    fn digits(&mut self, least: usize, most: usize) -> bool {
        let count = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        self.0 = &self.0[count..];
        count >= least
    }

    fn blanks(&mut self) -> usize {
        let count = self.0.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.0 = &self.0[count..];
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_typed_as_yaml_1_1() {
        use ScalarKind::{Bool, Date, Float, Integer, Null, String};
        for (text, expected) in [
            ("", Null),
            ("~", Null),
            ("NULL", Null),
            ("nULL", String),
            ("yes", Bool(true)),
            ("Off", Bool(false)),
            ("y", String),
            ("tRUE", String),
            ("0", Integer(0)),
            ("-7", Integer(-7)),
            ("+1_000", Integer(1000)),
            ("0b101", Integer(5)),
            ("0xfF", Integer(255)),
            ("0123", Integer(83)),
            ("089", String),
            ("1:30", Integer(90)),
            ("190:20:30", Integer(685_230)),
            ("1:60", String),
            ("0:30", String),
            ("9223372036854775807", Integer(i64::MAX)),
            ("-9223372036854775808", Integer(i64::MIN)),
            ("9223372036854775808", Float(9_223_372_036_854_775_808.0)),
            ("1.5", Float(1.5)),
            (".5", Float(0.5)),
            ("1.", Float(1.0)),
            ("1e3", String),
            ("1.0e3", String),
            ("1.0e+3", Float(1000.0)),
            ("-.INF", Float(f64::NEG_INFINITY)),
            ("1:30.5", Float(90.5)),
            ("2010-09-09", Date),
            ("2010-9-9", String),
            ("2001-12-14t21:59:43.10-05:00", Date),
            ("2001-12-14 21:59:43 Z", Date),
            ("2001-12-14 21:59", String),
            ("-", String),
            (".", String),
            ("1.2.3", String),
            ("10.0.0.0/16", String),
            ("_1", String),
        ] {
            assert_eq!(kind(text, Style::Plain, None), expected, "{text}");
        }
        assert!(matches!(kind(".NaN", Style::Plain, None), Float(value) if value.is_nan()));
    }

    #[test]
    fn quotes_and_local_tags_make_strings_and_standard_tags_convert() {
        let standard = |name: &'static str| TagName::Standard(name.into());
        let local = TagName::Local("Ref".into());
        assert_eq!(kind("5", Style::DoubleQuoted, None), ScalarKind::String);
        assert_eq!(kind("5", Style::Plain, Some(&local)), ScalarKind::String);
        assert_eq!(kind("5", Style::Plain, Some(&TagName::NonSpecific)), ScalarKind::String);
        assert_eq!(kind("5", Style::Plain, Some(&standard("str"))), ScalarKind::String);
        assert_eq!(kind("5", Style::DoubleQuoted, Some(&standard("int"))), ScalarKind::Integer(5));
        assert_eq!(kind("5", Style::Plain, Some(&standard("float"))), ScalarKind::Float(5.0));
        assert_eq!(kind("", Style::Plain, Some(&standard("null"))), ScalarKind::Null);
    }
}
