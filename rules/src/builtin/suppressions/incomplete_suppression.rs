use crate::Context;
use crate::config::Requirement;
use crate::rule::{Rule, rule};
use crate::suppress::{Case, Said, Spelling, State};
use crate::words::{and_quoted, joined};

rule! {
    /// A suppression lacks the reason, the end date or the owner that the organisation asks for.
    ///
    /// `suppressions.require` in `formwork.yaml` says what each suppression tells of
    /// itself, and `suppressions.max-days` how far away its end may be. It covers what
    /// it covers all the same, but this finding stands in its place, and no suppression
    /// covers it. In the lists of other tools it is asked of what serves Formwork.
    /// The word `reason`, which editors write where one is to be given, is none.
    ///
    /// ```yaml formwork.yaml
    /// suppressions: { require: [reason, until], max-days: 90 }
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: NONE # formwork: ignore[API001] -- a health check
    /// #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `API001` is ignored without an end date
    ///       HttpMethod: GET
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001] until 2030-01-01 -- public until the launch
    /// #                                      ^^^^^^^^^^ `API001` is ignored for more than 90 days
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: NONE # formwork: ignore[API001] until 2027-04-01 -- a health check
    ///       HttpMethod: GET
    ///   Orders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       # formwork: ignore[API001] until 2027-04-01 -- public until the launch
    ///       AuthorizationType: NONE
    ///       HttpMethod: GET
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Metadata:
    ///       formwork:
    ///         ignore:
    ///           - { rule: API001, reason: a health check, until: 2027-03-01 }
    ///     Properties: { AuthorizationType: NONE, HttpMethod: GET }
    /// ```
    pub struct IncompleteSuppression {
        code: "SUP004",
        name: "incomplete-suppression",
        severity: Error,
        since: "0.1",
        phase: Afterwards,
    }
}

impl Rule for IncompleteSuppression {
    fn check(cx: &mut Context<'_>) {
        cx.report_cases::<Self>(say);
    }
}

pub(crate) fn say(case: &Case) -> Vec<Said> {
    let one = &case.exception;
    let Some((faults, rules)) = case.faults.as_ref().filter(|_| one.state == State::Incomplete) else {
        return Vec::new();
    };
    let are_ignored = format!("{} {} ignored", and_quoted(rules), if rules.len() == 1 { "is" } else { "are" });
    let mut said = Vec::new();
    if !faults.missing.is_empty() {
        let what: Vec<&str> = faults.missing.iter().map(|requirement| what(*requirement)).collect();
        said.push(Said {
            place: faults.place,
            message: format!("{are_ignored} without {}", joined(&what, "and")),
            help: help(one.spelling, &faults.missing),
            fix: faults.fix.clone().filter(|_| faults.late.is_none()),
        });
    }
    if let Some(late) = &faults.late {
        said.push(Said {
            place: late.place,
            message: format!("{are_ignored} for more than {} days", late.days),
            help: format!("The last day that may be written today is {}", late.latest),
            fix: faults.fix.clone(),
        });
    }
    said
}

fn what(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::Reason => "a reason",
        Requirement::Until => "an end date",
        Requirement::Owner => "an owner",
    }
}

/// How what is missing is written.
fn help(spelling: Spelling, missing: &[Requirement]) -> String {
    if spelling.is_foreign() {
        return "Write it in `Metadata.formwork.ignore`, which takes `rule`, `reason`, `until` and `owner`"
            .to_owned();
    }
    let is_missing = |requirement| missing.contains(&requirement);
    let mut parts = Vec::new();
    if spelling == Spelling::Comment {
        parts.extend(is_missing(Requirement::Until).then_some("until YYYY-MM-DD"));
        match (is_missing(Requirement::Reason), is_missing(Requirement::Owner)) {
            (true, true) => parts.push("-- reason @owner"),
            (true, false) => parts.push("-- reason"),
            (false, true) => parts.push("@owner"),
            (false, false) => {}
        }
        return format!("Add `{}` behind the rules", parts.join(" "));
    }
    parts.extend(is_missing(Requirement::Reason).then_some("reason"));
    parts.extend(is_missing(Requirement::Until).then_some("until"));
    parts.extend(is_missing(Requirement::Owner).then_some("owner"));
    format!("Add {}", and_quoted(&parts))
}
