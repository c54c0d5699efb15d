//! The resource types that ship with Formwork, each decoded on first use.

use std::sync::OnceLock;

use crate::archive::Archive;
use crate::overlay::{self, Word};
use crate::regions::Region;
use crate::resource_type::{Document, ResourceType};

static PACK: &[u8] = include_bytes!("../data/schemas.pack");

/// The least name of an entry that is no type: types start with a capital
/// letter and come first, all others start with a small one.
pub const FIRST_NON_TYPE: &str = "a";

const CUSTOM_RESOURCE: &str = "AWS::CloudFormation::CustomResource";

/// What the `Type` of a resource turns out to be.
#[derive(Debug, Clone, Copy)]
pub enum TypeLookup {
    /// A type of AWS, or one of SAM
    Known(&'static ResourceType),
    /// `Custom::...` or `AWS::CloudFormation::CustomResource`: any property,
    /// any attribute
    Custom(&'static ResourceType),
    /// `...::MODULE`: it brings resources of its own, any property goes
    Module,
    /// None of these
    Unknown,
}

/// What a resource's `Type` says.
pub fn lookup(type_name: &str) -> TypeLookup {
    if type_name.ends_with("::MODULE") {
        return TypeLookup::Module;
    }
    let custom = type_name.starts_with("Custom::") || type_name == CUSTOM_RESOURCE;
    let known = resource_type(if custom { CUSTOM_RESOURCE } else { type_name });
    match known {
        Some(known) if custom => TypeLookup::Custom(known),
        Some(known) => TypeLookup::Known(known),
        None => TypeLookup::Unknown,
    }
}

/// The type of that name. The first call for a name decodes it; the result
/// stays for the life of the process.
pub fn resource_type(name: &str) -> Option<&'static ResourceType> {
    // Boxed, so that the cells of types that nobody asks for stay small.
    type Cell = OnceLock<Option<Box<ResourceType>>>;
    static DECODED: OnceLock<Box<[Cell]>> = OnceLock::new();
    match overlay::of(name) {
        Some(Word::Removed) => return None,
        Some(Word::Given(given)) => return Some(given),
        None => {}
    }
    let index = index_of(name)?;
    let cells = DECODED.get_or_init(|| (0..type_count()).map(|_| OnceLock::new()).collect());
    let decoded = cells.get(index)?.get_or_init(|| decode(index).map(Box::new));
    decoded.as_deref()
}

/// The schema of a type that ships, as text.
pub(crate) fn text(name: &str) -> Option<String> {
    String::from_utf8(archive().unpack(index_of(name)?)?).ok()
}

/// All names in ascending order, SAM's among them.
pub fn resource_type_names() -> impl DoubleEndedIterator<Item = &'static str> {
    (0..type_count()).filter_map(|index| archive().name(index))
}

fn type_count() -> usize {
    archive().first_not_below(FIRST_NON_TYPE)
}

fn decode(index: usize) -> Option<ResourceType> {
    let bytes = archive().unpack(index)?;
    ResourceType::from_json(std::str::from_utf8(&bytes).ok()?).ok()
}

/// A schema that a rule brings, by the name of its entry: `extensions/aws_sqs_queue/queue_dlq`.
/// Decoded on first use, and kept.
pub fn rule_schema(name: &str) -> Option<&'static Document> {
    type Cell = OnceLock<Option<Box<Document>>>;
    static DECODED: OnceLock<Box<[Cell]>> = OnceLock::new();
    let first = type_count();
    let index = archive().find(name)?.checked_sub(first)?;
    let cells = DECODED.get_or_init(|| (first..archive().len()).map(|_| OnceLock::new()).collect());
    let decoded = cells.get(index)?.get_or_init(|| {
        let bytes = archive().unpack(first + index)?;
        Document::from_json(std::str::from_utf8(&bytes).ok()?).ok().map(Box::new)
    });
    decoded.as_deref()
}

/// The schema that such a rule has in a region. `None` where it says nothing of it.
pub fn rule_schema_in(name: &str, region: Region) -> Option<&'static Document> {
    let entry_name = format!("{name}@{}", region.name());
    rule_schema(&entry_name).or_else(|| {
        let like = entry(&entry_name)?;
        rule_schema(&format!("{name}@{}", std::str::from_utf8(like.strip_prefix(b"=")?).ok()?))
    })
}

/// The text of data that is no schema, such as `data/stateful-types`.
pub fn rule_data(name: &str) -> Option<String> {
    String::from_utf8(entry(name)?).ok()
}

/// The place of a type among all types.
pub(crate) fn index_of(name: &str) -> Option<usize> {
    (name < FIRST_NON_TYPE).then(|| archive().find(name))?
}

/// An entry of the archive that is no type.
pub(crate) fn entry(name: &str) -> Option<Vec<u8>> {
    archive().unpack(archive().find(name)?)
}

fn archive() -> Archive<'static> {
    static ARCHIVE: OnceLock<Archive<'static>> = OnceLock::new();
    *ARCHIVE.get_or_init(|| Archive::open(PACK).expect("refresh writes the archive"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    /// Names of keywords that hold prose; below these maps they are just names.
    fn prose(json: &Json<'_>, names: bool) -> Option<String> {
        match json {
            Json::Array(items) => items.iter().find_map(|item| prose(item, false)),
            Json::Object(members) => members.iter().find_map(|(key, value)| {
                let dropped = ["description", "title", "examples", "$comment", "handlers"];
                if !names && dropped.contains(&key.as_ref()) {
                    return Some(key.to_string());
                }
                let map =
                    !names && matches!(key.as_ref(), "properties" | "definitions" | "patternProperties");
                prose(value, map)
            }),
            _ => None,
        }
    }

    #[test]
    fn the_archive_holds_no_prose() {
        for (index, name) in resource_type_names().enumerate() {
            let bytes = archive().unpack(index).expect(name);
            let text = std::str::from_utf8(&bytes).expect(name);
            let json = Json::parse(text).expect(name);
            assert_eq!(prose(&json, false), None, "{name}");
        }
    }

    #[test]
    fn every_schema_of_a_rule_is_one() {
        let names = (type_count()..archive().len()).filter_map(|index| archive().name(index));
        let mut count = 0;
        for name in names.filter(|name| name.contains('/') && !name.starts_with("data/")) {
            let bytes = entry(name).expect(name);
            let text = std::str::from_utf8(&bytes).expect(name);
            let json = Json::parse(text);
            let like =
                text.strip_prefix('=').map(|like| format!("{}@{like}", name.split('@').next().expect(name)));
            if let Some(like) = like {
                assert!(rule_schema(&like).is_some(), "{name} is like {like}");
            } else {
                assert_eq!(prose(&json.expect(name), false), None, "{name}");
                assert!(rule_schema(name).is_some(), "{name}: {:?}", Document::from_json(text).err());
            }
            count += 1;
        }
        assert!(count > 500, "{count}");
    }

    #[test]
    fn broken_archives_are_refused() {
        assert!(Archive::open(&PACK[..10]).is_none());
        assert!(Archive::open(&PACK[1..]).is_none());
        // A cut end is found when its entries are read, and harms no other.
        let cut = Archive::open(&PACK[..PACK.len() / 2]).expect("the head is whole");
        assert!(cut.unpack(0).is_some());
        assert!(cut.unpack(cut.len() - 1).is_none());
        assert!(cut.unpack(usize::MAX).is_none());
    }
}
