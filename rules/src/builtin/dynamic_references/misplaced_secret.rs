use formwork_template::Section;

use crate::Context;
use crate::dynamic_reference::{Source, references};
use crate::rule::{Rule, rule};

rule! {
    /// A secret is asked for outside of the properties of a resource.
    ///
    /// CloudFormation puts in `{{resolve:secretsmanager:...}}` nowhere else, so that no secret
    /// ends up where it is shown. The default of a parameter is let be.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// Outputs:
    ///   Token:
    ///     Value: '{{resolve:secretsmanager:token}}'
    /// #   ^^^^^ `{{resolve:secretsmanager:token}}` can't stand here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       MasterUserPassword: '{{resolve:secretsmanager:database:SecretString:password}}'
    /// ```
    pub struct MisplacedSecret {
        code: "E1051",
        name: "misplaced-secret",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MisplacedSecret {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter() {
            let is_default = text.section == Section::Parameters && text.path.get(1) == Some(&"Default");
            let takes_it = text.is_in_properties() || is_default || text.section == Section::Metadata;
            if !text.known || takes_it || text.is_worked_on() {
                continue;
            }
            for reference in references(text.text).filter(|found| found.source() == Some(Source::Secret)) {
                if reference.names_something() {
                    cx.report::<Self>(text.place.span(), format!("`{}` can't stand here", reference.text))
                        .help("Secrets can be used in the properties of resources");
                }
            }
        }
    }
}
