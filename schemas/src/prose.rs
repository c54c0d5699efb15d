//! Prose documentation of types, properties and attributes, from a pack that a user may have. A type is decoded
//! when somebody asks for it.

use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive::Archive;

/// A pack of prose.
pub struct Prose {
    archive: Archive<'static>,
    /// The types that were asked for last.
    recent: Mutex<Vec<(SmolStr, Arc<OfType>)>>,
}

/// How many types are kept decoded.
const RECENT: usize = 8;

#[derive(Default, Deserialize)]
struct OfType {
    #[serde(rename = "type")]
    own: Option<String>,
    #[serde(default)]
    properties: BTreeMap<String, String>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

impl Prose {
    /// Reads a pack that lives as long as the process; `None` where the bytes are none.
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { archive: Archive::open(bytes)?, recent: Mutex::default() })
    }

    /// What a type is.
    pub fn resource_type(&self, name: &str) -> Option<String> {
        self.of(name)?.own.clone()
    }

    /// What a property is, by its path; items are `*`.
    pub fn property(&self, type_name: &str, path: &[SmolStr]) -> Option<String> {
        let path: Vec<&str> = path.iter().map(SmolStr::as_str).collect();
        self.of(type_name)?.properties.get(&path.join("/")).cloned()
    }

    /// What an attribute is.
    pub fn attribute(&self, type_name: &str, name: &str) -> Option<String> {
        self.of(type_name)?.attributes.get(name).cloned()
    }

    fn of(&self, name: &str) -> Option<Arc<OfType>> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = recent.iter().find(|(known, _)| known == name) {
            return Some(Arc::clone(known));
        }
        let bytes = self.archive.unpack(self.archive.find(name)?)?;
        let read: Arc<OfType> = Arc::new(serde_json::from_slice(&bytes).ok()?);
        recent.truncate(RECENT - 1);
        recent.insert(0, (name.into(), Arc::clone(&read)));
        Some(read)
    }
}

#[cfg(all(test, feature = "refresh"))]
mod tests {
    use super::*;

    #[test]
    fn prose_is_found_by_type_path_and_attribute() {
        let entry = br#"{"type": "A bucket.", "properties": {"Tags/*/Key": "A key."}, "attributes": {"Arn": "Its ARN."}}"#;
        let entries = BTreeMap::from([("AWS::S3::Bucket".to_owned(), entry.to_vec())]);
        let pack: &'static [u8] = Box::leak(crate::archive::pack(&entries, b"").into_boxed_slice());
        let prose = Prose::open(pack).expect("it is a pack");
        assert_eq!(prose.resource_type("AWS::S3::Bucket").as_deref(), Some("A bucket."));
        let path = ["Tags", "*", "Key"].map(SmolStr::new);
        assert_eq!(prose.property("AWS::S3::Bucket", &path).as_deref(), Some("A key."));
        assert_eq!(prose.attribute("AWS::S3::Bucket", "Arn").as_deref(), Some("Its ARN."));
        assert_eq!(prose.resource_type("AWS::S3::Nothing"), None);
        assert!(Prose::open(b"no pack at all, and not even long").is_none());
        // A pack that is cut has nothing to say, and breaks nothing.
        let cut = Prose::open(&pack[..pack.len() - 20]);
        assert_eq!(cut.and_then(|cut| cut.resource_type("AWS::S3::Bucket")), None);
    }
}
