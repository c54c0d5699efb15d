use crate::Context;
use crate::rule::{Rule, rule};
use crate::suppress::{Case, Said, State};

rule! {
    /// A suppression covers nothing.
    ///
    /// An exception that is no longer needed hides the next real finding in the
    /// same place. This is said only of rules that ran: names of other tools' rules
    /// and of rules that are switched off may still be needed elsewhere. Where the
    /// template could not be looked at as a whole, because of syntax errors or of its
    /// size, only suppressions that make no sense are reported.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001] -- public until the launch
    /// #                        ^^^^^^ `API001` is ignored here, but not found
    ///       AuthorizationType: AWS_IAM
    ///       HttpMethod: GET # formwork: disable-all
    /// #                     ^^^^^^^^^^^^^^^^^^^^^^^ The comment suppresses nothing: `disable-all` is neither `ignore` nor `ignore-file`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: AWS_IAM
    ///       HttpMethod: GET # formwork: disable-all
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001] until 2027-03-01 -- a health check @web
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    pub struct UnusedSuppression {
        code: "SUP001",
        name: "unused-suppression",
        severity: Warning,
        since: "0.1",
        phase: Afterwards,
    }
}

impl Rule for UnusedSuppression {
    fn check(cx: &mut Context<'_>) {
        let malformed = cx.suppressions().map(|judged| judged.malformed.as_slice()).unwrap_or_default();
        for malformed in malformed {
            cx.report::<Self>(malformed.span, malformed.message.clone()).help(malformed.help);
        }
        cx.report_cases::<Self>(say);
    }
}

pub(crate) fn say(case: &Case) -> Vec<Said> {
    let one = &case.exception;
    if one.state != State::Unused {
        return Vec::new();
    }
    let help = if one.spelling.is_foreign() { "Remove it, unless another tool needs it" } else { "Remove it" };
    vec![Said {
        place: one.place,
        message: format!("`{}` is ignored {}, but not found", one.rule, case.extent),
        help: help.to_owned(),
        fix: case.removal.clone(),
    }]
}
