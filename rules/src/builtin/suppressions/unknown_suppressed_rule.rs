use crate::rule::{Rule, rule};
use crate::suppress::{Case, Said, State};
use crate::words::shortened;
use crate::{Context, Fix};

rule! {
    /// A suppression names no rule.
    ///
    /// It covers nothing, and what it was written for is reported in spite of it. Known
    /// are the codes, names and aliases of `formwork rules`, those of your own files of
    /// rules, and what cfn_nag calls the same. In the lists of other tools, names that
    /// Formwork does not know are theirs.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: NONE # formwork: ignore[APII001] -- a health check
    /// #                                                ^^^^^^^ No rule is called `APII001`
    ///       HttpMethod: GET
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: NONE # formwork: ignore[API001] -- a health check
    ///       HttpMethod: GET
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Health:
    ///     Type: AWS::ApiGateway::Method
    ///     Metadata: { checkov: { skip: [{ id: CKV_AWS_59, comment: a health check }] } }
    ///     Properties:
    ///       AuthorizationType: NONE # formwork: ignore[unauthorized-api-route]
    ///       HttpMethod: GET
    /// ```
    pub struct UnknownSuppressedRule {
        code: "SUP003",
        name: "unknown-suppressed-rule",
        severity: Warning,
        since: "0.1",
        phase: Afterwards,
    }
}

impl Rule for UnknownSuppressedRule {
    fn check(cx: &mut Context<'_>) {
        cx.report_cases::<Self>(say);
    }
}

pub(crate) fn say(case: &Case) -> Vec<Said> {
    let one = &case.exception;
    if one.state != State::Unknown {
        return Vec::new();
    }
    let (help, fix) = match case.near {
        Some(near) => {
            let title = format!("Change to `{near}`");
            (format!("Change it to `{near}`"), Some(Fix::confirm(title, case.name_place, near)))
        }
        None => ("`formwork rules` lists the rules; remove it if none is meant".to_owned(), case.removal.clone()),
    };
    let message = format!("No rule is called `{}`", shortened(&one.rule));
    vec![Said { place: one.place, message, help, fix }]
}
