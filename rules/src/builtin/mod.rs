//! The built-in rules. Adding one is a file in its family's folder and a line below.

use crate::rule::rules;

rules! {
    analysis {
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
    }
    network {
        overlapping_cidr_blocks::OverlappingCidrBlocks,
        world_open_security_group::WorldOpenSecurityGroup,
        subnet_outside_vpc::SubnetOutsideVpc,
        overlapping_subnet::OverlappingSubnet,
    }
    naming {
        misnamed_resource::MisnamedResource,
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
        invalid_template::InvalidTemplate,
        oversized_template::OversizedTemplate,
        long_description::LongDescription,
        invalid_description::InvalidDescription,
        invalid_transform::InvalidTransform,
        invalid_deletion_policy::InvalidDeletionPolicy,
        invalid_update_replace_policy::InvalidUpdateReplacePolicy,
        invalid_resource::InvalidResource,
    }
    limits {
        too_many_resources::TooManyResources,
        too_many_parameters::TooManyParameters,
        too_many_outputs::TooManyOutputs,
        long_logical_id::LongLogicalId,
        long_parameter_name::LongParameterName,
        long_output_name::LongOutputName,
        long_mapping_name::LongMappingName,
        too_many_map_keys::TooManyMapKeys,
    }
    parameters {
        unused_parameter::UnusedParameter,
        invalid_parameter::InvalidParameter,
        unknown_parameter_type::UnknownParameterType,
        invalid_default::InvalidDefault,
    }
    mappings {
        unused_mapping::UnusedMapping,
        invalid_mapping::InvalidMapping,
    }
    conditions {
        invalid_condition::InvalidCondition,
        invalid_equals::InvalidEquals,
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
    }
    tagging {
        missing_required_tag::MissingRequiredTag,
        unknown_tag::UnknownTag,
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
        duplicate_route_table::DuplicateRouteTable,
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
        invalid_tag::InvalidTag,
    }
}
