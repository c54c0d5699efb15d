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
    /// How a key begins that can be this one in class case: up to the first letter of the last word.
    class_start: SmolStr,
}

impl Variants {
    pub(crate) fn of(key: &str) -> Self {
        let pascal = Casing::Pascal.of(key);
        let last_word = pascal.rfind(char::is_uppercase).unwrap_or(0);
        let end = pascal[last_word..].chars().next().map_or(last_word, |first| last_word + first.len_utf8());
        Self {
            camel: Casing::Camel.of(key),
            class_start: SmolStr::new(&pascal[..end]),
            others: [
                (Casing::Kebab, Casing::Kebab.of(key)),
                (Casing::Pascal, pascal),
                (Casing::Snake, Casing::Snake.of(key)),
                (Casing::Title, Casing::Title.of(key)),
                (Casing::Train, Casing::Train.of(key)),
            ],
        }
    }

    /// Whether `key` can be this one in class case. A singular begins with the letter that its plural does.
    pub(crate) fn class_may_be(&self, key: &str) -> bool {
        key.starts_with(self.class_start.as_str())
    }
}
