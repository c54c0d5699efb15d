use rustc_hash::FxHashMap;

use crate::rule::{Rule, rule};
use crate::suppress::{List, Spelling, Suppressions};
use crate::{Context, Fix, Phase};

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
        let Some(suppressions) = cx.suppressions() else { return };
        for malformed in suppressions.malformed() {
            cx.report::<Self>(malformed.span, malformed.message.clone()).help(malformed.help);
        }
        if suppressions.lists().is_empty() || !cx.template().errors().is_empty() || cx.is_incomplete() {
            return;
        }
        let (ran, used) = (ran(cx), suppressions.used_places());
        for list in suppressions.lists() {
            let is_stale = |item| {
                suppressions.suppression(item).is_some_and(|one| {
                    ran.get(one.rule.as_str()).copied().unwrap_or_default() && !used.contains(&one.place)
                })
            };
            let stale: Vec<bool> = list.items.iter().map(is_stale).collect();
            if stale.contains(&true) {
                report(cx, suppressions, list, &stale);
            }
        }
    }
}

/// Every name of a rule, and whether that rule had its say before this one.
fn ran(cx: &Context<'_>) -> FxHashMap<&'static str, bool> {
    let mut ran = FxHashMap::default();
    let own = cx.settings().guard_plan().own().iter().flat_map(|file| file.rules()).map(|rule| rule.meta);
    for meta in crate::all().chain(own) {
        let had = meta.phase == Phase::Template && cx.settings().severity_of(meta).is_some();
        for name in meta.names() {
            *ran.entry(name).or_default() |= had;
        }
    }
    ran
}

fn report(cx: &mut Context<'_>, suppressions: &Suppressions, list: &List, stale: &[bool]) {
    let removals = list.removals(cx.template().source(), stale);
    let nothing_stays = !stale.contains(&false);
    let items = list.items.iter().zip(stale).zip(removals).filter(|((_, stale), _)| **stale);
    for ((item, _), removal) in items {
        let Some(one) = suppressions.suppression(item) else { continue };
        let found = cx.report::<UnusedSuppression>(
            one.place,
            format!("`{}` is ignored {}, but not found", one.rule, suppressions.extent(one)),
        );
        let title = if nothing_stays { "Remove the suppression".to_owned() } else { format!("Remove `{}`", one.rule) };
        found.help(match list.spelling {
            Spelling::Foreign => "Remove it, unless another tool needs it",
            _ => "Remove it",
        });
        if let Some(span) = removal {
            found.fix(match list.spelling {
                Spelling::Foreign => Fix::confirm(title, span, ""),
                _ => Fix::safe(title, span, ""),
            });
        }
    }
}
