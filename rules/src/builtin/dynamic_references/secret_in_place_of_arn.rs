use formwork_template::FunctionName;

use crate::Context;
use crate::dynamic_reference::{Source, references};
use crate::rule::{Rule, rule};

rule! {
    /// A property that wants the ARN of a secret is given the secret.
    ///
    /// CloudFormation replaces a dynamic reference by what the secret holds, and the service
    /// looks for a secret of that name.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Source:
    ///     Type: AWS::DMS::Endpoint
    ///     Properties:
    ///       EndpointType: source
    ///       EngineName: mysql
    ///       MySqlSettings:
    ///         SecretsManagerSecretId: '{{resolve:secretsmanager:database}}'
    /// #       ^^^^^^^^^^^^^^^^^^^^^^ `SecretsManagerSecretId` is given a secret, and wants the ARN of one
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Source:
    ///     Type: AWS::DMS::Endpoint
    ///     Properties:
    ///       EndpointType: source
    ///       EngineName: mysql
    ///       MySqlSettings:
    ///         SecretsManagerSecretId: arn:aws:secretsmanager:us-east-1:123456789012:secret:database-AbCdEf
    /// ```
    pub struct SecretInPlaceOfArn {
        code: "W1051",
        name: "secret-in-place-of-arn",
        severity: Warning,
        since: "0.1",
    }
}

/// Source: the properties' pages in the CloudFormation user guide.
const PROPERTIES: &[&str] = &[
    "SecretArn",
    "SecretARN",
    "SecretsManagerSecretId",
    "SecretsManagerOracleAsmSecretId",
    "SecretsManagerSecurityDbEncryptionSecretId",
    "SecretsManagerConfiguration",
];

impl Rule for SecretInPlaceOfArn {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter().filter(|text| text.known && text.is_in_properties()) {
            let Some(property) = text.path.iter().rev().find(|key| PROPERTIES.contains(*key)) else { continue };
            let mut secrets = references(text.text).filter(|found| found.source() == Some(Source::Secret));
            let found = match text.functions.last() {
                // Part of a longer text, it may be one of the parts of an ARN.
                Some(FunctionName::Sub) => secrets.any(|_| is_alone(text.text)),
                _ if text.is_worked_on() => false,
                _ => secrets.any(|secret| secret.names_something()),
            };
            if found {
                let message = format!("`{property}` is given a secret, and wants the ARN of one");
                cx.report::<Self>(text.place.span(), message).help("Use the ARN of the secret itself");
            }
        }
    }
}

/// Whether a text is a dynamic reference and nothing else.
fn is_alone(text: &str) -> bool {
    text.starts_with("{{resolve:secretsmanager:") && text.ends_with("}}")
}
