//! What is said at a cursor.

use super::hover;
use crate::testing::Fixture;

const TEMPLATE: &str = "\
Parameters:
  Env: { Type: String, Default: dev, AllowedValues: [dev, prod], Description: Where to }
  Size: { Type: Number, Default: 3 }
Mappings:
  Names:
    dev: { host: d.example.com, port: 80 }
    prod: { host: example.com, port: 443 }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsBig: !And [!Condition IsProd, !Not [!Equals [!Ref AWS::Region, us-east-1]]]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Net:
    Type: AWS::EC2::Subnet
    Condition: IsBig
    DependsOn: Vpc
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.4.0/24
      Tags:
        - Key: Name
          Value: !Sub \"${Env}-${Vpc.CidrBlock}\"
        - Key: host
          Value: !FindInMap [Names, prod, host]
        - Key: vpc
          Value: !GetAtt Vpc.DefaultSecurityGroup
";

/// What is said where a text stands, the cursor at `$0` in it.
fn at(text: &str) -> String {
    let plain = text.replace("$0", "");
    assert_eq!(TEMPLATE.matches(&plain).count(), 1, "`{plain}` is there once");
    let (snapshot, offset) = Fixture::new(&TEMPLATE.replace(&plain, text)).at_cursor();
    hover(&snapshot, offset).map(|hover| hover.text).unwrap_or_default()
}

#[track_caller]
fn says(text: &str, wanted: &[&str]) {
    let said = at(text);
    for part in wanted {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
}

#[test]
fn types_and_properties() {
    says(
        "AWS::EC2::Sub$0net",
        &[
            "**AWS::EC2::Subnet**",
            "VpcId: string, required",
            "`AvailabilityZone`",
            "aws-resource-ec2-subnet.html",
        ],
    );
    says("Vpc$0Id: !Ref", &["VpcId: string, required", "**replaces**", "#cfn-ec2-subnet-vpcid"]);
    says(
        "Prop$0erties:\n      VpcId",
        &[
            "Properties of **AWS::EC2::Subnet**",
            "- [`VpcId`](https://",
            "**required**",
            "`MapPublicIpOnLaunch`",
        ],
    );
    says("Depen$0dsOn", &["have to be there first"]);
    says("Parameters$0:", &["Values that are given"]);
}

#[test]
fn names_and_what_they_come_to() {
    says("!Ref V$0pc", &["**Vpc** `AWS::EC2::VPC`"]);
    says("DependsOn: V$0pc", &["**Vpc** `AWS::EC2::VPC`"]);
    says("${E$0nv}", &["**Env** `String`", "Where to", "Default `dev`", "One of `dev`, `prod`"]);
    says("${Vpc.Cidr$0Block}", &["CidrBlock: string", "Attribute of `AWS::EC2::VPC`"]);
    says("Vpc.Default$0SecurityGroup", &["DefaultSecurityGroup"]);
    says("!GetAtt V$0pc", &["**Vpc** `AWS::EC2::VPC`"]);
    says("!Ref AWS::Re$0gion", &["region that the stack"]);
    says(
        "  N$0et:",
        &["Created where `IsBig` holds: `Env = prod and AWS::Region != us-east-1`", "After `Vpc`"],
    );
}

#[test]
fn conditions_mappings_and_functions() {
    says("Condition: Is$0Big", &["Env = prod and AWS::Region != us-east-1"]);
    says("!Condition IsP$0rod", &["Env = prod"]);
    says(
        "[Na$0mes, prod",
        &[
            "|          | host          | port |",
            "| **prod** | example.com   | 443  |",
            "Comes to `example.com`",
        ],
    );
    says("!Find$0InMap", &["mapName", "Comes to `example.com`"]);
    says("!E$0quals [!Ref Env", &["Whether two values are equal"]);
}

#[test]
fn address_blocks() {
    says(
        "10.0.4$0.0/24",
        &["10.0.4.0 to 10.0.4.255", "256 addresses, 251 usable: AWS keeps 5", "- in `10.0.0.0/16` of `Vpc`"],
    );
    says("10.0.0$0.0/16", &["65,536 addresses", "- holds `10.0.4.0/24` of `Net`"]);
}

#[test]
fn rules_in_exceptions() {
    let said = |text: &str| {
        let (snapshot, offset) = Fixture::new(text).at_cursor();
        hover(&snapshot, offset).map(|hover| hover.text).unwrap_or_default()
    };
    let resource = "Resources:\n  A:\n    Type: AWS::S3::Bucket # formwork: ignore[W30$005] -- because\n";
    assert!(said(resource).starts_with("**`W3005`**"));
    let json = "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Metadata\": {\"formwork\": {\"ignore\": [\"NET0$001\"]}}}}}";
    assert!(said(&json.replace("NET0$001", "NET00$01")).starts_with("**`NET001`**"));
}

#[test]
fn the_same_in_json() {
    let said = |text: &str| {
        let (snapshot, offset) = Fixture::new(text).at_cursor();
        hover(&snapshot, offset).map(|hover| hover.text).unwrap_or_default()
    };
    let template =
        r#"{"Parameters": {"Env": {"Type": "String"}}, "Resources": {"A": {"Type": "AWS::S3::Buc$0ket"}}}"#;
    assert!(said(template).starts_with("**AWS::S3::Bucket**"));
    let template = r#"{"Parameters": {"Env": {"Type": "String"}}, "Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "x-${En$0v}"}}}}}"#;
    assert!(said(template).starts_with("**Env** `String`"));
}
