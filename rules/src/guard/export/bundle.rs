//! Which rules go into which file. A file is one hook's; one that is too large,
//! or is about more types than a hook can name, is split by the service of the rules.

use std::collections::{BTreeMap, BTreeSet};

use formwork_guard::ast::Rule;
use formwork_guard::{Selection, Targets, slice, targets};

use super::{Limits, MARK, Operation, Split, Trouble};
use crate::guard::{GuardFile, pack_files};

/// Which rules of a file are meant.
type Keep<'k> = &'k dyn Fn(&GuardFile, &Rule) -> bool;

/// Rules that go together, if they fit.
#[derive(Debug)]
pub struct Group<'a> {
    /// As the file will be called, without its ending.
    pub name: String,
    /// What the file says of itself in its first lines.
    pub about: String,
    pub parts: Vec<(&'a GuardFile, Wanted)>,
}

/// The rules of a file that are wanted.
#[derive(Debug, Clone)]
pub enum Wanted {
    All,
    Named(BTreeSet<String>),
}

/// The rules of one hook.
#[derive(Debug)]
pub struct HookRules {
    pub name: String,
    pub text: String,
    pub rules: Vec<String>,
    /// Rules that are in it only because others refer to them.
    pub pulled: Vec<String>,
    /// Names that were replaced: old and new.
    pub renamed: Vec<(String, String)>,
    pub targets: Targets,
    /// What its hook looks at, where that is not what was asked for.
    pub(super) instead: Option<Vec<Operation>>,
}

impl Wanted {
    pub(super) fn has(&self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.contains(rule.name.text.as_str()),
        }
    }
}

impl Group<'static> {
    /// The rules of a built-in pack.
    pub fn of_pack(pack: &str) -> Self {
        let parts = pack_files().iter().filter_map(|file| {
            let rules = file.rules().iter().filter(|rule| rule.control().packs.contains(&pack));
            let names: BTreeSet<String> = rules.map(|rule| rule.meta.code.to_owned()).collect();
            (!names.is_empty()).then_some((file, Wanted::Named(names)))
        });
        let about = format!("The pack `{pack}`");
        Self { name: pack.to_owned(), about, parts: parts.collect() }
    }
}

impl Group<'_> {
    /// The same with only the rules of these names; they are taken out of `left`.
    pub(super) fn narrow(&mut self, names: &BTreeSet<String>, left: &mut BTreeSet<String>) {
        for (file, wanted) in &mut self.parts {
            let rules = file.parsed().file.rules.iter().filter(|rule| wanted.has(rule));
            let kept: BTreeSet<String> =
                rules.map(|rule| rule.name.text.to_string()).filter(|name| names.contains(name)).collect();
            left.retain(|name| !kept.contains(name));
            *wanted = Wanted::Named(kept);
        }
        self.parts.retain(|(_, wanted)| !matches!(wanted, Wanted::Named(names) if names.is_empty()));
    }

    /// The files that the rules go into. Rules that look at several resources together are kept
    /// apart where hooks see one resource alone.
    pub(super) fn files(&self, limits: &Limits) -> Result<Vec<HookRules>, Trouble> {
        let Some(whole_only) = &limits.joint else { return self.parts(&self.name, limits, &|_, _| true) };
        let is_joint = |file: &GuardFile, rule: &Rule| targets(&file.parsed().file, rule).is_joint;
        let mut files = self.parts(&self.name, limits, &|file, rule| !is_joint(file, rule))?;
        let mut joint = self.parts(&format!("{}-stack", self.name), limits, &is_joint)?;
        for hook in &mut joint {
            hook.instead = Some(whole_only.clone());
        }
        files.append(&mut joint);
        Ok(files)
    }

    fn parts(&self, name: &str, limits: &Limits, keep: Keep<'_>) -> Result<Vec<HookRules>, Trouble> {
        let services = self.services(keep);
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let whole = self.file(name, keep)?;
        let fits = whole.text.len() <= limits.bytes && whole.targets.types.len() <= limits.targets;
        if services.len() < 2 || limits.split == Split::WhereNeeded && fits {
            return Ok(vec![whole]);
        }
        let part = |of: &String| {
            self.file(&format!("{name}-{of}"), &|file, rule| keep(file, rule) && service(file, rule) == *of)
        };
        services.iter().map(part).collect()
    }

    fn services(&self, keep: Keep<'_>) -> BTreeSet<String> {
        let rules = self.parts.iter().flat_map(|&(file, ref wanted)| {
            let rules = file.parsed().file.rules.iter();
            rules.filter(move |rule| wanted.has(rule) && keep(file, rule)).map(|rule| service(file, rule))
        });
        rules.collect()
    }

    fn file(&self, name: &str, keep: Keep<'_>) -> Result<HookRules, Trouble> {
        let wants: Vec<_> = self
            .parts
            .iter()
            .map(|&(file, ref wanted)| move |rule: &Rule| wanted.has(rule) && keep(file, rule))
            .collect();
        let selections: Vec<Selection<'_>> = self
            .parts
            .iter()
            .zip(&wants)
            .map(|((file, _), wants)| Selection { source: &file.text, file: &file.parsed().file, wants })
            .collect();
        let slice = slice(&selections).map_err(|undefined| {
            let file = self.parts[undefined.selection].0.name;
            Trouble::Undefined { file: file.to_owned(), undefined }
        })?;
        let mut all = Targets::default();
        for selection in &selections {
            for rule in selection.file.rules.iter().filter(|rule| (selection.wants)(rule)) {
                all.extend(targets(selection.file, rule));
            }
        }
        let plain = |list: Vec<smol_str::SmolStr>| list.iter().map(ToString::to_string).collect();
        Ok(HookRules {
            name: name.to_owned(),
            text: format!("# {MARK}: {}.\n\n{}", self.about, slice.text),
            rules: plain(slice.rules),
            pulled: plain(slice.pulled),
            renamed: slice.renamed.iter().map(|(old, new)| (old.to_string(), new.to_string())).collect(),
            targets: all,
            instead: None,
        })
    }
}

/// The service that a rule is about: the file of a pack, the second part of the type otherwise.
fn service(file: &GuardFile, rule: &Rule) -> String {
    if file.is_built_in() {
        let name = file.name.rsplit('/').next().unwrap_or(file.name);
        return name.trim_end_matches(".guard").to_owned();
    }
    let targets = targets(&file.parsed().file, rule);
    let mut services: BTreeMap<&str, u32> = BTreeMap::new();
    for name in &targets.types {
        *services.entry(name.split("::").nth(1).unwrap_or_default()).or_default() += 1;
    }
    let most = services.iter().max_by_key(|(_, count)| **count);
    most.map_or_else(|| "general".to_owned(), |(service, _)| service.to_ascii_lowercase())
}
