//! Which property is the name of a resource, and what the service says of it
//! beyond the schema. Types that are not in the table are named by `<Type>Name`
//! where the schema says that it identifies the resource and is given for good.
//!
//! Source: the naming constraints in the API references of the services.

use std::ops::RangeInclusive;

use formwork_schemas::{ResourceType, TypeLookup, lookup};

use Form::{Alias, Fifo, Path, Plain};
use Scope::{Global, Regional};

/// The property that names resources of a type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameProperty<'n> {
    type_name: &'n str,
    pub(crate) property: &'n str,
    pub(crate) scope: Scope,
    pub(crate) form: Form,
    /// Characters, where the schema doesn't say it.
    length: Option<(u16, u16)>,
}

/// Where a name is taken once it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Regional,
    /// In all regions together.
    Global,
}

/// What stands around the organisation's part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    /// Steps with `/` between them.
    Path,
    /// Begins with `alias/`.
    Alias,
    /// May end in `.fifo`.
    Fifo,
}

impl<'n> NameProperty<'n> {
    /// A property of which nothing more is known.
    pub(crate) fn plain(type_name: &'n str, property: &'n str) -> Self {
        Self { type_name, property, scope: Regional, form: Plain, length: None }
    }

    /// How many characters the service takes, where the schema doesn't say it.
    pub(crate) fn length(&self) -> Option<RangeInclusive<usize>> {
        self.length.map(|(min, max)| usize::from(min)..=usize::from(max))
    }
}

/// The name property of a type, if it has one.
pub(crate) fn name_property(type_name: &str) -> Option<NameProperty<'static>> {
    match NAMES.binary_search_by(|row| row.type_name.cmp(type_name)) {
        Ok(index) => NAMES.get(index).copied(),
        Err(_) if NOT_NAMES.contains(&type_name) => None,
        Err(_) => match lookup(type_name) {
            TypeLookup::Known(known) => derived(known),
            _ => None,
        },
    }
}

/// `<Type>Name`, where it alone identifies the resource and can't be changed.
fn derived(known: &'static ResourceType) -> Option<NameProperty<'static>> {
    let [path] = known.primary_identifier() else { return None };
    let [property] = &**path else { return None };
    let last = known.name().rsplit("::").next()?;
    let is_name = property.strip_suffix("Name") == Some(last)
        && known.is_create_only(path)
        && !known.is_read_only(path);
    is_name.then(|| row(known.name(), property, Regional, Plain, None))
}

const fn row(
    type_name: &'static str,
    property: &'static str,
    scope: Scope,
    form: Form,
    length: Option<(u16, u16)>,
) -> NameProperty<'static> {
    NameProperty { type_name, property, scope, form, length }
}

/// Types whose `<Type>Name` is not free: a domain of the internet, a fixed prefix.
const NOT_NAMES: &[&str] = &["AWS::GameLift::Location", "AWS::Lightsail::Domain"];

/// Names under which AWS looks for a resource.
/// Source: DMS's roles for VPCs and logs, StackSets' and Control Tower's roles.
const GIVEN_BY_AWS: &[&str] = &[
    "AWSCloudFormationStackSetAdministrationRole",
    "AWSCloudFormationStackSetExecutionRole",
    "AWSControlTowerExecution",
    "dms-access-for-endpoint",
    "dms-cloudwatch-logs-role",
    "dms-vpc-role",
];

/// Whether AWS and not the organisation gives the name.
pub(crate) fn is_given_by_aws(name: &str) -> bool {
    GIVEN_BY_AWS.contains(&name)
}

