//! The properties that hold passwords. Not a rule.

/// Properties that take secrets of the parameter store; `*` is any item.
/// Source: dynamic references to secure strings in the CloudFormation user guide.
pub(crate) const SECRET_PROPERTIES: &[(&str, &[&str])] = &[
    ("AWS::DirectoryService::MicrosoftAD", &["Password"]),
    ("AWS::DirectoryService::SimpleAD", &["Password"]),
    ("AWS::ElastiCache::ReplicationGroup", &["AuthToken"]),
    ("AWS::IAM::User", &["LoginProfile", "Password"]),
    ("AWS::KinesisFirehose::DeliveryStream", &["RedshiftDestinationConfiguration", "Password"]),
    ("AWS::OpsWorks::App", &["AppSource", "Password"]),
    ("AWS::OpsWorks::Stack", &["CustomCookbooksSource", "Password"]),
    ("AWS::OpsWorks::Stack", &["RdsDbInstances", "*", "DbPassword"]),
    ("AWS::RDS::DBCluster", &["MasterUserPassword"]),
    ("AWS::RDS::DBInstance", &["MasterUserPassword"]),
    ("AWS::Redshift::Cluster", &["MasterUserPassword"]),
];

/// Whether the property at `path` takes secrets of the parameter store.
pub(crate) fn is_secret_property(type_name: &str, path: &[&str]) -> bool {
    SECRET_PROPERTIES.contains(&(type_name, path))
}
