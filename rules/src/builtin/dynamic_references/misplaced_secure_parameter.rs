use formwork_template::Section;

use crate::Context;
use crate::dynamic_reference::{Source, references};
use crate::passwords::is_secret_property;
use crate::rule::{Rule, rule};

rule! {
    /// A secret of the parameter store is asked for where CloudFormation does not put one in.
    ///
    /// `{{resolve:ssm-secure:...}}` works in the passwords of a few types. A secret in Secrets
    /// Manager works in every property.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '{{resolve:ssm-secure:name}}'
    /// #     ^^^^^^^^^^ `{{resolve:ssm-secure:name}}` can't stand here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Admin:
    ///     Type: AWS::IAM::User
    ///     Properties:
    ///       LoginProfile:
    ///         Password: '{{resolve:ssm-secure:name}}'
    /// ```
    pub struct MisplacedSecureParameter {
        code: "E1027",
        name: "misplaced-secure-parameter",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MisplacedSecureParameter {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter() {
            let takes_it = text.resource_type.is_some_and(|name| is_secret_property(name, text.property()));
            if !text.known || takes_it || text.is_worked_on() || text.section == Section::Metadata {
                continue;
            }
            for reference in references(text.text) {
                if reference.source() != Some(Source::SecureParameter) || !reference.names_something() {
                    continue;
                }
                cx.report::<Self>(text.place.span(), format!("`{}` can't stand here", reference.text))
                    .help("Keep the secret in Secrets Manager, and use `{{resolve:secretsmanager:...}}`");
            }
        }
    }
}
