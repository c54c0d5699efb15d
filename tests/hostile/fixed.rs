//! Inputs of one size: odd bytes, odd roots, and every section, attribute and
//! intrinsic function with a value of every wrong shape.

use std::fmt::Write as _;

/// Names and bytes.
pub(super) fn inputs() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> =
        bytes().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let texts = TEXTS.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    all.extend(texts.chain(shapes()).map(|(name, text)| (name, text.into_bytes())));
    all
}

const TEMPLATE: &str = "Resources:\n  Ünï:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: 木𝄞é\n      Wrong: 木\n";

fn bytes() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |unit: fn(u16) -> [u8; 2]| TEMPLATE.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let broken = |place: &str, with: &[u8]| {
        let at = TEMPLATE.find(place).expect("place") + 2;
        [&TEMPLATE.as_bytes()[..at], with, &TEMPLATE.as_bytes()[at..]].concat()
    };
    vec![
        ("empty.yaml", Vec::new()),
        ("empty.json", Vec::new()),
        ("mark-only.yaml", b"\xef\xbb\xbf".to_vec()),
        ("mark.yaml", [b"\xef\xbb\xbf", TEMPLATE.as_bytes()].concat()),
        ("mark.json", b"\xef\xbb\xbf{\"Resources\": {}}".to_vec()),
        ("two-marks.yaml", [b"\xef\xbb\xbf\xef\xbb\xbf", TEMPLATE.as_bytes()].concat()),
        ("utf16-little.yaml", [b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat()),
        ("utf16-big.yaml", [b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat()),
        ("utf16-without-mark.yaml", utf16(u16::to_le_bytes)),
        ("utf16-odd.yaml", [b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes), vec![b'x']].concat()),
        ("utf16-lone-surrogate.yaml", b"\xff\xfe\x00\xd8a\x00".to_vec()),
        ("utf16-mark-only.yaml", b"\xff\xfe".to_vec()),
        ("broken-in-key.yaml", broken("TopicName", b"\xff\xc3")),
        ("broken-in-value.yaml", broken("AWS::SNS", b"\xe6\x9c")),
        ("broken-everywhere.yaml", vec![0xff; 1000]),
        ("broken-at-end.yaml", [TEMPLATE.as_bytes(), b"\xe6"].concat()),
        ("nul.yaml", broken("TopicName", b"\0")),
        ("nuls.yaml", vec![0; 1000]),
        ("nul.json", b"{\"Resources\": {\"A\0\": \0{}}}".to_vec()),
        ("controls.yaml", (0..=255).collect()),
        ("controls.json", [b"{\"Resources\": \"".to_vec(), (0..=255).collect(), b"\"}".to_vec()].concat()),
        ("crlf.yaml", TEMPLATE.replace('\n', "\r\n").into_bytes()),
        ("cr.yaml", TEMPLATE.replace('\n', "\r").into_bytes()),
        ("mixed-breaks.yaml", TEMPLATE.replacen('\n', "\r", 2).replacen('\n', "\r\n\r", 2).into_bytes()),
        ("unicode-breaks.yaml", TEMPLATE.replace('\n', "\u{2028}").into_bytes()),
        ("next-line.yaml", TEMPLATE.replace('\n', "\u{85}").into_bytes()),
        ("tabs.yaml", TEMPLATE.replace("  ", "\t").into_bytes()),
        ("no-break-spaces.yaml", TEMPLATE.replace(' ', "\u{a0}").into_bytes()),
        ("right-to-left.yaml", TEMPLATE.replace("Topic", "\u{202e}Topic\u{202c}").into_bytes()),
    ]
}

