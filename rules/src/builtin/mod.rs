//! The built-in rules. Adding one is a file in its family's folder and a line below.

use crate::rule::{Entry, rules};

mod rows;
#[cfg(test)]
mod tests;

/// Every built-in rule.
pub(crate) fn entries() -> impl Iterator<Item = &'static Entry> {
    RULES.iter().chain(rows::ALL.iter().copied().flatten())
}

/// The built-in rule with this code that is no Guard rule.
pub(crate) fn meta(code: &str) -> Option<&'static crate::Meta> {
    entries().map(|entry| &entry.meta).find(|meta| meta.code == code)
}

rules! {
    analysis {
        internal_error::InternalError,
        incomplete_analysis::IncompleteAnalysis,
    }
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
        invalid_config_glob::InvalidConfigGlob,
    }
    guard_rules {
        invalid_guard_rule::InvalidGuardRule,
        invalid_rule_test::InvalidRuleTest,
        unknown_tested_rule::UnknownTestedRule,
    }
    rule_files {
        unreadable_rule_file::UnreadableRuleFile,
        unknown_rule_key::UnknownRuleKey,
        wrong_rule_kind::WrongRuleKind,
        unknown_rule_word::UnknownRuleWord,
        duplicate_rule_entry::DuplicateRuleEntry,
        invalid_rule_regex::InvalidRuleRegex,
        unknown_rule_type::UnknownRuleType,
        unknown_rule_property::UnknownRuleProperty,
        unsupported_schema_keyword::UnsupportedSchemaKeyword,
        invalid_rule_schema::InvalidRuleSchema,
        unknown_placeholder::UnknownPlaceholder,
        clashing_rule_id::ClashingRuleId,
        untested_rule::UntestedRule,
        invalid_type_schema::InvalidTypeSchema,
    }
    deployment {
        invalid_deployment_file::InvalidDeploymentFile,
        invalid_parameter_file::InvalidParameterFile,
        unfit_parameter_value::UnfitParameterValue,
    }
    network {
        overlapping_cidr_blocks::OverlappingCidrBlocks,
        repeated_route_table_association::RepeatedRouteTableAssociation,
        world_open_security_group::WorldOpenSecurityGroup,
        block_outside_plan::BlockOutsidePlan,
        small_subnet::SmallSubnet,
        reserved_block::ReservedBlock,
        block_used_twice::BlockUsedTwice,
        subnet_outside_vpc::SubnetOutsideVpc,
        overlapping_subnet::OverlappingSubnet,
    }
    landing_zone {
        hardcoded_landing_zone_id::HardcodedLandingZoneId,
        unknown_landing_zone_parameter::UnknownLandingZoneParameter,
    }
    defaults {
        missing_default::MissingDefault,
        contradicted_default::ContradictedDefault,
    }
    cost {
        unapproved_instance_family::UnapprovedInstanceFamily,
    }
    naming {
        misnamed_resource::MisnamedResource,
        name_used_twice::NameUsedTwice,
        unnamed_resource::UnnamedResource,
        unsegregated_policy::UnsegregatedPolicy,
        name_of_other_environment::NameOfOtherEnvironment,
    }
    schema {
        allowed_duplicate_items::AllowedDuplicateItems,
        conflicting_property::ConflictingProperty,
        duplicate_items::DuplicateItems,
        missing_companion_property::MissingCompanionProperty,
        missing_one_of_properties::MissingOneOfProperties,
        missing_required_property::MissingRequiredProperty,
        no_fitting_form::NoFittingForm,
        not_exactly_one_form::NotExactlyOneForm,
        not_exactly_one_property::NotExactlyOneProperty,
        out_of_range_number::OutOfRangeNumber,
        pattern_mismatch::PatternMismatch,
        too_many_distinct_items::TooManyDistinctItems,
        unknown_property::UnknownProperty,
        unknown_resource_type::UnknownResourceType,
        value_not_allowed::ValueNotAllowed,
        wrong_item_count::WrongItemCount,
        wrong_length::WrongLength,
        wrong_value_type::WrongValueType,
    }
    retention {
        unset_deletion_policy::UnsetDeletionPolicy,
        one_sided_deletion_policy::OneSidedDeletionPolicy,
        unset_retention_period::UnsetRetentionPeriod,
    }
    lifecycle {
        shut_down_service::ShutDownService,
        ending_service::EndingService,
        frozen_service::FrozenService,
    }
    resources {
        ambiguous_name::AmbiguousName,
        repeated_identifier::RepeatedIdentifier,
        previous_generation_instance::PreviousGenerationInstance,
    }
    modules {
        invalid_module::InvalidModule,
    }
    policies {
        invalid_update_policy::InvalidUpdatePolicy,
        invalid_creation_policy::InvalidCreationPolicy,
    }
    nested_stacks {
        wrong_nested_parameters::WrongNestedParameters,
    }
    metadata {
        invalid_metadata::InvalidMetadata,
        invalid_interface::InvalidInterface,
        unknown_interface_parameter::UnknownInterfaceParameter,
        invalid_linter_config::InvalidLinterConfig,
        invalid_resource_metadata::InvalidResourceMetadata,
        invalid_init::InvalidInit,
        missing_context::MissingContext,
        context_without_why::ContextWithoutWhy,
        invalid_context::InvalidContext,
    }
    serverless {
        missing_serverless_transform::MissingServerlessTransform,
        serverless_attribute_without_transform::ServerlessAttributeWithoutTransform,
        ignored_serverless_attribute::IgnoredServerlessAttribute,
        invalid_globals::InvalidGlobals,
    }
    dynamic_references {
        unreplaced_parameter::UnreplacedParameter,
        invalid_dynamic_reference::InvalidDynamicReference,
        misplaced_secure_parameter::MisplacedSecureParameter,
        misplaced_secret::MisplacedSecret,
        secret_in_place_of_arn::SecretInPlaceOfArn,
        spaced_dynamic_reference::SpacedDynamicReference,
    }
    portability {
        hardcoded_partition::HardcodedPartition,
        hardcoded_availability_zone::HardcodedAvailabilityZone,
    }
    security {
        hardcoded_password::HardcodedPassword,
        secret_from_parameter::SecretFromParameter,
        subnet_auto_assigns_public_ip::SubnetAutoAssignsPublicIp,
    }
    suppressions {
        unused_suppression::UnusedSuppression,
        expired_suppression::ExpiredSuppression,
        unknown_suppressed_rule::UnknownSuppressedRule,
        incomplete_suppression::IncompleteSuppression,
        forbidden_suppression::ForbiddenSuppression,
    }
    api {
        unauthorized_api_route::UnauthorizedApiRoute,
    }
    syntax {
        unreadable::Unreadable,
        invalid_loop::InvalidLoop,
        invalid_template::InvalidTemplate,
        oversized_template::OversizedTemplate,
        nearly_oversized_template::NearlyOversizedTemplate,
        long_description::LongDescription,
        nearly_long_description::NearlyLongDescription,
        invalid_description::InvalidDescription,
        invalid_transform::InvalidTransform,
        invalid_deletion_policy::InvalidDeletionPolicy,
        invalid_update_replace_policy::InvalidUpdateReplacePolicy,
        invalid_resource::InvalidResource,
    }
    yaml {
        used_alias::UsedAlias,
        used_merge::UsedMerge,
    }
    limits {
        too_many_resources::TooManyResources,
        nearly_too_many_resources::NearlyTooManyResources,
        too_many_parameters::TooManyParameters,
        nearly_too_many_parameters::NearlyTooManyParameters,
        too_many_outputs::TooManyOutputs,
        nearly_too_many_outputs::NearlyTooManyOutputs,
        long_logical_id::LongLogicalId,
        nearly_long_logical_id::NearlyLongLogicalId,
        long_parameter_name::LongParameterName,
        nearly_long_parameter_name::NearlyLongParameterName,
        long_output_name::LongOutputName,
        nearly_long_output_name::NearlyLongOutputName,
        long_mapping_name::LongMappingName,
        nearly_long_mapping_name::NearlyLongMappingName,
        too_many_map_keys::TooManyMapKeys,
        nearly_too_many_map_keys::NearlyTooManyMapKeys,
    }
    parameters {
        unused_parameter::UnusedParameter,
        invalid_parameter::InvalidParameter,
        unknown_parameter_type::UnknownParameterType,
        unusual_parameter_type::UnusualParameterType,
        invalid_allowed_pattern::InvalidAllowedPattern,
        invalid_default::InvalidDefault,
        shown_secret::ShownSecret,
        untyped_image_parameter::UntypedImageParameter,
    }
    rules {
        invalid_rule::InvalidRule,
        invalid_assertion::InvalidAssertion,
        invalid_rule_condition::InvalidRuleCondition,
    }
    mappings {
        unused_mapping::UnusedMapping,
        invalid_mapping::InvalidMapping,
    }
    conditions {
        invalid_condition::InvalidCondition,
        invalid_equals::InvalidEquals,
        constant_equals::ConstantEquals,
        invalid_and::InvalidAnd,
        invalid_or::InvalidOr,
        invalid_not::InvalidNot,
        unused_condition::UnusedCondition,
        missing_resource_condition::MissingResourceCondition,
        missing_output_condition::MissingOutputCondition,
    }
    intrinsics {
        missing_referent::MissingReferent,
        invalid_get_att::InvalidGetAtt,
        invalid_sub::InvalidSub,
        invalid_join::InvalidJoin,
        join_without_delimiter::JoinWithoutDelimiter,
        invalid_select::InvalidSelect,
        invalid_split::InvalidSplit,
        invalid_find_in_map::InvalidFindInMap,
        invalid_if::InvalidIf,
        invalid_get_azs::InvalidGetAzs,
        invalid_import_value::InvalidImportValue,
        invalid_base64::InvalidBase64,
        invalid_cidr::InvalidCidr,
        invalid_length::InvalidLength,
        invalid_to_json_string::InvalidToJsonString,
        invalid_for_each::InvalidForEach,
        invalid_get_stack_output::InvalidGetStackOutput,
        missing_sub::MissingSub,
        unreferenced_pseudo_parameter::UnreferencedPseudoParameter,
        unneeded_sub::UnneededSub,
        unused_sub_variable::UnusedSubVariable,
        unreachable_branch::UnreachableBranch,
    }
    dependencies {
        missing_dependency::MissingDependency,
        unavailable_resource::UnavailableResource,
        redundant_dependency::RedundantDependency,
        circular_dependency::CircularDependency,
    }
    outputs {
        invalid_output_value::InvalidOutputValue,
        invalid_output::InvalidOutput,
        incomplete_output::IncompleteOutput,
        wrong_output_type::WrongOutputType,
        wrong_export_name_type::WrongExportNameType,
        passed_on_import::PassedOnImport,
    }
    tagging {
        missing_required_tag::MissingRequiredTag,
        unknown_tag::UnknownTag,
        unpropagated_tag::UnpropagatedTag,
        duplicate_tag_key::DuplicateTagKey,
        reserved_tag_key::ReservedTagKey,
        tag_beyond_limit::TagBeyondLimit,
        wrong_stack_tag::WrongStackTag,
    }
    lambda {
        deprecated_runtime::DeprecatedRuntime,
        blocked_runtime_creation::BlockedRuntimeCreation,
        blocked_runtime_update::BlockedRuntimeUpdate,
        incomplete_zip_function::IncompleteZipFunction,
        unsupported_snap_start::UnsupportedSnapStart,
        unpublished_snap_start::UnpublishedSnapStart,
        missing_snap_start::MissingSnapStart,
        too_many_subscriptions::TooManySubscriptions,
        large_environment::LargeEnvironment,
        long_layer_arn::LongLayerArn,
    }
    s3 {
        canned_access_control::CannedAccessControl,
        invalid_tiering_days::InvalidTieringDays,
    }
    packaging {
        local_artifact::LocalArtifact,
    }
    ec2 {
        missing_image::MissingImage,
        ignored_iops::IgnoredIops,
        ignored_virtual_name::IgnoredVirtualName,
        odd_address_domain::OddAddressDomain,
        duplicate_private_dns::DuplicatePrivateDns,
    }
    codepipeline {
        misplaced_source::MisplacedSource,
        unknown_artifact::UnknownArtifact,
        wrong_artifact_count::WrongArtifactCount,
        wrong_action_configuration::WrongActionConfiguration,
    }
    cloudfront {
        invalid_alias::InvalidAlias,
        unknown_origin::UnknownOrigin,
        ignored_forwarded_values::IgnoredForwardedValues,
    }
    route53 {
        record_outside_zone::RecordOutsideZone,
    }
    ecs {
        unequal_host_port::UnequalHostPort,
        fixed_health_check_port::FixedHealthCheckPort,
    }
    rds {
        ignored_replica_mode::IgnoredReplicaMode,
    }
    ssm {
        reserved_parameter_name::ReservedParameterName,
    }
    autoscaling {
        mixed_health_checks::MixedHealthChecks,
    }
    certificates {
        foreign_validation_domain::ForeignValidationDomain,
    }
    backup {
        short_cold_storage::ShortColdStorage,
    }
    apigateway {
        mixed_api_definition::MixedApiDefinition,
        empty_method_settings::EmptyMethodSettings,
    }
    events {
        invalid_schedule::InvalidSchedule,
    }
    dynamodb {
        unmatched_attribute::UnmatchedAttribute,
    }
    elasticache {
        unreliable_cluster::UnreliableCluster,
    }
    iam {
        invalid_role_arn::InvalidRoleArn,
        lost_role_path::LostRolePath,
        old_policy_version::OldPolicyVersion,
        unknown_action::UnknownAction,
        invalid_resource_arn::InvalidResourceArn,
        unfit_statement_resource::UnfitStatementResource,
    }
    properties {
        read_only_property::ReadOnlyProperty,
        invalid_tag::InvalidTag,
    }
}
