//! Names and tags of which each can be very many.

use super::{lines, list};

/// Queues whose names and tags are made of parameters and mappings with a hundred values each.
pub(crate) fn names_over_choices(count: usize) -> String {
    let values = |letter: char| list(100, |number| format!("{letter}{number:06}"));
    let head = format!(
        "Parameters:\n  Team: {{ Type: String, AllowedValues: [{}] }}\n  App: {{ Type: String, AllowedValues: [{}] }}\n  \
         Env: {{ Type: String, AllowedValues: [dev, ci, qa, prod] }}\n",
        values('a'),
        values('b')
    );
    let head = lines(&(head + "Mappings:\n  M:"), 100, |number| {
        format!("    b{number:06}: {{ x: v{number}, y: w{number} }}")
    });
    lines(&(head + "Resources:"), count, |number| {
        format!(
            "  Q{number}:\n    Type: AWS::SQS::Queue\n    Properties:\n      \
             QueueName: !Sub ['${{Team}}-${{App}}-${{X}}-{number}-${{Env}}', {{ X: !FindInMap [M, !Ref App, x] }}]\n      \
             Tags: [{{ Key: team, Value: !Ref Team }}, {{ Key: !Ref App, Value: !Join ['-', [!Ref Team, !FindInMap [M, !Ref App, y]]] }}]"
        )
    })
}

/// Loops over a hundred values each, with names and tags that each round gives.
pub(crate) fn named_in_loops(count: usize) -> String {
    let values = list(100, |number| format!("v{number}"));
    lines("Transform: AWS::LanguageExtensions\nResources:", count, |number| {
        format!(
            "  'Fn::ForEach::L{number}': [X, [{values}], {{ 'Q{number}${{X}}': {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Sub 'a123456-${{X}}-dev', \
             Tags: [{{ Key: team, Value: !Ref X }}, {{ Key: !Ref X, Value: x }}] }} }} }}]"
        )
    })
}

/// Roles and policies in which everything has a name of one's own, and ids are written out.
pub(crate) fn landed_names(count: usize) -> String {
    let head = "Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod] }\nResources:";
    lines(head, count, |number| {
        format!(
            "  R{number}: {{ Type: AWS::IAM::Role, Properties: {{ RoleName: !Sub 'a123456-r{number}-${{Env}}', AssumeRolePolicyDocument: {{ Statement: [{{ Effect: Allow, \
             Action: 'sts:AssumeRole', Principal: {{ AWS: 'arn:aws:iam::123456789012:role/a999999-x{number}' }} }}] }} }} }}\n  \
             I{number}: {{ Type: AWS::EC2::Instance, Properties: {{ ImageId: ami-0a1b2c3d, SubnetId: subnet-0a1b2c3d, InstanceType: !If [C, m5.large, t2.micro], Tags: [{{ Key: environment, Value: x }}] }} }}"
        )
    }) + "Conditions: { C: !Equals [!Ref Env, prod] }\n"
}