const TEXTS: &[(&str, &str)] = &[
    ("comments.yaml", "# nothing\n  # but\n# comments"),
    ("comment-at-end.yaml", "Resources: {} # x"),
    ("list.yaml", "- Resources: {}\n- x\n"),
    ("list.json", "[{\"Resources\": {}}]"),
    ("scalar.yaml", "Resources"),
    ("number.json", "1e999"),
    ("null.yaml", "~"),
    ("null.json", "null"),
    ("text.json", "\"Resources\""),
    ("tag.yaml", "!Ref Resources"),
    ("function.yaml", "Ref: Resources\n"),
    ("if.yaml", "Fn::If: [C, { Resources: {} }, { Resources: {} }]\n"),
    ("documents.yaml", "---\nResources: {}\n---\nResources: []\n...\n---\n- x\n"),
    ("directives.yaml", "%YAML 1.1\n%TAG ! tag:x,2000:\n---\nResources: { A: !Ref x }\n"),
    ("markers.yaml", "---\n---\n...\n...\n---\n"),
    ("self.yaml", "Resources: &r\n  A: *r\n  B: { <<: *r }\n"),
    ("self-list.yaml", "Resources: &r [*r, [*r]]\n"),
    ("self-key.yaml", "&a *a : *a\n"),
    ("unknown-alias.yaml", "Resources: *nobody\nMetadata: { <<: *nobody, x: *nobody }\n"),
    ("alias-as-key.yaml", "Metadata: { &a Type: x }\nResources: { *a : { *a : AWS::SNS::Topic } }\n"),
    ("anchors-in-a-row.yaml", "Resources: &a &b &c\n  A: &a x\n  B: *a\n"),
    ("merge-wrong.yaml", "Resources: { <<: 5, A: { <<: [1, [2], { x: y }] }, B: { <<: ~ }, <<: x }\n"),
    ("merge-itself.yaml", "Resources: &r { <<: *r, A: { <<: [*r, *r] } }\n"),
    ("complex-keys.yaml", "Resources: { ? [a, b] : c, ? { d: e } : f, ? : g, ? !Ref x : h }\n"),
    ("null-keys.yaml", "Resources: { ~: { Type: x }, : y, '': z, null: { Type: AWS::SNS::Topic } }\n"),
    (
        "odd-keys.yaml",
        "Resources: { 1: {}, 1.5: {}, true: {}, 2020-01-01: {}, 0x1: {}, .inf: {}, '\\': {}, '\"': {}, '/': {}, '`': {} }\n",
    ),
    ("block-headers.yaml", "Resources:\n  A: |9999\n  B: >-+\n  C: |0\n    x\n  D: >2\n x\n  E: |"),
    (
        "numbers.yaml",
        "Resources: { T: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 99999999999999999999999, MaximumMessageSize: .nan, VisibilityTimeout: -.inf, MessageRetentionPeriod: 0x, ReceiveMessageWaitTimeSeconds: 1_0:9e9 } } }\n",
    ),
    (
        "numbers.json",
        "{\"Resources\": {\"T\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"DelaySeconds\": 1e400, \"VisibilityTimeout\": -0, \"MessageRetentionPeriod\": 01, \"MaximumMessageSize\": 123456789012345678901234567890, \"KmsDataKeyReusePeriodSeconds\": .5}}}}",
    ),
    (
        "surrogates.json",
        r#"{"Resources": {"A\ud800": {"Type": "\udc00\ud800"}, "\ud834\udd1e": "\ud834", "B": "\ud834\ud834\udd1e"}}"#,
    ),
    ("escapes.json", r#"{"Resources": {"A\x": "\u12", "B\": "\uZZZZ", "C": "\"}}"#),
    ("trailing.json", "{\"Resources\": {}} {} ] garbage \"é"),
    ("commas.json", "{,\"Resources\":,{,\"A\":{},,},,}"),
    ("comments.json", "{ // x\n /* y */ \"Resources\": { # z\n } /* open"),
    ("single-quotes.json", "{'Resources': {'A': {'Type': 'AWS::SNS::Topic'}}}"),
    (
        "literals.json",
        "{\"Resources\": {\"A\": NaN, \"B\": Infinity, \"C\": True, \"D\": undefined, \"E\": nul}}",
    ),
    ("half.json", "{\"Resources\": {\"A\": {\"Type\": \"AWS::SNS"),
    ("half-key.json", "{\"Resources\": {\"A"),
    ("yaml.json", "Resources:\n  A: { Type: AWS::SNS::Topic }\n"),
    (
        "loop-over-itself.yaml",
        "Transform: AWS::LanguageExtensions\nParameters: { L: { Type: CommaDelimitedList, Default: !Ref L } }\nResources:\n  Fn::ForEach::A: [A, !Ref A, { 'A${A}': { Fn::ForEach::A: [A, [!Ref A, '${A}'], { '${A}${A}': x }] } }]\n  Fn::ForEach::B: [X, !Ref L, { 'B${X}': { Type: AWS::SNS::Topic } }]\n  'Fn::ForEach::': [X, [], {}]\n  Fn::ForEach: [X, [a], { '${X}': x }]\n",
    ),
    (
        "loop-shapes.yaml",
        "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A: x\n  Fn::ForEach::B: [x]\n  Fn::ForEach::C: [x, y, z]\n  Fn::ForEach::D: [[x], [[y]], [z]]\n  Fn::ForEach::E: { a: b }\n  Fn::ForEach::F: [!Ref X, !Split [',', x], { '${X}': { Fn::ForEach::G: [] } }]\n  Fn::ForEach::H: [X, ['${', '}', '${X}', ''], { 'H${X}': { Type: '${X}' }, '&{X}': y }]\n",
    ),
    (
        "functions-in-functions.yaml",
        "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: { TopicName: { Ref: { Ref: { Fn::Sub: { Fn::Sub: { Fn::GetAtt: { Fn::GetAtt: { Fn::If: { Fn::If: x } } } } } } } } }\n",
    ),
    (
        "functions-as-keys.yaml",
        "Resources:\n  Ref: { Ref: { Ref: Ref } }\n  Fn::If: { Type: AWS::SNS::Topic, Properties: { Fn::If: { Fn::If: Fn::If } } }\n  Fn::Sub: { Fn::Sub: { Fn::Sub: '${Fn::Sub}' } }\n  Fn::Transform: [Fn::Transform, { Fn::Transform: { Name: { Fn::Transform: x } } }]\n  Condition: { Condition: Condition, Type: Type, Properties: Properties }\nConditions: { Condition: { Condition: Condition }, Fn::Not: { Fn::Not: [Fn::Not] } }\n",
    ),
    (
        "names.yaml",
        "Resources:\n  '${}': { Type: AWS::SNS::Topic, DependsOn: ['', '${}', '.', ' '] }\n  '.': { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt '.' } }\n  'A.B': { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt A.B.C.D } }\n  'é.è': { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt 'é.è.' , DisplayName: !GetAtt .é } }\n",
    ),
    (
        "subs.yaml",
        "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: { TopicName: !Sub '${', DisplayName: !Sub '${}${!}${ }${!x}$${x}${x${y}}${é.木}${.}${a.}}${', FifoTopic: !Sub \"\\x24{a}\\u0024{é}\", KmsMasterKeyId: !Sub ['${a}', { a: !Sub ['${a}', { a: !Ref a }] }] }\n",
    ),
    (
        "networks.yaml",
        "Resources:\n  V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 0.0.0.0/0 } }\n  W: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 999.1.1.1/99 } }\n  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref A, CidrBlock: !Select [0, !Cidr [!GetAtt A.CidrBlock, 999999999, 0]] } }\n  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V, CidrBlock: !Select [-1, !Cidr [0.0.0.0/0, 256, 32]] } }\n  C: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V, CidrBlock: !Select [99999999999, !Cidr ['::/0', 4294967296, 128]] } }\n  D: { Type: AWS::EC2::Subnet, Properties: { VpcId: [!Ref V], CidrBlock: !Cidr [!Cidr [!Cidr [10.0.0.0/8, 1, 255]]] } }\n",
    ),
];

const SECTIONS: &[&str] = &[
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Mappings",
    "Conditions",
    "Rules",
    "Transform",
    "Globals",
    "Hooks",
    "Resources",
    "Outputs",
];

/// Values that fit nowhere, in YAML's flow style.
const SHAPES: &[&str] = &[
    "~",
    "''",
    "text",
    "5",
    "-1.5",
    "true",
    "2020-01-01",
    "[]",
    "[[]]",
    "[~]",
    "[text]",
    "[text, text]",
    "[a, b, c]",
    "[a, b, c, d]",
    "[[a], {b: c}]",
    "[{}, {}]",
    "{}",
    "{a: ~}",
    "{a: b, c: d}",
    "{'': []}",
    "{Ref: x}",
    "{Ref: [x]}",
    "!Ref x",
    "!Ref [x]",
    "!Unknown x",
    "!GetAtt x",
    "!Sub {}",
    "!If [a, b, c]",
    "{Fn::If: 5}",
    "{Fn::Sub: [x]}",
];

const FUNCTIONS: &[&str] = &[
    "Ref",
    "Fn::GetAtt",
    "Fn::Sub",
    "Fn::Join",
    "Fn::Select",
    "Fn::Split",
    "Fn::If",
    "Fn::Equals",
    "Fn::And",
    "Fn::Or",
    "Fn::Not",
    "Fn::FindInMap",
    "Fn::ImportValue",
    "Fn::Base64",
    "Fn::Cidr",
    "Fn::GetAZs",
    "Fn::Length",
    "Fn::ToJsonString",
    "Fn::Transform",
    "Fn::ForEach::X",
    "Fn::Contains",
    "Fn::EachMemberIn",
    "Fn::EachMemberEquals",
    "Fn::RefAll",
    "Fn::ValueOf",
    "Fn::ValueOfAll",
    "Fn::Unknown",
    "Condition",
    "Fn::GetStackOutput",
];

/// Each section, each attribute of a member, and each function, with each shape.
fn shapes() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (number, shape) in SHAPES.iter().enumerate() {
        let sections: String = SECTIONS.iter().map(|section| format!("{section}: {shape}\n")).collect();
        all.push((format!("sections-{number}.yaml"), sections));
        all.push((format!("members-{number}.yaml"), members(shape)));
        for section in SECTIONS {
            let rest =
                if *section == "Resources" { "" } else { "Resources: { T: { Type: AWS::SNS::Topic } }\n" };
            all.push((format!("{section}-{number}.yaml"), format!("{rest}{section}: {shape}\n")));
        }
    }
    for function in FUNCTIONS {
        all.push((format!("function-{}.yaml", function.replace("::", "-")), calls(function)));
    }
    all
}

