//! Texts and functions in other forms.

use super::{check, check_none, errors};

fn name(value: &str) -> String {
    format!(
        "Parameters:\n  Env: {{ Type: String, Default: production }}\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: {value}\n"
    )
}

#[track_caller]
fn check_value(before: &str, title: &str, after: &str) {
    check(&name(before), title, &name(after));
    let known = errors(&name(before).replace("$0", ""));
    assert!(errors(&name(after)).iter().all(|error| known.contains(error)), "{:?}", errors(&name(after)));
}

#[test]
fn functions_change_their_form() {
    check_value("!Ref E$0nv", "Change to `Fn::Sub`", "!Sub \"${Env}\"");
    check_value("!Sub ${E$0nv}", "Change to `Ref`", "!Ref Env");
    check_value("!Join [\"-\", [$0a, !Ref Env, b]]", "Change to `Fn::Sub`", "!Sub \"a-${Env}-b\"");
    check_value("!Join [\"-\", [$0a, !Sub \"${Env}x\"]]", "Change to `Fn::Sub`", "!Sub \"a-${Env}x\"");
    check(&name("!GetAtt A.A$0rn"), "Change to `Fn::Sub`", &name("!Sub \"${A.Arn}\""));
    check(&name("!Sub \"${A.$0Arn}\""), "Change to `Fn::GetAtt`", &name("!GetAtt A.Arn"));
    check_value("!Re$0f Env", "Change to `Ref`", "{ Ref: Env }");
    check_value("{ R$0ef: Env }", "Change to `!Ref`", "!Ref Env");
    check_value("!GetAtt A.A$0rn", "Change to `Fn::GetAtt`", "{ Fn::GetAtt: [A, Arn] }");
    // `${Env}` that stands for itself stays so.
    check_value("!Join ['', ['$${E$0nv}', !Ref Env]]", "Change to `Fn::Sub`", "!Sub \"$${!Env}${Env}\"");
    check_none(&name("!Join ['-', [a$0, !Select [0, [b]]]]"), "Change to `Fn::Sub`");
    check_none(&name("!Sub \"${E$0nv}-x\""), "Change to `Ref`");
    // Nothing becomes a text where none can be.
    for value in [
        "!Join ['-', !Ref E$0nv]",
        "!FindInMap [M, !Ref E$0nv, k]",
        "!Select [!Ref E$0nv, [a]]",
        "!Ref AWS::No$0Value",
        "!Join ['-', [a$0, b]]",
    ] {
        check_none(&name(value), "Change to `Fn::Sub`");
    }
    let subnets = "Parameters:\n  P: { Type: CommaDelimitedList }\nResources:\n  A:\n    Type: AWS::RDS::DBSubnetGroup\n    Properties: { SubnetIds: !Ref $0P }\n";
    check_none(subnets, "Change to `Fn::Sub`");
}

#[test]
fn literals_get_variables() {
    let title = "Change to `Fn::Sub` with variables";
    check_value(
        "arn:aws:iam::123456789012:ro$0le/x",
        title,
        "!Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x\"",
    );
    check_value("com.amazonaws.us-ea$0st-1.s3", title, "!Sub \"com.amazonaws.${AWS::Region}.s3\"");
    check_value(
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/pr$0oduction",
        title,
        "!Sub \"${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${Env}\"",
    );
    check_value(
        "eu-we$0st-1",
        "Change to `Ref` of `AWS::Region`",
        "!Ref \"AWS::Region\"".replace('"', "").as_str(),
    );
    check_value("produc$0tion", "Change to `Ref` of `Env`", "!Ref Env");
    check_value("!If [C, produc$0tion, x]", "Change to `Ref` of `Env`", "!If [C, !Ref Env, x]");
    check_none(&name("!If [produc$0tion, a, x]"), "Change to `Ref` of");
    check_none(&name("123456$0789012"), "Change to");
    check_none(&name("reproduc$0tion"), "Change to");
    check_none(&name("\"in pro$0duction\""), "Change to");
    check_none(&name("\"{{resolve:ssm:/pro$0duction}}\""), "Change to");
}
