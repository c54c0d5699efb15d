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
    network {
        overlapping_cidr_blocks::OverlappingCidrBlocks,
        world_open_security_group::WorldOpenSecurityGroup,
    }
    schema {
        missing_required_property::MissingRequiredProperty,
        out_of_range_number::OutOfRangeNumber,
        pattern_mismatch::PatternMismatch,
        unknown_property::UnknownProperty,
        unknown_resource_type::UnknownResourceType,
        value_not_allowed::ValueNotAllowed,
        wrong_item_count::WrongItemCount,
        wrong_length::WrongLength,
        wrong_value_type::WrongValueType,
    }
    security {
        subnet_auto_assigns_public_ip::SubnetAutoAssignsPublicIp,
    }
    suppressions {
        unused_suppression::UnusedSuppression,
    }
    api {
        unauthorized_api_route::UnauthorizedApiRoute,
    }
    syntax {
        unreadable::Unreadable,
    }
}
