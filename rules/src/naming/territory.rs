//! Where a name is taken once it is used: among which resources no two have one name.
//!
//! Source: the user guides and API references of the services.

/// Among which resources a name is unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Territory<'t> {
    /// The type, or the one that stands for several that share their names.
    pub(crate) space: &'t str,
    /// The properties of what a resource belongs to: names are unique in each.
    pub(crate) within: &'static [&'static str],
}

/// The territory of the names of a type; `None` where two resources may have one name.
pub(crate) fn territory(type_name: &str) -> Option<Territory<'_>> {
    if NOT_UNIQUE.contains(&type_name) {
        return None;
    }
    let space = SHARED.iter().find(|(name, _)| *name == type_name).map_or(type_name, |(_, space)| space);
    let within = WITHIN.iter().find(|(name, _)| *name == type_name).map_or(&[][..], |(_, within)| within);
    Some(Territory { space, within })
}

/// Types whose names are labels, or whose second resource of a name is a new version of the first.
const NOT_UNIQUE: &[&str] = &[
    "AWS::ApiGateway::ApiKey",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::UsagePlan",
    "AWS::ApiGateway::VpcLink",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::VpcLink",
    "AWS::AppConfig::Application",
    "AWS::AppSync::GraphQLApi",
    "AWS::Batch::JobDefinition",
    "AWS::Cognito::IdentityPool",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::EC2::PrefixList",
    "AWS::ECS::TaskDefinition",
    "AWS::GlobalAccelerator::Accelerator",
    "AWS::Lambda::LayerVersion",
    "AWS::Serverless::Api",
    "AWS::Serverless::GraphQLApi",
    "AWS::Serverless::HttpApi",
    "AWS::Serverless::LayerVersion",
    "AWS::Serverless::WebSocketApi",
];

/// Types that share their names with another.
const SHARED: &[(&str, &str)] = &[
    ("AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Alarm"),
    ("AWS::DocDB::DBCluster", "AWS::RDS::DBCluster"),
    ("AWS::DocDB::DBInstance", "AWS::RDS::DBInstance"),
    ("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"),
    ("AWS::Neptune::DBCluster", "AWS::RDS::DBCluster"),
    ("AWS::Neptune::DBInstance", "AWS::RDS::DBInstance"),
    ("AWS::Serverless::Function", "AWS::Lambda::Function"),
    ("AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"),
    ("AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"),
];

/// Types whose names are unique in something else than an account.
const WITHIN: &[(&str, &[&str])] = &[
    ("AWS::CodeDeploy::DeploymentGroup", &["ApplicationName"]),
    ("AWS::EC2::SecurityGroup", &["VpcId"]),
    ("AWS::ECS::Service", &["Cluster"]),
    ("AWS::EKS::FargateProfile", &["ClusterName"]),
    ("AWS::EKS::Nodegroup", &["ClusterName"]),
    ("AWS::Events::Rule", &["EventBusName"]),
    ("AWS::Scheduler::Schedule", &["GroupName"]),
    ("AWS::WAFv2::IPSet", &["Scope"]),
    ("AWS::WAFv2::RegexPatternSet", &["Scope"]),
    ("AWS::WAFv2::RuleGroup", &["Scope"]),
    ("AWS::WAFv2::WebACL", &["Scope"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_about_types_and_properties_that_there_are() {
        for name in NOT_UNIQUE.iter().chain(SHARED.iter().flat_map(|(a, b)| [a, b])) {
            assert!(formwork_schemas::resource_type(name).is_some(), "{name}");
        }
        for (name, within) in WITHIN {
            let known = formwork_schemas::resource_type(name).expect(name);
            assert!(within.iter().all(|property| known.property_at(&[property]).is_some()), "{name}");
        }
    }
}
