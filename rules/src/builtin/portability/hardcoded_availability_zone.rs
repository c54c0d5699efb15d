use formwork_template::Value;

use crate::rule::{Rule, rule};
use crate::{Context, generator, properties};

rule! {
    /// A resource is tied to an availability zone by name.
    ///
    /// The name is of one region, and for each account it means another zone. `Fn::GetAZs` lists
    /// those that there are. Templates of the CDK are let be.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Subnet:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-12345678
    ///       AvailabilityZone: us-east-1a
    /// #     ^^^^^^^^^^^^^^^^ The availability zone `us-east-1a` is written out
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Subnet:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: vpc-12345678
    ///       AvailabilityZone: !Select [0, !GetAZs '']
    /// ```
    pub struct HardcodedAvailabilityZone {
        code: "W3010",
        name: "hardcoded-availability-zone",
        severity: Warning,
        since: "0.1",
    }
}

/// Source: the types' pages in the CloudFormation user guide.
const PROPERTIES: &[(&str, &[&str])] = &[
    ("AWS::AutoScaling::AutoScalingGroup", &["AvailabilityZones", "*"]),
    ("AWS::DAX::Cluster", &["AvailabilityZones", "*"]),
    ("AWS::DMS::ReplicationInstance", &["AvailabilityZone"]),
    ("AWS::EC2::Host", &["AvailabilityZone"]),
    ("AWS::EC2::Instance", &["AvailabilityZone"]),
    ("AWS::EC2::LaunchTemplate", &["LaunchTemplateData", "Placement", "AvailabilityZone"]),
    (
        "AWS::EC2::SpotFleet",
        &["SpotFleetRequestConfigData", "LaunchSpecifications", "*", "Placement", "AvailabilityZone"],
    ),
    (
        "AWS::EC2::SpotFleet",
        &["SpotFleetRequestConfigData", "LaunchTemplateConfigs", "*", "Overrides", "*", "AvailabilityZone"],
    ),
    ("AWS::EC2::Subnet", &["AvailabilityZone"]),
    ("AWS::EC2::Volume", &["AvailabilityZone"]),
    ("AWS::ElasticLoadBalancing::LoadBalancer", &["AvailabilityZones", "*"]),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", &["Targets", "*", "AvailabilityZone"]),
    ("AWS::EMR::Cluster", &["Instances", "Placement", "AvailabilityZone"]),
    ("AWS::Glue::Connection", &["ConnectionInput", "PhysicalConnectionRequirements", "AvailabilityZone"]),
    ("AWS::OpsWorks::Instance", &["AvailabilityZone"]),
    ("AWS::RDS::DBCluster", &["AvailabilityZones", "*"]),
    ("AWS::RDS::DBInstance", &["AvailabilityZone"]),
];

impl Rule for HardcodedAvailabilityZone {
    fn check(cx: &mut Context<'_>) {
        if generator::is_cdk(cx.template()) {
            return;
        }
        for found in properties::listed(cx, PROPERTIES) {
            // Chosen by a condition, it may well be one of many.
            let Some(zone) = found.value.and_then(Value::string) else { continue };
            if found.is_chosen || zone.text == "all" {
                continue;
            }
            let message = format!("The availability zone `{zone}` is written out");
            cx.report::<Self>(found.place.span(), message)
                .help("Choose one by `!Select [0, !GetAZs '']`, or take it from a parameter");
        }
    }
}