/// By type.
#[rustfmt::skip]
const NAMES: &[NameProperty<'static>] = &[
    row("AWS::ApiGateway::ApiKey", "Name", Regional, Plain, None),
    row("AWS::ApiGateway::RestApi", "Name", Regional, Plain, None),
    row("AWS::ApiGateway::UsagePlan", "UsagePlanName", Regional, Plain, None),
    row("AWS::ApiGateway::VpcLink", "Name", Regional, Plain, None),
    row("AWS::ApiGatewayV2::Api", "Name", Regional, Plain, Some((1, 128))),
    row("AWS::ApiGatewayV2::VpcLink", "Name", Regional, Plain, None),
    row("AWS::AppConfig::Application", "Name", Regional, Plain, None),
    row("AWS::AppSync::GraphQLApi", "Name", Regional, Plain, None),
    row("AWS::Athena::WorkGroup", "Name", Regional, Plain, None),
    row("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName", Regional, Plain, None),
    row("AWS::AutoScaling::LaunchConfiguration", "LaunchConfigurationName", Regional, Plain, None),
    row("AWS::Backup::BackupVault", "BackupVaultName", Regional, Plain, None),
    row("AWS::Batch::ComputeEnvironment", "ComputeEnvironmentName", Regional, Plain, Some((1, 128))),
    row("AWS::Batch::JobDefinition", "JobDefinitionName", Regional, Plain, None),
    row("AWS::Batch::JobQueue", "JobQueueName", Regional, Plain, None),
    row("AWS::CloudFront::Function", "Name", Global, Plain, None),
    row("AWS::CloudFront::KeyValueStore", "Name", Global, Plain, None),
    row("AWS::CloudTrail::Trail", "TrailName", Regional, Plain, None),
    row("AWS::CloudWatch::Alarm", "AlarmName", Regional, Plain, None),
    row("AWS::CloudWatch::CompositeAlarm", "AlarmName", Regional, Plain, None),
    row("AWS::CloudWatch::Dashboard", "DashboardName", Global, Plain, Some((1, 255))),
    row("AWS::CloudWatch::MetricStream", "Name", Regional, Plain, None),
    row("AWS::CodeBuild::Project", "Name", Regional, Plain, Some((2, 255))),
    row("AWS::CodeCommit::Repository", "RepositoryName", Regional, Plain, None),
    row("AWS::CodeDeploy::Application", "ApplicationName", Regional, Plain, None),
    row("AWS::CodeDeploy::DeploymentGroup", "DeploymentGroupName", Regional, Plain, None),
    row("AWS::CodePipeline::Pipeline", "Name", Regional, Plain, Some((1, 100))),
    row("AWS::Cognito::IdentityPool", "IdentityPoolName", Regional, Plain, None),
    row("AWS::Cognito::UserPool", "UserPoolName", Regional, Plain, None),
    row("AWS::Cognito::UserPoolClient", "ClientName", Regional, Plain, None),
    row("AWS::Config::ConfigRule", "ConfigRuleName", Regional, Plain, Some((1, 128))),
    row("AWS::DMS::ReplicationInstance", "ReplicationInstanceIdentifier", Regional, Plain, Some((1, 63))),
    row("AWS::DocDB::DBCluster", "DBClusterIdentifier", Regional, Plain, Some((1, 63))),
    row("AWS::DocDB::DBInstance", "DBInstanceIdentifier", Regional, Plain, Some((1, 63))),
    row("AWS::DynamoDB::GlobalTable", "TableName", Regional, Plain, Some((3, 255))),
    row("AWS::DynamoDB::Table", "TableName", Regional, Plain, Some((3, 255))),
    row("AWS::EC2::KeyPair", "KeyName", Regional, Plain, Some((1, 255))),
    row("AWS::EC2::LaunchTemplate", "LaunchTemplateName", Regional, Plain, Some((3, 128))),
    row("AWS::EC2::PrefixList", "PrefixListName", Regional, Plain, None),
    row("AWS::EC2::SecurityGroup", "GroupName", Regional, Plain, Some((1, 255))),
    row("AWS::ECR::Repository", "RepositoryName", Regional, Path, None),
    row("AWS::ECS::CapacityProvider", "Name", Regional, Plain, Some((1, 255))),
    row("AWS::ECS::Cluster", "ClusterName", Regional, Plain, Some((1, 255))),
    row("AWS::ECS::Service", "ServiceName", Regional, Plain, Some((1, 255))),
    row("AWS::ECS::TaskDefinition", "Family", Regional, Plain, Some((1, 255))),
    row("AWS::EKS::Cluster", "Name", Regional, Plain, None),
    row("AWS::EKS::FargateProfile", "FargateProfileName", Regional, Plain, None),
    row("AWS::EKS::Nodegroup", "NodegroupName", Regional, Plain, Some((1, 63))),
    row("AWS::ElastiCache::CacheCluster", "ClusterName", Regional, Plain, Some((1, 50))),
    row("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId", Regional, Plain, Some((1, 40))),
    row("AWS::ElastiCache::ServerlessCache", "ServerlessCacheName", Regional, Plain, Some((1, 40))),
    row("AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName", Regional, Plain, Some((1, 255))),
    row("AWS::ElasticBeanstalk::Application", "ApplicationName", Regional, Plain, None),
    row("AWS::ElasticBeanstalk::Environment", "EnvironmentName", Regional, Plain, None),
    row("AWS::ElasticLoadBalancing::LoadBalancer", "LoadBalancerName", Regional, Plain, Some((1, 32))),
    row("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name", Regional, Plain, Some((1, 32))),
    row("AWS::ElasticLoadBalancingV2::TargetGroup", "Name", Regional, Plain, Some((1, 32))),
    row("AWS::Events::EventBus", "Name", Regional, Plain, None),
    row("AWS::Events::Rule", "Name", Regional, Plain, None),
    row("AWS::GlobalAccelerator::Accelerator", "Name", Global, Plain, None),
    row("AWS::Glue::Crawler", "Name", Regional, Plain, None),
    row("AWS::Glue::Job", "Name", Regional, Plain, None),
    row("AWS::Glue::Trigger", "Name", Regional, Plain, None),
    row("AWS::Glue::Workflow", "Name", Regional, Plain, None),
    row("AWS::IAM::Group", "GroupName", Global, Plain, None),
    row("AWS::IAM::InstanceProfile", "InstanceProfileName", Global, Plain, None),
    row("AWS::IAM::ManagedPolicy", "ManagedPolicyName", Global, Plain, Some((1, 128))),
    row("AWS::IAM::Role", "RoleName", Global, Plain, None),
    row("AWS::IAM::SAMLProvider", "Name", Global, Plain, None),
    row("AWS::IAM::ServerCertificate", "ServerCertificateName", Global, Plain, None),
    row("AWS::IAM::User", "UserName", Global, Plain, None),
    row("AWS::KMS::Alias", "AliasName", Regional, Alias, None),
    row("AWS::Kinesis::Stream", "Name", Regional, Plain, None),
    row("AWS::KinesisAnalyticsV2::Application", "ApplicationName", Regional, Plain, None),
    row("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", Regional, Plain, None),
    row("AWS::Lambda::Function", "FunctionName", Regional, Plain, None),
    row("AWS::Lambda::LayerVersion", "LayerName", Regional, Plain, None),
    row("AWS::Logs::LogGroup", "LogGroupName", Regional, Path, None),
    row("AWS::MSK::Cluster", "ClusterName", Regional, Plain, None),
    row("AWS::Neptune::DBCluster", "DBClusterIdentifier", Regional, Plain, None),
    row("AWS::Neptune::DBInstance", "DBInstanceIdentifier", Regional, Plain, Some((1, 63))),
    row("AWS::OpenSearchService::Domain", "DomainName", Regional, Plain, Some((3, 28))),
    row("AWS::Pipes::Pipe", "Name", Regional, Plain, None),
    row("AWS::RDS::DBCluster", "DBClusterIdentifier", Regional, Plain, None),
    row("AWS::RDS::DBClusterParameterGroup", "DBClusterParameterGroupName", Regional, Plain, Some((1, 255))),
    row("AWS::RDS::DBInstance", "DBInstanceIdentifier", Regional, Plain, None),
    row("AWS::RDS::DBParameterGroup", "DBParameterGroupName", Regional, Plain, Some((1, 255))),
    row("AWS::RDS::DBProxy", "DBProxyName", Regional, Plain, None),
    row("AWS::RDS::DBSubnetGroup", "DBSubnetGroupName", Regional, Plain, Some((1, 255))),
    row("AWS::RDS::GlobalCluster", "GlobalClusterIdentifier", Regional, Plain, None),
    row("AWS::RDS::OptionGroup", "OptionGroupName", Regional, Plain, Some((1, 255))),
    row("AWS::Redshift::Cluster", "ClusterIdentifier", Regional, Plain, None),
    row("AWS::S3::Bucket", "BucketName", Global, Plain, Some((3, 63))),
    row("AWS::SNS::Topic", "TopicName", Regional, Fifo, Some((1, 256))),
    row("AWS::SQS::Queue", "QueueName", Regional, Fifo, Some((1, 80))),
    row("AWS::SSM::Document", "Name", Regional, Plain, None),
    row("AWS::SSM::Parameter", "Name", Regional, Path, None),
    row("AWS::SageMaker::Endpoint", "EndpointName", Regional, Plain, None),
    row("AWS::SageMaker::NotebookInstance", "NotebookInstanceName", Regional, Plain, None),
    row("AWS::Scheduler::Schedule", "Name", Regional, Plain, None),
    row("AWS::Scheduler::ScheduleGroup", "Name", Regional, Plain, None),
    row("AWS::SecretsManager::Secret", "Name", Regional, Path, None),
    row("AWS::Serverless::Api", "Name", Regional, Plain, None),
    row("AWS::Serverless::Function", "FunctionName", Regional, Plain, Some((1, 64))),
    row("AWS::Serverless::GraphQLApi", "Name", Regional, Plain, None),
    row("AWS::Serverless::HttpApi", "Name", Regional, Plain, Some((1, 128))),
    row("AWS::Serverless::LayerVersion", "LayerName", Regional, Plain, Some((1, 140))),
    row("AWS::Serverless::SimpleTable", "TableName", Regional, Plain, Some((3, 255))),
    row("AWS::Serverless::StateMachine", "Name", Regional, Plain, None),
    row("AWS::Serverless::WebSocketApi", "Name", Regional, Plain, Some((1, 128))),
    row("AWS::StepFunctions::Activity", "Name", Regional, Plain, None),
    row("AWS::StepFunctions::StateMachine", "StateMachineName", Regional, Plain, None),
    row("AWS::Synthetics::Canary", "Name", Regional, Plain, None),
    row("AWS::WAFv2::IPSet", "Name", Regional, Plain, None),
    row("AWS::WAFv2::RuleGroup", "Name", Regional, Plain, None),
    row("AWS::WAFv2::WebACL", "Name", Regional, Plain, None),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_agrees_with_the_schemas() {
        assert!(NAMES.is_sorted_by(|a, b| a.type_name < b.type_name));
        for row in NAMES {
            let known = formwork_schemas::resource_type(row.type_name).expect(row.type_name);
            let property = [row.property];
            assert!(known.property_at(&property).is_some(), "{} has no {}", row.type_name, row.property);
            // SAM's schemas call what its transform passes on read-only.
            assert!(
                known.is_sam() || !known.is_read_only(&property),
                "{} of {} is read-only",
                row.property,
                row.type_name
            );
        }
    }

    #[test]
    fn other_types_are_named_by_what_identifies_them() {
        let property = |name| name_property(name).map(|name| name.property);
        assert_eq!(property("AWS::MemoryDB::Cluster"), Some("ClusterName"));
        assert_eq!(property("AWS::Route53::RecordSet"), None, "its name is a domain");
        assert_eq!(property("AWS::EKS::Addon"), None, "its name is the vendor's");
        assert_eq!(property("AWS::Lightsail::Domain"), None);
    }
}
