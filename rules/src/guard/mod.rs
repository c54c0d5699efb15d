//! Guard rules as rules like any other: the built-in packs and the user's own
//! files, run over a template, their failures as findings with a severity, a
//! remedy and a place. The language itself is `formwork_guard`'s.

mod descriptions;
pub mod export;
#[cfg(test)]
mod pack_tests;
mod packs;
mod plan;
mod remedy;
mod source;
mod test_file;
#[cfg(test)]
mod tests;
mod words;

use std::cell::OnceCell;

use bumpalo::Bump;
use formwork_guard::{Document, Options, Scalars, Store, SuppressionIds, findings_of};
use formwork_template::{Span, Template};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

pub use self::packs::{PACKS, Pack, pack_files};
pub(crate) use self::plan::{Plan, Wanted};
pub use self::source::{GuardFile, GuardRule};
pub use self::test_file::TestFile;
use crate::{Diagnostic, Meta, RuleCode, Settings};

/// The pack that is on where the configuration names none.
pub(crate) const DEFAULT_PACK: &str = "security-pillar";

/// The name under which a list that Guard takes for every rule stands among suppressions.
pub(crate) const EVERY_RULE: &str = "guard:every-rule";

/// What Guard rules find in a template, and what is known of each rule that found something.
pub(crate) fn check(template: &Template, settings: &Settings) -> (Vec<Diagnostic>, Vec<Meta>) {
    let (mut found, mut metas) = (Vec::new(), Vec::new());
    let files: Vec<(&GuardFile, &[Wanted])> = settings
        .guard_plan()
        .files()
        .filter(|(file, _)| file.is_about(template))
        .map(|(file, planned)| (file, planned.get_or_init(|| plan::wanted(file, settings)).as_slice()))
        .filter(|(_, wanted)| !wanted.is_empty())
        .collect();
    if files.is_empty() {
        return (found, metas);
    }
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of(&store, template.tree(), Scalars::Validate).without_suppressions(&store);
    let options = Options { now: settings.now(), ..Options::default() };
    let mut reported = FxHashSet::default();
    for (file, wanted) in files {
        let parsed = file.parsed();
        let by_name: FxHashMap<&str, &Wanted> =
            wanted.iter().rev().map(|wanted| (file.rules()[wanted.rule].meta.code, wanted)).collect();
        let known = |name: &str| {
            let wanted = by_name.get(name)?;
            Some((&file.rules()[wanted.rule], wanted.severity))
        };
        let suppressions = OnceCell::new();
        let mut ids: FxHashMap<Span, Vec<SmolStr>> = FxHashMap::default();
        let is_wanted = |rule: &formwork_guard::ast::Rule| {
            known(&rule.name.text).is_some() && (file.is_built_in() || !file.is_misnamed(rule))
        };
        for finding in findings_of(&store, &document, &parsed.file, options, is_wanted) {
            let Some((rule, severity)) = known(&finding.rule.name.text) else { continue };
            let mut diagnostic = words::diagnostic(file, code(rule), &finding, &store, severity);
            diagnostic.fix = rule.fix.as_ref().and_then(|fix| remedy::fix(fix, template, finding.resource?));
            let ids = ids.entry(finding.rule.span).or_insert_with(|| {
                let suppressions = suppressions.get_or_init(|| SuppressionIds::of(&parsed.file));
                other_names(suppressions, rule, finding.rule)
            });
            diagnostic.also.clone_from(ids);
            found.push(diagnostic);
            if reported.insert(rule.meta.code) {
                metas.push(*rule.meta);
            }
        }
    }
    (found, metas)
}

/// The names besides its own under which a rule is suppressed.
fn other_names<'f>(
    suppressions: &SuppressionIds<'f>,
    rule: &GuardRule,
    parsed: &'f formwork_guard::ast::Rule,
) -> Vec<SmolStr> {
    let mut names = suppressions.ids(parsed);
    if !names.is_empty() {
        names.push(EVERY_RULE.to_owned());
    }
    names.extend(rule.control().cfn_nag.iter().map(|&id| id.to_owned()));
    names.into_iter().map(Into::into).collect()
}

/// Every rule of the built-in packs, in the order of the files.
pub(crate) fn metas() -> impl Iterator<Item = &'static Meta> {
    let rules = pack_files().iter().flat_map(GuardFile::rules);
    rules.filter(|rule| rule.runs).map(|rule| rule.meta)
}

/// The names of every rule of the built-in packs.
pub(crate) fn metas_of_packs() -> impl Iterator<Item = String> {
    pack_files().iter().flat_map(GuardFile::rules).map(|rule| rule.meta.code.to_owned())
}

/// A rule's code as findings have it.
fn code(rule: &GuardRule) -> RuleCode {
    RuleCode::from_static(rule.meta.code)
}
