//! Values that a schema writes out: enum members, constants, defaults, limits.
//!
//! Whole numbers stay whole, so that a message can print what the schema says.

use std::fmt;

use smol_str::SmolStr;

use crate::json::Json;

/// A number as written: with or without a fraction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Written as a whole number that fits.
    Integer(i64),
    /// Anything else.
    Float(f64),
}

impl Number {
    /// For comparing; numbers beyond 2^53 lose their last digits.
    #[expect(clippy::cast_precision_loss, reason = "the doc comment says it")]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// As a count: `None` if it is negative, has a fraction or is no number;
    /// counts beyond `u32` are as good as `u32::MAX`.
    #[expect(clippy::cast_sign_loss, reason = "it was compared with zero")]
    pub(crate) fn as_count(self) -> Option<u32> {
        let value = self.as_f64();
        (value >= 0.0 && value.fract() == 0.0).then_some(value as u32)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            // Debug keeps the `.0` that says it is no whole number.
            Self::Float(value) => write!(f, "{value:?}"),
        }
    }
}

/// A value written out in a schema.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(SmolStr),
    /// A list
    Array(Box<[Self]>),
    /// An object, in the order of the text
    Object(Box<[(SmolStr, Self)]>),
}

impl Literal {
    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&Json<'_>> for Literal {
    fn from(json: &Json<'_>) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(number) => Self::Number(*number),
            Json::String(text) => Self::String(text.as_ref().into()),
            Json::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Json::Object(members) => {
                let member = |(key, value): &(_, _)| (SmolStr::new(key), Self::from(value));
                Self::Object(members.iter().map(member).collect())
            }
        }
    }
}

/// As JSON text.
impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::String(text) => quoted(f, text),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    quoted(f, key)?;
                    write!(f, ": {value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}
