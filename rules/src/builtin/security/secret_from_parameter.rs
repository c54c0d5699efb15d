use crate::passwords::SECRET_PROPERTIES;
use crate::rule::{Rule, rule};
use crate::{Context, properties};

rule! {
    /// A password comes from a parameter of the template.
    ///
    /// Whoever deploys has to know it, and it passes through their hands and scripts. A dynamic
    /// reference takes it from where it is kept.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Secret: { Type: String, NoEcho: true }
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       MasterUserPassword: !Ref Secret
    /// #     ^^^^^^^^^^^^^^^^^^ The password is taken from the parameter `Secret`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       MasterUserPassword: '{{resolve:secretsmanager:database:SecretString:password}}'
    /// ```
    pub struct SecretFromParameter {
        code: "W1011",
        name: "secret-from-parameter",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for SecretFromParameter {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for found in properties::listed(cx, SECRET_PROPERTIES) {
            let name = found.value.and_then(|value| value.function()?.reference());
            let Some(name) = name.filter(|name| template.parameter(name.text).is_some()) else { continue };
            let message = format!("The password is taken from the parameter `{name}`");
            cx.report::<Self>(found.place.span(), message)
                .help("Use `{{resolve:secretsmanager:...}}`, or `{{resolve:ssm-secure:...}}`");
        }
    }
}
