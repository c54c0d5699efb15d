//! The properties that the short keys of `defaults` are about, as data. A test holds
//! them to the schemas.

use smol_str::SmolStr;

use super::allowed::Allowed;
use super::criterion::Criterion;
use super::pattern::Pattern;

/// Properties that encrypt what a resource keeps, where they are `true`.
#[rustfmt::skip]
pub(super) const ENCRYPTED: &[(&str, &str)] = &[
    ("AWS::DocDB::DBCluster", "StorageEncrypted"),
    ("AWS::EC2::Volume", "Encrypted"),
    ("AWS::EFS::FileSystem", "Encrypted"),
    ("AWS::ElastiCache::ReplicationGroup", "AtRestEncryptionEnabled"),
    ("AWS::Neptune::DBCluster", "StorageEncrypted"),
    ("AWS::RDS::DBCluster", "StorageEncrypted"),
    ("AWS::RDS::DBInstance", "StorageEncrypted"),
    ("AWS::Redshift::Cluster", "Encrypted"),
    ("AWS::WorkSpaces::Workspace", "RootVolumeEncryptionEnabled"),
    ("AWS::WorkSpaces::Workspace", "UserVolumeEncryptionEnabled"),
];

/// Properties that take an instance type: `t4g.small`, `db.t4g.small`.
#[rustfmt::skip]
pub(super) const INSTANCE_TYPES: &[(&str, &str)] = &[
    ("AWS::AmazonMQ::Broker", "HostInstanceType"),
    ("AWS::AutoScaling::LaunchConfiguration", "InstanceType"),
    ("AWS::DAX::Cluster", "NodeType"),
    ("AWS::DMS::ReplicationInstance", "ReplicationInstanceClass"),
    ("AWS::DocDB::DBInstance", "DBInstanceClass"),
    ("AWS::EC2::Instance", "InstanceType"),
    ("AWS::EC2::LaunchTemplate", "LaunchTemplateData.InstanceType"),
    ("AWS::EKS::Nodegroup", "InstanceTypes.*"),
    ("AWS::ElastiCache::CacheCluster", "CacheNodeType"),
    ("AWS::ElastiCache::ReplicationGroup", "CacheNodeType"),
    ("AWS::EMR::Cluster", "Instances.CoreInstanceGroup.InstanceType"),
    ("AWS::EMR::Cluster", "Instances.MasterInstanceGroup.InstanceType"),
    ("AWS::MemoryDB::Cluster", "NodeType"),
    ("AWS::MSK::Cluster", "BrokerNodeGroupInfo.InstanceType"),
    ("AWS::Neptune::DBInstance", "DBInstanceClass"),
    ("AWS::OpenSearchService::Domain", "ClusterConfig.InstanceType"),
    ("AWS::RDS::DBInstance", "DBInstanceClass"),
    ("AWS::Redshift::Cluster", "NodeType"),
    ("AWS::SageMaker::NotebookInstance", "InstanceType"),
];

/// Instance types of these families, whatever the service puts before or behind the family.
pub(super) fn instance_family(names: Vec<SmolStr>) -> Option<Criterion> {
    let escaped: Vec<String> = names.iter().map(|name| regex_syntax::escape(name)).collect();
    let pattern = format!(r"^((db|cache|dax|dms|kafka|mq|ml)\.)?({})\.", escaped.join("|"));
    Pattern::new(&pattern).ok().map(|pattern| Criterion::Families(names, Allowed::Pattern(pattern)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_have_the_properties() {
        for (name, property) in ENCRYPTED.iter().chain(INSTANCE_TYPES) {
            let known = formwork_schemas::resource_type(name).expect(name);
            let path: Vec<&str> = property.split('.').collect();
            assert!(known.property_at(&path).is_some(), "{name} has no {property}");
        }
    }

    #[test]
    fn families_are_told_from_their_instance_types() {
        let family = instance_family(vec!["t4g".into(), "u-6tb1".into()]).expect("a pattern");
        for (text, expected) in [
            ("t4g.small", true),
            ("db.t4g.small", true),
            ("cache.t4g.micro", true),
            ("u-6tb1.metal", true),
            ("t4gx.small", false),
            ("m5.large", false),
            ("db.m5.large", false),
        ] {
            assert_eq!(family.takes(text), expected, "{text}");
        }
    }
}
