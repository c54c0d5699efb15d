//! JSON text as a tree that borrows from the text and keeps the order of keys.
//!
//! The step between the text of a schema and its arena. `serde_json::Value`
//! would copy every string and sort every object first, which is most of the
//! time of a decode. Nesting is bounded by `serde_json` (128 levels).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::literal::Number;

#[derive(Debug, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'a, str>),
    Array(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Json<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        // The last of a repeated key counts, as everywhere in JSON.
        let member = members.iter().rev().find(|(name, _)| name == key);
        member.map(|(_, value)| value)
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Follows a JSON pointer without its leading `#`.
    pub(crate) fn pointer(&self, pointer: &str) -> Option<&Self> {
        let mut found = self;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            found = match found {
                Self::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => found.get(&step)?,
            };
        }
        Some(found)
    }

    /// The pointer of a node below this one, found by its place in memory:
    /// only errors need it, so nothing else pays for it.
    pub(crate) fn pointer_to(&self, node: &Json<'_>) -> Option<String> {
        if std::ptr::from_ref(self).cast::<()>() == std::ptr::from_ref(node).cast() {
            return Some(String::new());
        }
        let below = |step: &str, child: &Self| {
            let rest = child.pointer_to(node)?;
            Some(format!("/{}{rest}", step.replace('~', "~0").replace('/', "~1")))
        };
        match self {
            Self::Array(items) => {
                let mut items = items.iter().enumerate();
                items.find_map(|(index, item)| below(&index.to_string(), item))
            }
            Self::Object(members) => members.iter().find_map(|(key, value)| below(key, value)),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(Number::Integer(value)))
    }

    #[expect(clippy::cast_precision_loss, reason = "larger than any whole number we keep")]
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        let number = i64::try_from(value).map_or(Number::Float(value as f64), Number::Integer);
        Ok(Json::Number(number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Json::Number(Number::Float(value)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Key(key), value)) = from.next_entry()? {
            members.push((key, value));
        }
        Ok(Json::Object(members))
    }
}

/// A key that borrows: `Cow` itself always deserialises into an owned string.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match from.deserialize_str(JsonVisitor)? {
            Json::String(text) => Ok(Key(text)),
            _ => Err(serde::de::Error::custom("a key is no string")),
        }
    }
}
