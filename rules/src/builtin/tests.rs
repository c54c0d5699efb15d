//! What holds of the built-in rules together.

use formwork_template::{Syntax, Template, parse};

use super::entries;
use crate::testing::findings;
use crate::{Applicability, Settings};

#[test]
fn many_rules_mend_what_they_find() {
    let fixed = entries().filter(|entry| entry.meta.has_fix()).count();
    assert!(fixed >= 95, "{fixed} rules have an example with a fix");
}

/// One rule for each way in which edits are made, on templates in JSON.
#[test]
fn fixes_are_json_in_json() {
    let fixed = |code: &str, resources: &str, expected: &str| {
        let template = |resources: &str| format!("{{\n  \"Resources\": {resources}\n}}\n");
        let (found, text) = findings(code, "", &template(resources));
        assert!(!found.is_empty(), "{code}");
        assert_eq!(text, template(expected), "{code}");
    };
    let bucket = |properties: &str| {
        format!("{{ \"Logs\": {{ \"Type\": \"AWS::S3::Bucket\", \"Properties\": {properties} }} }}")
    };
    let name = |text: &str| bucket(&format!("{{ \"BucketName\": {text} }}"));
    fixed(
        "I1022",
        &name(r#"{ "Fn::Join": ["", ["logs-", { "Ref": "AWS::Region" }, "\"${x}"]] }"#),
        &name(r#"{ "Fn::Sub": "logs-${AWS::Region}\"${!x}" }"#),
    );
    fixed(
        "W1019",
        &name(r#"{ "Fn::Sub": ["logs-${AWS::Region}", { "Team": "web" }] }"#),
        &name(r#"{ "Fn::Sub": "logs-${AWS::Region}" }"#),
    );
    fixed("W1020", &name(r#"{ "Fn::Sub": "logs" }"#), &name(r#""logs""#));
    fixed("E1029", &name(r#""${AWS::Region}-logs""#), &name(r#"{ "Fn::Sub": "${AWS::Region}-logs" }"#));
    fixed("W1054", &name(r#""AWS::StackName""#), &name(r#"{ "Ref": "AWS::StackName" }"#));
    fixed(
        "E3045",
        &bucket(r#"{ "AccessControl": "PublicRead" }"#),
        &bucket(
            r#"{ "AccessControl": "PublicRead", "OwnershipControls": { "Rules": [{ "ObjectOwnership": "ObjectWriter" }] } }"#,
        ),
    );
    let function = |properties: &str| {
        format!("{{ \"App\": {{ \"Type\": \"AWS::Lambda::Function\", \"Properties\": {properties} }} }}")
    };
    fixed(
        "E3685",
        &function("{\n    \"PackageType\": \"Image\",\n    \"Handler\": \"a\",\n    \"Runtime\": \"b\"\n  }"),
        &function("{\n    \"PackageType\": \"Image\"\n  }"),
    );
    fixed("W2531", &function(r#"{ "Runtime": "python3.9" }"#), &function(r#"{ "Runtime": "python3.14" }"#));
    fixed(
        "E3003",
        r#"{ "Net": { "Type": "AWS::EC2::VPC" }, "Web": { "Type": "AWS::EC2::Subnet", "Properties": {} } }"#,
        r#"{ "Net": { "Type": "AWS::EC2::VPC" }, "Web": { "Type": "AWS::EC2::Subnet", "Properties": {"VpcId": { "Ref": "Net" }} } }"#,
    );
}

/// Where only a person knows what is meant, nothing is changed.
#[test]
fn what_is_not_certain_is_not_changed() {
    let unfixed = |code: &str, text: &str| {
        let (found, fixed) = findings(code, "", text);
        assert!(!found.is_empty(), "{code}");
        assert_eq!(fixed, text, "{code}");
    };
    let subnet = "  Web: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24 } }\n";
    let vpc = |id: &str, more: &str| format!("  {id}: {{ Type: AWS::EC2::VPC{more} }}\n");
    unfixed("E3003", &format!("Resources:\n{subnet}{}{}", vpc("A", ""), vpc("B", "")));
    unfixed("E3003", &format!("Resources:\n{subnet}{}", vpc("A", ", DependsOn: Web")));
    unfixed("E3003", &format!("Resources:\n{subnet}{}", vpc("A", ", Condition: IsProd")));
    let parameters = "Parameters: { Vpc: { Type: AWS::EC2::VPC::Id } }\n";
    unfixed("E3003", &format!("{parameters}Resources:\n{subnet}{}", vpc("A", "")));
    let action = |action: &str| {
        let statement = format!("{{ Effect: Allow, Action: '{action}', Resource: '*' }}");
        let document = format!("{{ Version: 2012-10-17, Statement: {statement} }}");
        format!(
            "Resources:\n  P: {{ Type: AWS::IAM::ManagedPolicy, Properties: {{ PolicyDocument: {document} }} }}\n"
        )
    };
    unfixed("W3037", &action("s3:HeadBucket"));
    let text = |text: &str| {
        format!("Resources:\n  Logs: {{ Type: AWS::S3::Bucket, Properties: {{ BucketName: {text} }} }}\n")
    };
    unfixed("E1029", &text("'${AWS::Region}-${shell}'"));
    unfixed("I1022", &text("!Join ['', [a, !Ref Nobody]]"));
    unfixed(
        "E3012",
        "Resources:\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      KeyName: &b key\n      SecurityGroupIds: *b\n",
    );
}

#[test]
fn a_fix_that_takes_a_comment_along_is_for_a_person() {
    let text = |comment: &str| {
        format!(
            "Resources:\n  Logs: {{ Type: AWS::S3::Bucket }}\n  Name:\n    Type: AWS::SSM::Parameter\n    \
             DependsOn: Logs{comment}\n    Properties: {{ Type: String, Value: !Ref Logs }}\n"
        )
    };
    let applicability = |text: String| {
        let template = Template::new(parse(text.into(), Syntax::Yaml));
        let report = crate::check(&template, &Settings::default());
        let found = report.diagnostics.into_iter().find(|found| found.rule.as_str() == "W3005");
        found.and_then(|found| found.fix).map(|fix| fix.applicability)
    };
    assert_eq!(applicability(text("")), Some(Applicability::Safe));
    assert_eq!(applicability(text(" # it is slow")), Some(Applicability::Unsafe));
}