/// Members of every section that are, or have, the shape.
fn members(shape: &str) -> String {
    let each = |keys: &[&str], rest: &str| -> String {
        keys.iter().map(|key| format!("  M{}: {{ {rest}{key}: {shape} }}\n", key.to_lowercase())).collect()
    };
    let resource = [
        "Type",
        "Properties",
        "DependsOn",
        "Condition",
        "Metadata",
        "DeletionPolicy",
        "UpdateReplacePolicy",
        "CreationPolicy",
        "UpdatePolicy",
        "Version",
    ];
    let metadata = ["formwork", "guard", "cfn-lint", "cfn_nag", "checkov", "AWS::CloudFormation::Interface"];
    let metadata: String = metadata
        .iter()
        .map(|key| format!("  N{}: {{ Type: AWS::SNS::Topic, Metadata: {{ {key}: {shape} }} }}\n", key.len()))
        .collect();
    let properties: String = TYPES
        .iter()
        .enumerate()
        .map(|(number, (kind, names))| {
            let properties: String = names.iter().map(|name| format!("{name}: {shape}, ")).collect();
            format!("  P{number}: {{ Type: 'AWS::{kind}', Properties: {{ {properties} }} }}\n")
        })
        .collect();
    format!(
        "Metadata:\n  formwork: {shape}\n  cfn-lint: {{ config: {shape} }}\nParameters:\n  A: {shape}\n{}Mappings:\n  A: {shape}\n  B: {{ c: {shape} }}\n  C: {{ d: {{ e: {shape} }} }}\n\
         Conditions:\n  A: {shape}\n  B: !Not [{shape}]\n  C: !Equals [{shape}, {shape}]\nRules:\n  A: {shape}\n{}Resources:\n  A: {shape}\n{}{metadata}{properties}Outputs:\n  A: {shape}\n{}",
        each(
            &[
                "Type",
                "Default",
                "AllowedValues",
                "AllowedPattern",
                "MinLength",
                "MaxValue",
                "NoEcho",
                "Description"
            ],
            ""
        ),
        each(&["RuleCondition", "Assertions"], ""),
        each(&resource, ""),
        each(&["Value", "Export", "Condition", "Description"], ""),
    )
}

