//! The spellings of a key that Guard tries when a map has no such key:
//! `resources` and `foo_bar` find `Resources` and `FooBar`. Which spellings
//! there are, and their order, is cfn-guard 3.2.1's.

use cruet::case;
use smol_str::SmolStr;

/// The spellings, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Casing {
    Camel,
    Class,
    Kebab,
    Pascal,
    Snake,
    Title,
    Train,
}

impl Casing {
    /// `key` in this spelling.
    pub(crate) fn of(self, key: &str) -> SmolStr {
        match self {
            Self::Camel => case::to_camel_case(key),
            Self::Class => case::to_class_case(key),
            Self::Kebab => case::to_kebab_case(key),
            Self::Pascal => case::to_pascal_case(key),
            Self::Snake => case::to_snake_case(key),
            Self::Title => case::to_title_case(key),
            Self::Train => case::to_train_case(key),
        }
        .into()
    }
}

/// A key in every spelling but class case, which makes singulars and is slow:
/// [`Variants::class_may_be`] says when it is worth asking for.
#[derive(Debug)]
pub(crate) struct Variants {
    pub(crate) camel: SmolStr,
    pub(crate) others: [(Casing, SmolStr); 5],
    pascal: SmolStr,
    /// Where the last word of `pascal` begins: the one of which class case makes a singular.
    last_word: usize,
}

/// Plurals of their own kind, some of which share only the first letter with their singular.
const IRREGULAR: [&str; 12] =
    ["People", "Men", "Women", "Teeth", "Geese", "Feet", "Lice", "Mice", "Dice", "Kine", "Children", "Oxen"];

impl Variants {
    pub(crate) fn of(key: &str) -> Self {
        let pascal = Casing::Pascal.of(key);
        Self {
            camel: Casing::Camel.of(key),
            last_word: pascal.rfind(char::is_uppercase).unwrap_or(0),
            others: [
                (Casing::Kebab, Casing::Kebab.of(key)),
                (Casing::Pascal, pascal.clone()),
                (Casing::Snake, Casing::Snake.of(key)),
                (Casing::Title, Casing::Title.of(key)),
                (Casing::Train, Casing::Train.of(key)),
            ],
            pascal,
        }
    }

    /// Whether `key` can be this one in class case. Only words in `-s` and `-a` and some others have a
    /// singular; it differs in the last four letters at most, and keeps the first two, unless it is irregular.
    pub(crate) fn class_may_be(&self, key: &str) -> bool {
        let (before, word) = self.pascal.split_at(self.last_word);
        let is_irregular = IRREGULAR.contains(&word);
        if !is_irregular && !word.ends_with(['s', 'a', 'S', 'A']) {
            return key == self.pascal;
        }
        let len = word.len();
        let kept = if is_irregular || len < 3 { 1 } else { len.saturating_sub(4).max(2) };
        let kept = word.get(..kept).unwrap_or(word);
        key.strip_prefix(before)
            .filter(|rest| rest.starts_with(kept) && rest.len() <= len + 2)
            .is_some_and(|rest| !rest.chars().skip(1).any(char::is_uppercase))
    }
}

#[cfg(test)]
mod tests {
    use super::{Casing, Variants};

    #[test]
    fn every_key_that_class_case_makes_may_be_one() {
        for key in [
            "tags",
            "Tags",
            "SecurityGroups",
            "policies",
            "Policies",
            "Statuses",
            "Addresses",
            "Men",
            "people",
            "Indices",
            "vertices",
            "Wolves",
            "Data",
            "axes",
            "Analyses",
            "boxes",
            "Quizzes",
            "foo_bars",
            "Children",
            "Mice",
            "Oxen",
            "Buses",
            "Criteria",
            "Matrices",
            "Halves",
            "Media",
            "Series",
            "Class",
            "s",
            "Is",
        ] {
            let class = Casing::Class.of(key);
            assert!(Variants::of(key).class_may_be(&class), "{key} {class}");
        }
    }
}
