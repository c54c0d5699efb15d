//! The built-in rules. Adding one is a file in its family's folder and a line below.

use crate::rule::rules;

rules! {
    configuration {
        unreadable_config::UnreadableConfig,
        unknown_config_key::UnknownConfigKey,
        wrong_config_kind::WrongConfigKind,
        unknown_config_name::UnknownConfigName,
        duplicate_config_entry::DuplicateConfigEntry,
        invalid_config_regex::InvalidConfigRegex,
        invalid_config_cidr::InvalidConfigCidr,
        invalid_naming_pattern::InvalidNamingPattern,
        mismatched_name_parts::MismatchedNameParts,
    }
    syntax {
        unreadable::Unreadable,
    }
}
