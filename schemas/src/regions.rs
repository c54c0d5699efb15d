//! The regions, and which of them know a resource type.
//!
//! The archive holds one number per type with one bit per region; every type
//! looks the same wherever it exists.

use std::fmt;
use std::sync::OnceLock;

use crate::catalogue;
use crate::overlay::{self, Word};

/// An AWS region that the data knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(u8);

/// The name of the archive's entry: the regions' names, one per line, an empty
/// line, and eight bytes (little-endian) for each type in the order of names.
pub const ENTRY: &str = "regions";

struct Table {
    names: Vec<Box<str>>,
    members: Vec<RegionSet>,
}

impl Region {
    /// The region of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|region| region.name() == name)
    }

    /// All regions in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..table().names.len()).map(|index| Self(index as u8))
    }

    /// Such as `eu-west-1`.
    pub fn name(self) -> &'static str {
        &table().names[usize::from(self.0)]
    }

    /// The partition in ARNs: `aws`, `aws-cn`, `aws-us-gov`, `aws-iso`...
    pub fn partition(self) -> &'static str {
        let prefixes = [
            ("cn-", "aws-cn"),
            ("us-gov-", "aws-us-gov"),
            ("us-iso-", "aws-iso"),
            ("us-isob-", "aws-iso-b"),
            ("eu-isoe-", "aws-iso-e"),
            ("us-isof-", "aws-iso-f"),
            ("eusc-", "aws-eusc"),
        ];
        let known = prefixes.iter().find(|(prefix, _)| self.name().starts_with(prefix));
        known.map_or("aws", |(_, partition)| partition)
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Some of the regions.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct RegionSet(u64);

impl RegionSet {
    /// True if `region` is one of them.
    pub fn contains(self, region: Region) -> bool {
        self.0 >> region.0 & 1 == 1
    }

    /// True if there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order of names.
    pub fn iter(self) -> impl Iterator<Item = Region> {
        Region::all().filter(move |region| self.contains(*region))
    }
}

impl fmt::Debug for RegionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Where a type exists; nowhere, if it is unknown.
pub fn regions_of(type_name: &str) -> RegionSet {
    let of_own = matches!(overlay::of(type_name), Some(Word::Given(_)));
    if of_own && catalogue::index_of(type_name).is_none() {
        return RegionSet(u64::MAX);
    }
    let index = catalogue::index_of(type_name);
    let members = index.and_then(|index| table().members.get(index));
    members.copied().unwrap_or_default()
}

/// True if the type exists in the region.
pub fn supports(type_name: &str, region: Region) -> bool {
    regions_of(type_name).contains(region)
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let bytes = catalogue::entry(ENTRY).expect("refresh writes the entry");
        read(&bytes).expect("refresh writes the entry in this form")
    })
}

fn read(bytes: &[u8]) -> Option<Table> {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
    let (names, members) = bytes.split_at_checked(end + 2)?;
    let names = std::str::from_utf8(names).ok()?.lines();
    let (members, []) = members.as_chunks::<8>() else {
        return None;
    };
    Some(Table {
        names: names.filter(|name| !name.is_empty()).map(Box::from).collect(),
        members: members.iter().map(|eight| RegionSet(u64::from_le_bytes(*eight))).collect(),
    })
}
