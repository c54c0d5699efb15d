//! References, names that are looked for, variables, loops, and resources that rules compare.

use std::fmt::Write as _;

use super::{TOPIC, lines, list, named};

pub(crate) fn circular_dependencies(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!("  R{number}:\n    {TOPIC}\n    DependsOn: R{}", (number + 1) % count)
    })
}

/// A long chain of dependencies, each said a second time by a reference.
pub(crate) fn dependency_chain(count: usize) -> String {
    lines("Resources:", count, |number| {
        let next = number + 1;
        format!(
            "  R{number}:\n    {TOPIC}\n    DependsOn: [R{next}, R{}]\n    Properties: {{ TopicName: !Ref R{next} }}",
            number + 2
        )
    })
}

/// Every resource refers to every other.
pub(crate) fn everything_refers_to_everything(count: usize) -> String {
    let all: String = (0..count).map(|number| format!("${{R{number}}}")).collect();
    lines("Resources:", count, |number| {
        format!("  R{number}:\n    {TOPIC}\n    Properties:\n      TopicName: !Sub '{all}'")
    })
}

pub(crate) fn depends_on_everything(count: usize) -> String {
    let all = list(count, |number| format!("R{number}"));
    lines("Resources:", count, |number| format!("  R{number}: {{ {TOPIC}, DependsOn: [{all}] }}"))
}

pub(crate) fn subnets_of_one_vpc(count: usize) -> String {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }";
    lines(head, count, |number| {
        format!(
            "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.{}.{}.0/24 }} }}",
            number / 256,
            number % 256
        )
    })
}

/// Subnets of which each overlaps every other.
pub(crate) fn overlapping_subnets(count: usize) -> String {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }";
    lines(head, count, |number| {
        format!(
            "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }} }}"
        )
    })
}

/// Subnets cut out of one block by `Fn::Cidr`.
pub(crate) fn cut_subnets(count: usize) -> String {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }";
    lines(head, count, |number| {
        format!(
            "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: !Select [{number}, !Cidr [!GetAtt Vpc.CidrBlock, 256, 8]] }} }}"
        )
    })
}

pub(crate) fn security_group_rules(count: usize) -> String {
    let head = "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: x\n      SecurityGroupIngress:";
    lines(head, count, |number| {
        format!("        - {{ IpProtocol: tcp, FromPort: {number}, ToPort: 65535, CidrIp: 0.0.0.0/0 }}")
    })
}

pub(crate) fn unknown_names(count: usize) -> String {
    let head = lines("Parameters:", count, |number| format!("  Parameter{number}: {{ Type: String }}"));
    lines(&(head + "Resources:"), count, |number| {
        format!("  R{number}: {{ {TOPIC}, Properties: {{ TopicName: !Ref Paramter{number} }} }}")
    })
}

pub(crate) fn unknown_properties(count: usize) -> String {
    let properties = list(count, |number| format!("TopicNam{number}: x"));
    format!("Resources:\n  T: {{ {TOPIC}, Properties: {{ {properties} }} }}\n")
}

pub(crate) fn unknown_types(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}: {{ Type: 'AWS::EC2::Instnce{number}' }}"))
}

pub(crate) fn list_of_tags(count: usize) -> String {
    let tags = lines("", count, |number| format!("        - {{ Key: k{number}, Value: v }}"));
    format!("Resources:\n  T:\n    {TOPIC}\n    Properties:\n      Tags:{tags}")
}

/// A list whose items are to be unlike one another, and are large and alike.
pub(crate) fn equal_items(count: usize) -> String {
    let tags =
        lines("", count, |_| "        - { Key: same, Value: { a: [1, 2, 3], b: { c: d } } }".to_owned());
    format!("Resources:\n  T:\n    {TOPIC}\n    Properties:\n      Tags:{tags}")
}

pub(crate) fn sub_variables(count: usize) -> String {
    let text: String = (0..count).map(|number| format!("${{Variable{number}}}--")).collect();
    named("", &format!("!Sub '{text}'"))
}

pub(crate) fn sub_with_own_variables(count: usize) -> String {
    let text: String = (0..count).map(|number| format!("${{V{number}}}-")).collect();
    let own = list(count, |number| format!("V{number}: x"));
    named("", &format!("!Sub ['{text}', {{ {own} }}]"))
}

pub(crate) fn open_variables(count: usize) -> String {
    named("", &format!("!Sub '{}'", "${".repeat(count)))
}

/// Text whose source is escaped, so that its variables do not stand there as they read.
pub(crate) fn escaped_variables(count: usize) -> String {
    let text: String = (0..count).map(|number| format!("\\x24{{V{number}}}-")).collect();
    named("", &format!("!Sub \"{text}\""))
}

/// Texts inside texts, of which each holds the next many times.
pub(crate) fn nested_subs(depth: usize) -> String {
    let uses = "${V}".repeat(20);
    named("", &(0..depth).fold("x".to_owned(), |inner, _| format!("!Sub ['{uses}', {{ V: {inner} }}]")))
}

