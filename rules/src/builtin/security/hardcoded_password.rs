use formwork_template::{Kind, Name, Template, Value};

use crate::Context;
use crate::dynamic_reference::{Source, references};
use crate::rule::{Rule, rule};

rule! {
    /// A password can be read by whoever can read the template or its parameters.
    ///
    /// Written out, it is in every copy of the template. From a parameter, it is shown unless
    /// the parameter has `NoEcho`; from `{{resolve:ssm:...}}`, it is kept in plain text.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Admin:
    ///     Type: AWS::IAM::User
    ///     Properties:
    ///       LoginProfile:
    ///         Password: hunter2
    /// #       ^^^^^^^^ The password is written out
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Admin:
    ///     Type: AWS::IAM::User
    ///     Properties:
    ///       LoginProfile:
    ///         Password: '{{resolve:secretsmanager:admin}}'
    /// ```
    pub struct HardcodedPassword {
        code: "W2501",
        name: "hardcoded-password",
        severity: Warning,
        since: "0.1",
    }
}

/// Source: the properties' pages in the CloudFormation user guide.
const PROPERTIES: &[&str] = &[
    "AccountPassword",
    "AdminPassword",
    "ADDomainJoinPassword",
    "CrossRealmTrustPrincipalPassword",
    "KdcAdminPassword",
    "Password",
    "DbPassword",
    "MasterUserPassword",
    "PasswordParam",
];

impl Rule for HardcodedPassword {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            if let Some(properties) = resource.properties() {
                walk(cx, properties);
            }
        }
    }
}

fn walk(cx: &mut Context<'_>, value: Value<'_>) {
    for (key, value) in value.entries() {
        if PROPERTIES.contains(&key.text) {
            password(cx, key, value);
        }
        walk(cx, value);
    }
    for item in value.items() {
        walk(cx, item);
    }
}

fn password(cx: &mut Context<'_>, key: Name<'_>, value: Value<'_>) {
    const HELP: &str = "Use `{{resolve:secretsmanager:...}}`";
    match value.kind() {
        Kind::Function(function) => {
            let Some(name) = function.reference() else { return };
            let Some(parameter) = cx.template().parameter(name.text).filter(|_| is_shown(cx.template(), name)) else {
                return;
            };
            let message = format!("`{name}` is used as `{key}`, and has no `NoEcho`");
            cx.report::<HardcodedPassword>(parameter.id().span, message).help("Add `NoEcho: true`");
        }
        Kind::Map if value.entries().count() > 1 => {
            cx.report::<HardcodedPassword>(key.span, "The password is a map");
        }
        Kind::Scalar(_) => {
            let Some(text) = value.string() else { return };
            let mut sources = references(text.text).map(|reference| reference.source()).peekable();
            if sources.peek().is_none() {
                cx.report::<HardcodedPassword>(key.span, "The password is written out").help(HELP);
            } else if sources.any(|source| source == Some(Source::Parameter)) {
                let message = "The password is kept in plain text in the parameter store";
                cx.report::<HardcodedPassword>(key.span, message).help(HELP);
            }
        }
        _ => {}
    }
}

fn is_shown(template: &Template, name: Name<'_>) -> bool {
    template.parameter(name.text).is_some_and(|parameter| {
        parameter.0.value.get("NoEcho").is_none_or(|value| value.boolean() == Some(false))
    })
}
