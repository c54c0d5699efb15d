//! The types that a parameter can have.

/// Those that are written as they are. Source: supplied parameter types in the CloudFormation user guide.
pub const TYPES: &[&str] = &[
    "String",
    "Number",
    "CommaDelimitedList",
    "AWS::EC2::AvailabilityZone::Name",
    "AWS::EC2::Image::Id",
    "AWS::EC2::Instance::Id",
    "AWS::EC2::KeyPair::KeyName",
    "AWS::EC2::SecurityGroup::GroupName",
    "AWS::EC2::SecurityGroup::Id",
    "AWS::EC2::Subnet::Id",
    "AWS::EC2::VPC::Id",
    "AWS::EC2::Volume::Id",
    "AWS::Route53::HostedZone::Id",
    "AWS::SSM::Parameter::Name",
];

/// Those of which there is no list.
pub const UNLISTED: &[&str] =
    &["CommaDelimitedList", "AWS::EC2::KeyPair::KeyName", "AWS::SSM::Parameter::Name"];

/// Every type, lists and values from the parameter store included.
pub fn all() -> Vec<String> {
    let single = TYPES.iter().map(|name| (*name).to_owned());
    let lists =
        || TYPES.iter().filter(|name| !UNLISTED.contains(name) && **name != "String" && **name != "Number");
    let lists = lists().map(|name| format!("List<{name}>")).chain(["List<Number>".to_owned()]);
    let plain: Vec<String> = single.chain(lists).collect();
    let stored = plain
        .iter()
        .filter(|name| *name != "Number")
        .map(|name| format!("AWS::SSM::Parameter::Value<{name}>"));
    let stored: Vec<String> = stored.chain(["AWS::SSM::Parameter::Value<List<String>>".to_owned()]).collect();
    plain.into_iter().chain(stored).collect()
}
