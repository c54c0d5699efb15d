use std::sync::LazyLock;

use formwork_template::Place;
use regex::Regex;

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// An instance is of a generation that has successors.
    ///
    /// Later ones do more for less money. AWS keeps the old ones running for who has them.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       InstanceType: m3.large
    /// #     ^^^^^^^^^^^^ `m3.large` is of a previous generation
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       InstanceType: m7g.large
    /// ```
    pub struct PreviousGenerationInstance {
        code: "I3100",
        name: "previous-generation-instance",
        severity: Info,
        since: "0.1",
    }
}

/// Source: previous generation instances on the AWS web site, and the types' pages in the
/// CloudFormation user guide.
const PROPERTIES: &[(&str, &[&str])] = &[
    ("AWS::AutoScaling::LaunchConfiguration", &["InstanceType"]),
    ("AWS::EC2::CapacityReservation", &["InstanceType"]),
    ("AWS::EC2::EC2Fleet", &["FleetLaunchTemplateOverridesRequest", "InstanceType"]),
    ("AWS::EC2::Host", &["InstanceType"]),
    ("AWS::EC2::Instance", &["InstanceType"]),
    ("AWS::EC2::LaunchTemplate", &["LaunchTemplateData", "InstanceType"]),
    ("AWS::EC2::SpotFleet", &["SpotFleetLaunchSpecification", "InstanceType"]),
    ("AWS::ElastiCache::CacheCluster", &["CacheNodeType"]),
    ("AWS::ElastiCache::GlobalReplicationGroup", &["CacheNodeType"]),
    ("AWS::ElastiCache::ReplicationGroup", &["CacheNodeType"]),
    ("AWS::Elasticsearch::Domain", &["ElasticsearchClusterConfig", "InstanceType"]),
    ("AWS::OpenSearchService::Domain", &["ClusterConfig", "InstanceType"]),
    ("AWS::RDS::DBInstance", &["DBInstanceClass"]),
];

static PREVIOUS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(^|\.)([cmr][1-3]|cc2|cg1|cr1|g2|hi1|hs1|i2|t1)($|\.)").expect("the pattern is one")
});

impl Rule for PreviousGenerationInstance {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            let path = PROPERTIES.iter().find(|(name, _)| resource.is(name)).map(|(_, path)| *path);
            let Some((last, path)) = path.and_then(<[&str]>::split_last) else { continue };
            let holder = resource.properties().and_then(|properties| properties.at(path));
            let Some((key, value)) = holder.and_then(|holder| holder.entry(last)) else { continue };
            let Some(name) = value.string().filter(|name| PREVIOUS.is_match(name.text)) else { continue };
            let message = format!("`{name}` is of a previous generation");
            cx.report::<Self>(Place::key(key.span).span(), message)
                .help("Choose an instance of the current generation");
        }
    }
}
