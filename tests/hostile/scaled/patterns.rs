//! Regular expressions without end, and text that makes matchers try everything.

use super::lines;

/// Text that makes a backtracking matcher try everything, against patterns that schemas have.
pub(crate) fn nasty_text(bytes: usize) -> String {
    let a = "a".repeat(bytes);
    format!(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {{ QueueName: '{a}!', KmsMasterKeyId: '{a}!' }}\n  \
         F:\n    Type: AWS::Lambda::Function\n    Properties: {{ Role: 'arn:aws:iam::{a}!', FunctionName: '{a}!', Handler: '{a} !', Code: {{ ImageUri: '{a}!' }} }}\n  \
         C:\n    Type: AWS::CertificateManager::Certificate\n    Properties: {{ DomainName: '{a}.{a}!' }}\n  \
         D:\n    Type: AWS::Route53::RecordSet\n    Properties: {{ Name: '{a}.!', Type: A, HostedZoneId: '{a}!' }}\n  \
         P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: {{ Path: '/{a}', PolicyDocument: {{ Statement: [{{ Effect: Allow, Action: 's3:{a}!', Resource: 'arn:{a}' }}] }} }}\n"
    )
}

/// A parameter whose own pattern backtracks without end.
pub(crate) fn catastrophic_pattern(bytes: usize) -> String {
    let a = "a".repeat(bytes);
    let patterns = [
        "(a+)+$",
        "^(a|aa)+$",
        "(a*)*b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?=(a+))a*b",
        "^(a?){50}a{50}$",
        "(.*)*(.*)*(.*)*x",
        "(a|a)*(a|a)*\\\\1",
    ];
    let mut index = 0;
    lines("Resources: {}\nParameters:", patterns.len(), |number| {
        index += 1;
        format!(
            "  P{number}: {{ Type: String, AllowedPattern: \"{}\", Default: '{a}!' }}",
            patterns[index - 1]
        )
    })
}

pub(crate) fn large_pattern(bytes: usize) -> String {
    let pattern = "(a|b)?".repeat(bytes / 6);
    format!(
        "Resources: {{}}\nParameters:\n  A: {{ Type: String, AllowedPattern: '{pattern}', Default: 'aaaa' }}\n  B: {{ Type: String, AllowedPattern: '{}', Default: 'aaaa' }}\n  C: {{ Type: String, AllowedPattern: 'a{{1,{bytes}}}{{1,{bytes}}}', Default: 'aaaa' }}\n",
        "(".repeat(bytes)
    )
}
