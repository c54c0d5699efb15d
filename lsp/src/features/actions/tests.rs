//! Actions: what is offered, and what it writes.

use formwork_template::Span;

use super::{Action, actions, fix_all};
use crate::testing::{Fixture, edited};

/// The actions at a cursor, or between two.
fn at(fixture: &str) -> (String, Vec<Action>) {
    let parsed = Fixture::new(fixture);
    let (snapshot, start) = parsed.at_cursor();
    let end = parsed.cursors.get(1).map_or(start, |cursor| cursor.1);
    let _known = snapshot.enter();
    (snapshot.text().to_owned(), actions(&snapshot, Span::new(start, end)))
}

fn titles(fixture: &str) -> Vec<String> {
    at(fixture).1.into_iter().map(|action| action.title).collect()
}

/// What choosing an action writes.
#[track_caller]
fn check(fixture: &str, title: &str, expected: &str) {
    let (text, actions) = at(fixture);
    let Some(action) = actions.iter().find(|action| action.title == title) else {
        panic!("`{title}` is not among {:?}", actions.iter().map(|action| &action.title).collect::<Vec<_>>())
    };
    assert_eq!(edited(&text, &action.edits), expected);
}

/// What is found in a text.
fn found(text: &str) -> Vec<String> {
    let (snapshot, _) = Fixture::new(text).at_cursor();
    snapshot.report().diagnostics.iter().map(|it| it.rule.to_string()).collect()
}

const BUCKET: &str =
    "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketNam$0: logs\n";

#[test]
fn fixes_of_findings() {
    check(
        BUCKET,
        "Change to `BucketName` (changes what is deployed)",
        &BUCKET.replace("BucketNam$0", "BucketName"),
    );
    let json = "{\"Resources\": {\"Logs\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"Bucket$0Nam\": \"logs\"}}}}";
    check(
        json,
        "Change to `BucketName` (changes what is deployed)",
        &json.replace("Bucket$0Nam", "BucketName"),
    );
}

#[test]
fn every_quick_fix_of_a_template_mends_what_it_is_for() {
    let template = "\
Parameters:
  Unused: { Type: String }
Conditions:
  Never: !Equals [a, b]
Resources:
  Logs:
    Type: AWS::S3::Bucket
    DependsOn: [Vpc]
    Properties:
      BucketNam: logs
      VersioningConfiguration: { Status: enabled }
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  One:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
  Two:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }
";
    let (snapshot, _) = Fixture::new(template).at_cursor();
    let report = snapshot.report();
    let fixable: Vec<_> = report.diagnostics.iter().filter(|it| it.fix.is_some()).collect();
    assert!(fixable.len() >= 5, "{fixable:?}");
    for found in fixable {
        let actions = actions(&snapshot, found.span);
        let is_it = |action: &&Action| {
            action.mends.iter().any(|number| &report.diagnostics[*number] == found) && action.is_preferred
        };
        let action = actions.iter().find(is_it).unwrap_or_else(|| panic!("`{}` has an action", found.rule));
        let mended = edited(template, &action.edits);
        let (after, _) = Fixture::new(&mended).at_cursor();
        let again = after
            .report()
            .diagnostics
            .iter()
            .filter(|it| it.rule == found.rule && it.message == found.message);
        assert_eq!(again.count(), 0, "`{}` is mended by `{}`: {mended}", found.rule, action.title);
    }
}

#[test]
fn safe_fixes_all_at_once_leave_the_rest_alone() {
    let template = "Parameters:\n  Unused: { Type: String } # nobody's\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    DependsOn: Other\n  Other:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub logs\n";
    let (snapshot, _) = Fixture::new(template).at_cursor();
    let edits = fix_all(&snapshot);
    let after = edited(template, &edits);
    assert!(after.contains("BucketName: logs\n"), "{after}");
    assert!(edits.iter().all(|edit| edit.span.len() < 60), "only what changes is touched: {edits:?}");
}

#[test]
fn exceptions_cover_what_they_are_for() {
    let public = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: vpc-0123456789abcdef0\n      MapPublicIpOnLaunch: tr$0ue\n";
    let code = "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED";
    for title in [
        format!("Except this line from `{code}`"),
        format!("Except `Net` from `{code}`"),
        format!("Except this file from `{code}`"),
    ] {
        let (text, actions) = at(public);
        let action = actions
            .iter()
            .find(|action| action.title == title)
            .unwrap_or_else(|| panic!("`{title}` is offered"));
        let excepted = edited(&text, &action.edits);
        assert!(!found(&excepted).contains(&code.to_owned()), "{title}: {excepted}");
    }
    let json = "{\"Resources\": {\"Net\": {\"Type\": \"AWS::EC2::Subnet\", \"Properties\": {\"VpcId\": \"vpc-0123456789abcdef0\", \"MapPublicIpOnLaunch\": tr$0ue}}}}";
    let (text, actions) = at(json);
    let action =
        actions.iter().find(|action| action.title.starts_with("Except `Net`")).expect("it is offered");
    assert!(!found(&edited(&text, &action.edits)).contains(&code.to_owned()));
    let never = format!("//- a.yaml\n{public}//- formwork.yaml\nsuppressions: {{ never: [{code}] }}\n");
    assert!(!titles(&never).iter().any(|title| title.starts_with("Except")));
}

