use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::words;

rule! {
    /// The name of a parameter is one that the parameter store keeps for AWS, or otherwise refuses.
    ///
    /// Names begin with neither `aws` nor `ssm`, also behind their first slash. A name
    /// with slashes begins with one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Setting:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: text
    ///       Name: /aws/setting
    /// #     ^^^^ `/aws/setting` is not a name that the parameter store leaves to everybody
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Setting:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: text
    ///       Name: /team/setting
    /// ```
    pub struct ReservedParameterName {
        code: "W3701",
        name: "reserved-parameter-name",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for ReservedParameterName {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for name in walk.all("AWS::SSM::Parameter/Name") {
            let Some(text) = name.string().filter(|text| !is_free(text)) else { continue };
            let message =
                format!("`{}` is not a name that the parameter store leaves to everybody", words::shortened(text));
            cx.report::<Self>(name.span(), message).when(name.when.to_string());
        }
    }
}

fn is_free(name: &str) -> bool {
    let is_inner = |inner: char| inner.is_alphanumeric() || matches!(inner, '_' | '.' | '-');
    let is_segment = |segment: &str| !segment.is_empty() && segment.chars().all(is_inner);
    let (path, has_slash) = name.strip_prefix('/').map_or((name, false), |path| (path, true));
    let is_reserved = ["aws", "ssm"].iter().any(|reserved| {
        path.get(..reserved.len()).is_some_and(|start| start.eq_ignore_ascii_case(reserved))
    });
    !is_reserved && if has_slash { path.split('/').all(is_segment) } else { is_segment(path) }
}
