//! Guard rules as rules like any other: the built-in packs and the user's own
//! files, run over a template, their failures as findings with a severity, a
//! remedy and a place. The language itself is `formwork_guard`'s.

mod descriptions;
pub mod export;
mod packs;
mod remedy;
mod source;
#[cfg(test)]
mod tests;
mod words;

use bumpalo::Bump;
use formwork_guard::{Document, Options, Scalars, Store, findings_of, suppression_ids};
use formwork_template::Template;

pub use self::packs::{PACKS, Pack, pack_files};
pub use self::source::{GuardFile, GuardRule};
use crate::{Diagnostic, Meta, RuleCode, Settings, Severity};

/// The pack that is on where the configuration names none.
pub(crate) const DEFAULT_PACK: &str = "security-pillar";

/// The name under which a list that Guard takes for every rule stands among suppressions.
pub(crate) const EVERY_RULE: &str = "guard:every-rule";

/// What Guard rules find in a template, and what is known of each rule that found something.
pub(crate) fn check(template: &Template, settings: &Settings) -> (Vec<Diagnostic>, Vec<Meta>) {
    let (mut found, mut metas) = (Vec::new(), Vec::new());
    let files: Vec<(&GuardFile, Vec<(&GuardRule, Severity)>)> = files(settings)
        .filter(|file| file.is_about(template))
        .map(|file| (file, wanted(file, settings)))
        .filter(|(_, wanted)| !wanted.is_empty())
        .collect();
    if files.is_empty() {
        return (found, metas);
    }
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of(&store, template.tree(), Scalars::Validate).without_suppressions(&store);
    let options = Options { now: settings.now(), ..Options::default() };
    for (file, wanted) in files {
        let parsed = file.parsed();
        let severity_of = |name: &str| wanted.iter().find(|(rule, _)| rule.meta.code == name).copied();
        let is_wanted = |rule: &formwork_guard::ast::Rule| severity_of(&rule.name.text).is_some();
        for finding in findings_of(&store, &document, &parsed.file, options, is_wanted) {
            let Some((rule, severity)) = severity_of(&finding.rule.name.text) else { continue };
            let mut diagnostic = words::diagnostic(file, rule, &finding, &store, severity);
            diagnostic.fix = rule.fix.as_ref().and_then(|fix| remedy::fix(fix, template, finding.resource?));
            let mut names = suppression_ids(&parsed.file, finding.rule);
            if !names.is_empty() {
                names.push(EVERY_RULE.to_owned());
            }
            names.extend(rule.control().cfn_nag.iter().map(|&id| id.to_owned()));
            diagnostic.also = names.into_iter().map(Into::into).collect();
            found.push(diagnostic);
            if !metas.iter().any(|meta: &Meta| meta.code == rule.meta.code) {
                metas.push(rule.meta);
            }
        }
    }
    (found, metas)
}

/// The files whose rules may run.
pub(crate) fn files(settings: &Settings) -> impl Iterator<Item = &GuardFile> {
    pack_files().iter().chain(settings.guard_files().iter().map(|file| &**file))
}

/// The rules of a file that are on, with their severity. What a built-in rule judges better is left to it.
fn wanted<'f>(file: &'f GuardFile, settings: &Settings) -> Vec<(&'f GuardRule, Severity)> {
    file.rules()
        .iter()
        .filter(|rule| crate::builtin::meta(rule.meta.code).is_none())
        .filter_map(|rule| Some((rule, settings.severity_of(&rule.meta)?)))
        .collect()
}

/// Every rule of the built-in packs, in the order of the files.
pub(crate) fn metas() -> impl Iterator<Item = &'static Meta> {
    let rules = pack_files().iter().flat_map(GuardFile::rules);
    rules.map(|rule| &rule.meta).filter(|meta| crate::builtin::meta(meta.code).is_none())
}

/// The names of every rule of the built-in packs.
pub(crate) fn metas_of_packs() -> impl Iterator<Item = String> {
    pack_files().iter().flat_map(GuardFile::rules).map(|rule| rule.meta.code.to_owned())
}

/// A rule's code as findings have it.
fn code(rule: &GuardRule) -> RuleCode {
    RuleCode::from_static(rule.meta.code)
}