#[test]
fn literals_become_parameters_and_back() {
    let template = "Resources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: lo$0gs\n  Two:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: logs\n";
    check(
        template,
        "Extract to parameter `OneBucketName`",
        &(template.replace("lo$0gs", "!Ref OneBucketName")
            + "Parameters:\n  OneBucketName:\n    Type: String\n    Default: logs\n"),
    );
    check(
        template,
        "Extract all 2 occurrences to parameter `OneBucketName`",
        &(template
            .replace("lo$0gs", "!Ref OneBucketName")
            .replace("TopicName: logs", "TopicName: !Ref OneBucketName")
            + "Parameters:\n  OneBucketName:\n    Type: String\n    Default: logs\n"),
    );
    check(
        "Parameters:\n  Name:\n    Type: String\n    Default: logs\n  Other: { Type: String }\nResources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Ref Na$0me\n      Tags:\n        - Key: a\n          Value: !Sub \"${Name}-x\"\n",
        "Inline parameter `Name` with its default",
        "Parameters:\n  Other: { Type: String }\nResources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: logs\n      Tags:\n        - Key: a\n          Value: !Sub \"logs-x\"\n",
    );
    assert!(
        !titles("Resources:\n  One:\n    Type: AWS::S3::Buc$0ket\n")
            .iter()
            .any(|title| title.starts_with("Extract"))
    );
}

#[test]
fn texts_change_their_form() {
    let name = |value: &str| {
        format!(
            "Parameters: {{ Env: {{ Type: String }} }}\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: {value}\n"
        )
    };
    check(&name("!Ref E$0nv"), "Change to `Fn::Sub`", &name("!Sub \"${Env}\""));
    check(&name("!Sub ${E$0nv}"), "Change to `Ref`", &name("!Ref Env"));
    check(&name("!Join [\"-\", [$0a, !Ref Env, b]]"), "Change to `Fn::Sub`", &name("!Sub \"a-${Env}-b\""));
    check(&name("!Re$0f Env"), "Change to `Ref`", &name("{ Ref: Env }"));
    check(&name("{ R$0ef: Env }"), "Change to `!Ref`", &name("!Ref Env"));
    check(&name("!GetAtt A.A$0rn"), "Change to `Fn::GetAtt`", &name("{ Fn::GetAtt: [A, Arn] }"));
    check(
        &name("arn:aws:iam::123456789012:ro$0le/x"),
        "Change to `Fn::Sub` with variables",
        &name("!Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x\""),
    );
}

#[test]
fn what_a_reference_asks_for_is_added() {
    let subnet = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vp$0c\n";
    check(
        subnet,
        "Add parameter `Vpc`",
        &(subnet.replace("$0", "") + "Parameters:\n  Vpc:\n    Type: AWS::EC2::VPC::Id\n"),
    );
    check(subnet, "Add resource `Vpc`", &(subnet.replace("$0", "") + "  Vpc:\n    Type: AWS::EC2::VPC\n"));
    let conditional = "Resources:\n  Net:\n    Type: AWS::EC2::VPC\n    Condition: IsPr$0od\n";
    assert!(titles(conditional).contains(&"Add condition `IsProd`".to_owned()));
}

#[test]
fn related_resources_are_in_order() {
    for (type_name, title) in [
        ("AWS::S3::Bucket", "Add a bucket policy that asks for TLS for `It`"),
        ("AWS::SQS::Queue", "Add a queue policy that asks for TLS for `It`"),
        ("AWS::SNS::Topic", "Add a topic policy that asks for TLS for `It`"),
        ("AWS::EC2::VPC", "Add an internet gateway for `It`"),
    ] {
        for fixture in [
            format!("Resources:\n  I$0t:\n    Type: {type_name}\n"),
            format!("{{\"Resources\": {{\"I$0t\": {{\"Type\": \"{type_name}\"}}}}}}"),
        ] {
            let (text, actions) = at(&fixture);
            let action = actions
                .iter()
                .find(|action| action.title == title)
                .unwrap_or_else(|| panic!("`{title}` is offered"));
            let after = edited(&text, &action.edits);
            let errors = |text: &str| {
                let (snapshot, _) = Fixture::new(text).at_cursor();
                let errors = snapshot
                    .report()
                    .diagnostics
                    .iter()
                    .filter(|it| it.severity == formwork_rules::Severity::Error);
                errors.map(|it| it.message.clone()).collect::<Vec<_>>()
            };
            assert_eq!(errors(&after), errors(&text), "{after}");
            assert!(after.len() > text.len());
        }
    }
}