/// Types that rules look into, and the properties that they look at.
const TYPES: &[(&str, &[&str])] = &[
    ("EC2::Subnet", &["VpcId", "CidrBlock", "Ipv6CidrBlock", "MapPublicIpOnLaunch", "Tags"]),
    ("EC2::VPC", &["CidrBlock", "Tags"]),
    ("EC2::VPCCidrBlock", &["VpcId", "CidrBlock"]),
    ("EC2::SecurityGroup", &["SecurityGroupIngress", "SecurityGroupEgress", "GroupName", "Tags"]),
    ("EC2::SecurityGroupIngress", &["CidrIp", "CidrIpv6", "FromPort", "ToPort", "IpProtocol"]),
    ("ApiGateway::Method", &["AuthorizationType", "HttpMethod", "ApiKeyRequired", "AuthorizerId"]),
    ("ApiGateway::RestApi", &["Body", "Name", "Policy"]),
    ("ApiGatewayV2::Route", &["AuthorizationType", "RouteKey"]),
    ("Serverless::Function", &["Events", "Policies", "Tags"]),
    ("Serverless::Api", &["Auth", "DefinitionBody"]),
    ("S3::Bucket", &["BucketName", "Tags", "LifecycleConfiguration"]),
    ("IAM::Role", &["RoleName", "AssumeRolePolicyDocument", "Policies", "Tags"]),
    ("Lambda::Function", &["FunctionName", "Code", "Runtime", "Environment", "Tags"]),
    ("StepFunctions::StateMachine", &["DefinitionString", "Definition", "Tags"]),
    ("CloudFormation::Stack", &["TemplateURL", "Parameters", "Tags"]),
    ("AutoScaling::AutoScalingGroup", &["Tags", "LaunchTemplate"]),
    ("SSM::Parameter", &["Type", "Value", "Tags"]),
];

