use crate::Context;
use crate::rule::{Rule, rule};
use crate::suppress::{Case, Said, State, is_beyond_suppression};

rule! {
    /// A suppression is for a rule that none may cover.
    ///
    /// `suppressions.never` in `formwork.yaml` lists such rules. The suppression covers
    /// nothing, and what the rule finds stands. Of the rules about suppressions,
    /// `SUP002`, `SUP004` and `SUP005` are always among them: one that lets them go
    /// would excuse itself. What a configuration can do is to turn them off.
    ///
    /// ```yaml formwork.yaml
    /// suppressions: { never: [API001] }
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001, SUP004] -- public until the launch
    /// #                        ^^^^^^ `API001` is ignored here, but nothing may cover it
    /// #                                ^^^^^^ `SUP004` is ignored here, but nothing may cover it
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
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    pub struct ForbiddenSuppression {
        code: "SUP005",
        name: "forbidden-suppression",
        severity: Error,
        since: "0.1",
        phase: Afterwards,
    }
}

impl Rule for ForbiddenSuppression {
    fn check(cx: &mut Context<'_>) {
        cx.report_cases::<Self>(say);
    }
}

pub(crate) fn say(case: &Case) -> Vec<Said> {
    let one = &case.exception;
    if one.state != State::Forbidden {
        return Vec::new();
    }
    let help = if is_beyond_suppression(&one.rule) {
        "Remove it: a suppression cannot excuse itself"
    } else {
        "`suppressions.never` in `formwork.yaml` lists it: mend what the rule finds, and remove the suppression"
    };
    vec![Said {
        place: one.place,
        message: format!("`{}` is ignored {}, but nothing may cover it", one.rule, case.extent),
        help: help.to_owned(),
        fix: case.removal.clone(),
    }]
}
