use crate::Context;
use crate::rule::{Rule, rule};
use crate::suppress::{Case, Said, State};

rule! {
    /// A suppression's last day is over.
    ///
    /// It covers nothing any more: what it let go is reported again, as was agreed
    /// when the date was written. `until` names the last day on which it holds.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001] until 2026-06-30 -- public until the launch
    /// #                        ^^^^^^ `API001` was ignored here until 2026-06-30
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001] until 2027-06-30 -- public until the launch
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    pub struct ExpiredSuppression {
        code: "SUP002",
        name: "expired-suppression",
        severity: Warning,
        since: "0.1",
        phase: Afterwards,
    }
}

impl Rule for ExpiredSuppression {
    fn check(cx: &mut Context<'_>) {
        cx.report_cases::<Self>(say);
    }
}

pub(crate) fn say(case: &Case) -> Vec<Said> {
    let one = &case.exception;
    let until = one.until.filter(|_| one.state == State::Expired);
    let said = until.map(|until| Said {
        place: one.place,
        message: format!("`{}` was ignored {} until {until}", one.rule, case.extent),
        help: "Mend what it covered and remove it, or agree on another day".to_owned(),
        fix: case.removal.clone(),
    });
    said.into_iter().collect()
}