/// A function with each shape at every place where a value can be.
fn calls(function: &str) -> String {
    let call = |shape: &str| format!("{{ '{function}': {shape} }}");
    let mut resources = format!("  Whole: {}\n", call("x"));
    let (mut parameters, mut conditions, mut outputs) = (String::new(), String::new(), String::new());
    for (number, shape) in SHAPES.iter().enumerate() {
        let call = call(shape);
        let _ = writeln!(parameters, "  P{number}: {{ Type: String, Default: {call} }}");
        let _ = writeln!(conditions, "  C{number}: {call}");
        let _ = writeln!(outputs, "  O{number}: {{ Value: {call}, Export: {{ Name: {call} }} }}");
        let _ = write!(
            resources,
            "  R{number}:\n    Type: AWS::SNS::Topic\n    DependsOn: {call}\n    Condition: {call}\n    Properties:\n      TopicName: {call}\n      \
             DisplayName: !Join ['-', [{call}, !If [C{number}, {call}, {call}]]]\n      Tags: [{call}, {{ Key: {call}, Value: {call} }}]\n  \
             Q{number}: {{ Type: AWS::SNS::Topic, Properties: {call}, Metadata: {call} }}\n  \
             S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: {call}, CidrBlock: {call} }} }}\n  T{number}: {{ Type: {call} }}\n"
        );
    }
    format!(
        "Parameters:\n{parameters}Mappings: {{ M: {{ a: {{ b: {} }} }} }}\nConditions:\n{conditions}Resources:\n{resources}Outputs:\n{outputs}Metadata: {}\n",
        call("x"),
        call("x")
    )
}
