//! Every name that a rule of a run can be called: codes, names, aliases, and what
//! cfn_nag calls the same. Worked out once for all templates.

use rustc_hash::FxHashMap;

use crate::guard::{GuardFile, PACKS};
use crate::wildcard::Wildcard;
use crate::{Front, Meta, Phase, Settings, builtin, guard};

/// The names, and the rules behind each.
#[derive(Debug, Default)]
pub(crate) struct RuleNames {
    by_name: FxHashMap<&'static str, Known>,
    sorted: Vec<&'static str>,
}

/// What is known of a name.
#[derive(Debug, Default)]
struct Known {
    metas: Vec<&'static Meta>,
    /// Whether one of its rules has its say on templates.
    runs: bool,
}

/// What a name stands for.
#[derive(Debug)]
pub(crate) struct Meant {
    pub(crate) metas: Vec<&'static Meta>,
    /// Whether one of the rules has its say on templates.
    pub(crate) runs: bool,
}

impl RuleNames {
    /// The names of the rules that there are, with those of the user's own files.
    pub(crate) fn of(settings: &Settings) -> Self {
        let mut names = Self::default();
        let own = settings.own_metas();
        // A front end without Guard rules has no use for the packs.
        let packs = (settings.front() == Front::Formwork).then(guard::metas).into_iter().flatten();
        for meta in builtin::entries().map(|entry| &entry.meta).chain(packs).chain(own) {
            let runs = meta.phase == Phase::Template && settings.severity_of(meta).is_some();
            for name in meta.names() {
                let known = names.by_name.entry(name).or_default();
                // The code and the name of a Guard rule are one.
                if !known.metas.iter().any(|other| std::ptr::eq(*other, meta)) {
                    known.metas.push(meta);
                }
                known.runs |= runs;
            }
            for name in meta.control.iter().flat_map(|control| &control.cfn_nag) {
                names.by_name.entry(name).or_default().metas.push(meta);
            }
        }
        for name in settings.rule_plan().unreadable() {
            names.by_name.entry(name).or_default();
        }
        if settings.front() == Front::Formwork {
            // A rule of the packs that another one speaks for has its name all the same.
            for rule in guard::pack_files().iter().flat_map(GuardFile::rules) {
                names.by_name.entry(rule.meta.code).or_default();
            }
        }
        names.sorted = names.by_name.keys().copied().collect();
        names.sorted.sort_unstable();
        names
    }

    /// Whether there is such a name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The rules that are called so.
    pub(crate) fn metas(&self, name: &str) -> &[&'static Meta] {
        self.by_name.get(name).map(|known| known.metas.as_slice()).unwrap_or_default()
    }

    /// Whether a rule of this name has its say on templates.
    pub(crate) fn runs(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|known| known.runs)
    }

    /// What a name stands for that may be a pack's or have `*` in it; none where it is nothing.
    pub(crate) fn meant(&self, name: &Wildcard) -> Option<Meant> {
        let is_pack = PACKS.iter().any(|pack| pack.name == name.as_str());
        let is_meant = |known: &str| {
            if is_pack {
                self.metas(known).iter().any(|meta| meta.is_in_pack(name.as_str()))
            } else {
                name.matches(known)
            }
        };
        if name.is_literal() && !is_pack {
            let known = self.by_name.get(name.as_str())?;
            return Some(Meant { metas: known.metas.clone(), runs: known.runs });
        }
        let meant: Vec<&Known> = self
            .sorted
            .iter()
            .filter(|name| is_meant(name))
            .filter_map(|name| self.by_name.get(name))
            .collect();
        let metas = meant.iter().flat_map(|known| &known.metas).copied().collect();
        (!meant.is_empty()).then(|| Meant { metas, runs: meant.iter().any(|known| known.runs) })
    }

    /// All names, in an order that is always the same.
    pub(crate) fn sorted(&self) -> &[&'static str] {
        &self.sorted
    }
}