/// Joins of which each holds the next many times, by aliases.
pub(crate) fn nested_joins(depth: usize) -> String {
    let head = lines("Metadata:\n  j0: &j0 x", depth, |number| {
        format!("  j{0}: &j{0} {{ 'Fn::Join': ['', [{1}]] }}", number + 1, list(8, |_| format!("*j{number}")))
    });
    named(&head, &format!("*j{depth}"))
}

/// Names as long as are compared with patterns.
pub(crate) fn long_names(count: usize) -> String {
    let (word, open) = ("abc-".repeat(60), "${AWS::StackName}-".repeat(60));
    lines("Resources:", count, |number| {
        format!(
            "  Q{number}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {word}{number} }} }}\n  \
             R{number}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Sub '{open}' }} }}"
        )
    })
}

/// A comment that again and again begins to speak to Formwork.
pub(crate) fn half_directives(count: usize) -> String {
    format!("Resources: {{}} {}\n", "#formwork ignore".repeat(count))
}

/// Resources of which each may bring others whose names begin with its own.
pub(crate) fn modules(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!(
            "  R{number}: {{ Type: 'My::Own::Thing::MODULE', DependsOn: Nobody{number}, Properties: {{ A: !Ref 'AWS::Region' }} }}"
        )
    })
}

/// Values that a long enumeration does not have.
pub(crate) fn wrong_enumerations(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!(
            "  I{number}: {{ Type: AWS::EC2::Instance, Properties: {{ InstanceType: t3.mikro{number} }} }}"
        )
    })
}

pub(crate) fn dynamic_references(count: usize) -> String {
    named("", &format!("'{}'", "{{resolve:ssm:/a".repeat(count)))
}

/// Loops inside loops, each over many values.
pub(crate) fn nested_loops(values: usize) -> String {
    let values = list(values, |number| format!("v{number}"));
    let mut text = String::from("Transform: AWS::LanguageExtensions\nResources:\n");
    for level in 0..5 {
        let pad = "  ".repeat(2 * level + 1);
        let _ =
            writeln!(text, "{pad}'Fn::ForEach::L{level}':\n{pad}  - X{level}\n{pad}  - [{values}]\n{pad}  -");
    }
    let pad = " ".repeat(24);
    let _ = writeln!(
        text,
        "{pad}'R${{X0}}${{X1}}${{X2}}${{X3}}${{X4}}':\n{pad}  {TOPIC}\n{pad}  Properties: {{ TopicName: !Ref 'R${{X0}}' }}"
    );
    text
}

pub(crate) fn loops_side_by_side(count: usize) -> String {
    let values = list(100, |number| format!("v{number}"));
    lines("Transform: AWS::LanguageExtensions\nResources:", count, |number| {
        format!("  'Fn::ForEach::L{number}': [X, [{values}], {{ 'R{number}${{X}}': {{ {TOPIC} }} }}]")
    })
}

pub(crate) fn mappings(count: usize) -> String {
    let head = lines("Mappings:\n  M:", count, |number| format!("    k{number}: {{ a: 1, b: [x, y] }}"));
    lines(&(head + "Resources:"), count, |number| {
        format!("  R{number}: {{ {TOPIC}, Properties: {{ TopicName: !FindInMap [M, k{number}, a] }} }}")
    })
}

pub(crate) fn outputs(count: usize) -> String {
    lines(&format!("Resources: {{ T: {{ {TOPIC} }} }}\nOutputs:"), count, |number| {
        format!(
            "  O{number}: {{ Value: !GetAtt T.TopicName, Export: {{ Name: !Sub '${{AWS::StackName}}-x' }} }}"
        )
    })
}

/// A state machine that calls many functions.
pub(crate) fn state_machine(count: usize) -> String {
    let states = list(count, |number| {
        format!(
            "\"S{number}\": {{\"Type\": \"Task\", \"Resource\": \"${{F{number}.Arn}}\", \"Next\": \"S{}\"}}",
            number + 1
        )
    });
    let head = lines("Resources:", count, |number| {
        format!(
            "  F{number}: {{ Type: AWS::Lambda::Function, Properties: {{ Role: 'arn:aws:iam::123456789012:role/x', Code: {{ ZipFile: x }} }} }}"
        )
    });
    format!(
        "{head}  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: x\n      DefinitionString: !Sub '{{\"States\": {{{states}}}}}'\n"
    )
}

pub(crate) fn sam_functions(count: usize) -> String {
    lines("Transform: AWS::Serverless-2016-10-31\nResources:", count, |number| {
        format!(
            "  F{number}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        E: {{ Type: Api, Properties: {{ Path: /x, Method: get }} }}"
        )
    })
}

pub(crate) fn api_methods(count: usize) -> String {
    lines("Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: x } }", count, |number| {
        format!(
            "  M{number}: {{ Type: AWS::ApiGateway::Method, Properties: {{ RestApiId: !Ref Api, ResourceId: x, HttpMethod: GET, AuthorizationType: NONE }} }}"
        )
    })
}

pub(crate) fn open_api_paths(count: usize) -> String {
    let head = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        openapi: 3.0.1\n        paths:";
    lines(head, count, |number| {
        format!("          /p{number}: {{ get: {{}}, post: {{ security: [{{ a: [] }}] }} }}")
    })
}
