//! What is known of a handful of types.

#![allow(clippy::unwrap_used, reason = "a missing fact fails the test")]

use formwork_schemas::*;

fn known(name: &str) -> &'static ResourceType {
    resource_type(name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn looking_up_a_type() {
    assert!(
        matches!(lookup("AWS::S3::Bucket"), TypeLookup::Known(found) if found.name() == "AWS::S3::Bucket")
    );
    assert!(matches!(lookup("Custom::Thing"), TypeLookup::Custom(_)));
    assert!(matches!(lookup("AWS::CloudFormation::CustomResource"), TypeLookup::Custom(_)));
    assert!(matches!(lookup("Org::Team::Thing::MODULE"), TypeLookup::Module));
    for unknown in ["AWS::S3::Buckets", "", "regions", "zzz", "Zzz"] {
        assert!(matches!(lookup(unknown), TypeLookup::Unknown), "{unknown}");
    }
}

#[test]
fn regions() {
    assert_eq!(Region::all().count(), 45);
    let parse = |name| Region::parse(name).unwrap_or_else(|| panic!("{name}"));
    assert!(Region::parse("eu-west-9").is_none());
    assert_eq!(parse("us-gov-west-1").partition(), "aws-us-gov");
    assert_eq!(parse("eu-west-1").to_string(), "eu-west-1");
    assert!(supports("AWS::S3::Bucket", parse("eu-west-1")));
    assert_eq!(regions_of("AWS::S3::Bucket").iter().count(), 45);
    assert_eq!(regions_of("AWS::Serverless::Function").iter().count(), 45);
    assert!(regions_of("AWS::S3::Buckets").is_empty());
    let count = |region| resource_type_names().filter(|name| supports(name, region)).count();
    assert_eq!(count(parse("us-east-1")), 1854 + 14);
    assert_eq!(count(parse("ap-southeast-6")), 760 + 14);
}

#[track_caller]
fn attributes(name: &str, some: &[&str], none: &[&str]) {
    let found = known(name);
    let listed: Vec<_> = found.attributes().map(|attribute| attribute.name).collect();
    for attribute in some {
        assert!(found.attribute(attribute).is_some(), "{attribute} of {listed:?}");
    }
    for attribute in none {
        assert!(found.attribute(attribute).is_none(), "{attribute}");
    }
}

#[test]
fn attributes_of_types() {
    attributes(
        "AWS::S3::Bucket",
        &["Arn", "DomainName", "MetadataTableConfiguration.S3TablesDestination.TableArn"],
        &["BucketName", "arn", ""],
    );
    attributes(
        "AWS::EC2::Subnet",
        &["SubnetId", "AvailabilityZone", "VpcId", "Ipv6CidrBlocks"],
        &["Nothing"],
    );
    attributes("AWS::RDS::DBInstance", &["Endpoint.Address", "Endpoint.Port", "Port", "Tags"], &["Endpoint"]);
    attributes("AWS::SageMaker::Model", &["ModelName"], &["Containers"]);
    attributes("AWS::CloudFormation::Stack", &["Outputs.Anything"], &["Outputs", "StackId", "Arn"]);
    attributes("AWS::Serverless::Application", &["Outputs.Anything"], &["Location"]);
    attributes(
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
        &["Outputs.A", "RecordId"],
        &["Nothing"],
    );
    attributes("AWS::CloudFormation::CustomResource", &["Anything", "At.All"], &[]);
    attributes("AWS::MediaLive::Input", &["Destinations.0.Ip", "Sources"], &["Destinations.Ip"]);
    let outputs = known("AWS::CloudFormation::Stack").attribute("Outputs.A").unwrap();
    assert_eq!(outputs.schema.unwrap().types(), Types::STRING);
    let port = known("AWS::RDS::DBInstance").attribute("Endpoint.Port").unwrap();
    assert_eq!(port.schema.unwrap().types(), Types::STRING);
}

#[test]
fn ref_values() {
    assert_eq!(known("AWS::EC2::Subnet").ref_schema().unwrap().format(), Some("AWS::EC2::Subnet.Id"));
    let several = known("AWS::ApiGateway::Resource");
    assert!(several.primary_identifier().len() > 1);
    assert_eq!(several.ref_schema().unwrap().types(), Types::STRING);
}

#[track_caller]
fn tagged(name: &str, property: &str, shape: TagShape) {
    let tagging = known(name).tagging().unwrap_or_else(|| panic!("{name}"));
    assert_eq!((tagging.property.as_str(), tagging.shape), (property, shape), "{name}");
}

#[test]
fn tags() {
    tagged("AWS::S3::Bucket", "Tags", TagShape::List);
    tagged("AWS::AutoScaling::AutoScalingGroup", "Tags", TagShape::PropagatingList);
    tagged("AWS::SSM::Parameter", "Tags", TagShape::Map);
    tagged("AWS::Lambda::Function", "Tags", TagShape::List);
    tagged("AWS::Serverless::Function", "Tags", TagShape::Map);
    tagged("AWS::EC2::LaunchTemplate", "TagSpecifications", TagShape::Specifications);
    tagged("AWS::EC2::CapacityReservation", "TagSpecifications", TagShape::Specifications);
    tagged("AWS::Cognito::UserPool", "UserPoolTags", TagShape::Map);
    tagged("AWS::CloudFront::AnycastIpList", "Tags", TagShape::Items);
    tagged("AWS::AppStream::Application", "Tags", TagShape::List);
    tagged("AWS::Glue::Job", "Tags", TagShape::Map);
    assert_eq!(known("AWS::EC2::Route").tagging(), None);
    // The facts name a property that the schema doesn't have.
    assert_eq!(known("AWS::IAM::InstanceProfile").tagging(), None);
    assert!(known("AWS::S3::Bucket").tagging().unwrap().updatable);
    assert!(!known("AWS::EC2::LaunchTemplate").tagging().unwrap().declared);
}

#[test]
fn paths() {
    let bucket = known("AWS::S3::Bucket");
    let rule = ["LifecycleConfiguration", "Rules", "0", "Status"];
    assert_eq!(bucket.property_at(&rule).unwrap().types(), Types::STRING);
    assert!(bucket.property_at(&["LifecycleConfiguration", "Nothing"]).is_none());
    assert!(known("AWS::Lambda::Function").property_at(&["Environment", "Variables", "ANY"]).is_some());
    assert!(bucket.is_create_only(&["BucketName"]));
    assert!(bucket.is_read_only(&["Arn"]));
    assert!(!bucket.is_read_only(&["BucketName"]));
    assert!(known("AWS::RDS::DBInstance").is_write_only(&["MasterUserPassword"]));
    assert!(known("AWS::ECS::TaskDefinition").is_deprecated(&["InferenceAccelerators", "0", "DeviceName"]));
    assert!(known("AWS::Events::Rule").is_conditionally_create_only(&["EventBusName"]));
    let required: Vec<_> = known("AWS::Lambda::Function").required().collect();
    assert_eq!(required, ["Code", "Role"]);
    let names = bucket.properties().properties();
    assert!(names.iter().any(|(name, _)| *name == "VersioningConfiguration"));
}

#[test]
fn circles_in_a_type_end() {
    let rule = known("AWS::WAFv2::WebACL");
    let not = ["Statement", "NotStatement"];
    let mut path = vec!["Rules", "*"];
    path.extend(not.iter().cycle().take(40));
    path.push("Statement");
    assert!(rule.property_at(&path).is_some());
}

#[test]
fn facts_of_types() {
    let lifecycle = known("AWS::OpsWorks::UserProfile").lifecycle().unwrap();
    assert_eq!(lifecycle.stage, LifecycleStage::Shutdown);
    assert_eq!(lifecycle.date.as_deref(), Some("2024-05-01"));
    assert_eq!(known("AWS::S3::Bucket").lifecycle(), None);
    let strategy = known("AWS::EKS::CertificateAuthority").replacement_strategy();
    assert_eq!(strategy, Some(ReplacementStrategy::DeleteThenCreate));
}

#[test]
fn a_private_type() {
    let text = r##"{
        "typeName": "Org::Team::Thing",
        "definitions": {"Name": {"type": "string", "pattern": "^[a-z]+$", "description": "A name."}},
        "properties": {"Name": {"$ref": "#/definitions/Name", "maxLength": 9}, "Arn": {"type": "string"}},
        "primaryIdentifier": ["/properties/Arn"],
        "readOnlyProperties": ["/properties/Arn"]
    }"##;
    let thing = ResourceType::from_json(text).unwrap();
    assert_eq!(thing.name(), "Org::Team::Thing");
    assert!(thing.attribute("Arn").is_some());
    let keywords: Vec<_> = thing.property_at(&["Name"]).unwrap().all_keywords().collect();
    assert!(keywords.iter().any(|keyword| matches!(keyword, Keyword::MaxLength(9))));
    assert!(keywords.iter().any(|keyword| {
        matches!(keyword, Keyword::Pattern(pattern) if pattern.is_match("Abc") == Some(false))
    }));
}
