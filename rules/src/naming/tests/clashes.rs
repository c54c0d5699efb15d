//! Names that are the same.

use crate::testing::findings;

const HEAD: &str = "Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod] }\n  Any: { Type: String }\nConditions:\n  IsProd: !Equals [!Ref Any, prod]\n  IsDev: !Not [!Condition IsProd]\nResources:\n";

/// What is said of resources, from the second line of the section on.
fn said(resources: &str) -> String {
    let (found, _) = findings("NAM002", "", &format!("{HEAD}{resources}"));
    found
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, rest)| rest))
        .collect::<Vec<_>>()
        .join("; ")
}

fn queues(first: &str, second: &str) -> String {
    let queue = |id: &str, name: &str| {
        format!("  {id}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {name} }} }}\n")
    };
    said(&(queue("A", first) + &queue("B", second)))
}

#[test]
fn names_are_compared_by_what_they_come_to() {
    for (first, second, expected) in [
        ("jobs", "jobs", "`jobs` is the name of `A`, too"),
        ("jobs", "orders", ""),
        ("!Sub 'jobs-${Any}'", "!Join ['-', [jobs, !Ref Any]]", "`jobs-${Any}` is the name of `A`, too"),
        ("!Sub 'jobs-${Env}'", "jobs-prod", "`jobs-prod` is the name of `A`, too when `Env` is `prod`"),
        ("!Sub 'jobs-${Env}'", "!Sub 'jobs-${Any}'", ""),
        ("!ImportValue a", "!ImportValue b", ""),
        ("!ImportValue a", "!ImportValue a", "`${ImportValue}` is the name of `A`, too"),
        ("!If [IsProd, jobs, a]", "!If [IsProd, b, jobs]", ""),
        (
            "!If [IsProd, jobs, a]",
            "!If [IsProd, jobs, b]",
            "`jobs` is the name of `A`, too when `IsProd` is true",
        ),
        ("!Ref AWS::NoValue", "!Ref AWS::NoValue", ""),
    ] {
        assert_eq!(queues(first, second), expected, "{first} {second}");
    }
}

#[test]
fn types_have_their_own_territories() {
    for (resources, expected) in [
        (
            "  A: { Type: AWS::SQS::Queue, Properties: { QueueName: x } }\n  B: { Type: AWS::SNS::Topic, Properties: { TopicName: x } }\n",
            "",
        ),
        (
            "  A: { Type: AWS::Lambda::Function, Properties: { FunctionName: x } }\n  B: { Type: AWS::Serverless::Function, Properties: { FunctionName: x } }\n",
            "`x` is the name of `A`, too",
        ),
        (
            "  A: { Type: AWS::ECS::Service, Properties: { ServiceName: x, Cluster: a } }\n  B: { Type: AWS::ECS::Service, Properties: { ServiceName: x, Cluster: b } }\n",
            "",
        ),
        (
            "  A: { Type: AWS::ECS::Service, Properties: { ServiceName: x, Cluster: !Ref C } }\n  B: { Type: AWS::ECS::Service, Properties: { ServiceName: x, Cluster: !Ref C } }\n",
            "`x` is the name of `A`, too",
        ),
        (
            "  A: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: x } }\n  B: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: x } }\n",
            "",
        ),
        // The rule about identifiers says it.
        (
            "  A: { Type: AWS::DynamoDB::Table, Properties: { TableName: x } }\n  B: { Type: AWS::DynamoDB::Table, Properties: { TableName: x } }\n",
            "",
        ),
        (
            "  A: { Type: AWS::DynamoDB::Table, Properties: { TableName: x } }\n  B: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Sub x } }\n",
            "`x` is the name of `A`, too",
        ),
    ] {
        assert_eq!(said(resources), expected, "{resources}");
    }
}

#[test]
fn a_third_is_told_of_once() {
    let found = said(
        &["A", "B", "C"]
            .map(|id| format!("  {id}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: x }} }}\n"))
            .concat(),
    );
    assert_eq!(found, "`x` is the name of `A`, too; `x` is the name of `A`, too");
}

#[test]
fn loops_make_names_again() {
    for (name, collection, expected) in [
        ("jobs", "[a, b, c]", "The 3 rounds of the loop give the name `jobs`"),
        ("!Sub 'jobs-${Team}'", "[a, b]", ""),
        ("'jobs-${Team}'", "[a, b]", ""),
        ("!Ref Team", "[a, b]", ""),
        ("jobs", "[a]", ""),
        ("jobs", "!Ref Teams", ""),
    ] {
        let text = format!(
            "Transform: AWS::LanguageExtensions\nParameters: {{ Teams: {{ Type: CommaDelimitedList }} }}\nResources:\n  Fn::ForEach::Queues:\n    - Team\n    - {collection}\n    - Queue${{Team}}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {name} }} }}\n"
        );
        let (found, _) = findings("NAM002", "", &text);
        let found = found.trim_end();
        assert_eq!(found.split_once(": ").map_or("", |(_, said)| said), expected, "{name} {collection}");
    }
}

#[test]
fn many_resources_of_one_name_take_no_longer_than_many() {
    let resources: String = (0..3_000)
        .map(|index| {
            format!(
                "  A{index}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Sub 'x-${{Env}}' }} }}\n"
            )
        })
        .collect();
    assert_eq!(said(&resources).matches("is the name of").count(), 2_999);
}
