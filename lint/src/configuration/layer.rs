//! One `formwork.yaml` with all that it extends, read from disk, with the user's own
//! rules and resource types that it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::config::PathEntry;
use formwork_rules::{Config, Diagnostic, Elsewhere, Meta, Report, RuleCode, Severity, rule_files};
use formwork_template::Span;

use crate::check::{self, Checked};
use crate::discover;
use crate::policies::{Own, Policies, Types};
use crate::read;

/// The rule that a name in the configuration which stands for nothing breaks.
const UNKNOWN_NAME: RuleCode = RuleCode::from_static("CFG004");

/// Most files that one configuration stands on, each counted as often as it is extended.
const MOST_EXTENDED: usize = 256;

/// The way to a configuration through those that extend it.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// The files that led here.
    chain: Vec<PathBuf>,
    /// How many files were read on it, and beside it.
    files: usize,
}

/// A configuration, the private types and the rules of the user's own that it names.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    pub(super) config: Config,
    pub(super) types: Types,
    pub(super) own: Own,
    /// Rules that its overrides name, by the override's number.
    overriding: Vec<Own>,
}

impl Layer {
    /// What holds where the overrides of these numbers do.
    pub(super) fn with_overrides(&self, numbers: &[usize]) -> (Config, Own) {
        let mut own = self.own.clone();
        for more in numbers.iter().filter_map(|&number| self.overriding.get(number)) {
            own.extend(more.clone());
        }
        (self.config.with_overrides(numbers), own)
    }

    /// What is known of every rule of the user's that it names.
    pub(super) fn metas(&self) -> impl Iterator<Item = &'static Meta> {
        self.own.metas().chain(self.overriding.iter().flat_map(Own::metas))
    }

    fn over(self, base: Self) -> Self {
        let (mut own, mut types) = (base.own, base.types);
        own.extend(self.own);
        types.extend(&self.types);
        Self {
            config: self.config.over(base.config),
            types,
            own,
            overriding: [base.overriding, self.overriding].concat(),
        }
    }
}

impl Trail {
    fn enter(&mut self, path: &Path) {
        self.chain.push(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        self.files += 1;
    }

    fn is_long(&self) -> bool {
        self.files > MOST_EXTENDED
    }
}

/// Reads configurations, and keeps what is wrong with them.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) here: &'a Path,
    /// By reported name: the files in which something was found.
    pub(super) found: BTreeMap<String, Checked>,
    pub(super) policies: Policies,
    /// Files of rules that the command line names.
    pub(super) named: Vec<PathBuf>,
}

impl Reader<'_> {
    /// The configuration at `path` with all that it extends; what can't be read is left out.
    pub(super) fn read(&mut self, path: &Path) -> Layer {
        self.read_in(path, &mut Trail::default())
    }

    fn read_in(&mut self, path: &Path, trail: &mut Trail) -> Layer {
        let name = discover::name(path, self.here);
        let text = match read::file(path).map(|bytes| formwork_template::decode(&bytes)) {
            Ok((text, None)) => text,
            Ok((_, Some(broken))) => return self.refuse(name, &broken.into()),
            Err(why) => return self.refuse(name, &why),
        };
        let folder = self.here.join(path.parent().unwrap_or(self.here));
        let (config, _) = formwork_rules::config::read(&text);
        let mut unfound = Vec::new();
        trail.enter(path);
        let mut base = Layer::default();
        for extension in &config.extends {
            let target = folder.join(extension.as_str());
            let problem = match target.canonicalize() {
                Ok(target) if trail.chain.contains(&target) => "extends this file itself".to_owned(),
                Ok(target) if target.is_file() && trail.is_long() => {
                    format!("is one more than the {MOST_EXTENDED} files that a configuration may stand on")
                }
                Ok(target) if target.is_file() => {
                    base = self.read_in(&target, trail).over(base);
                    continue;
                }
                _ => "is no file".to_owned(),
            };
            unfound.push(unknown(extension.span, format!("`{}` {problem}", extension.as_str())));
        }
        trail.chain.pop();
        let types = self.types(&config, &folder, &base.types, &mut unfound);
        let own = self.own(&config, &folder, &types, &mut unfound);
        let overriding: Vec<Own> =
            config.overrides.iter().map(|one| self.own(&one.config, &folder, &types, &mut unfound)).collect();
        // Now those rules and types are known, and can be named.
        let mut known = self.of_command_line(&types);
        let all = [&base.own, &own].into_iter().chain(&base.overriding).chain(&overriding);
        all.for_each(|own| known.extend(own.clone()));
        let (config, mut diagnostics) = {
            let _known = types.types.enter();
            formwork_rules::config::read_with(&text, known.metas())
        };
        self.tell_clashes(&known);
        let config =
            config.written_in(&Arc::new(Elsewhere { name: name.as_str().into(), text: Arc::clone(&text) }));
        diagnostics.extend(unfound);
        diagnostics.sort_by_key(|found| found.span);
        if !diagnostics.is_empty() {
            let report = Report::of(diagnostics);
            self.found.insert(name.clone(), Checked { name, text, report });
        }
        Layer { config, types, own, overriding }.over(base)
    }

    /// The private types alone that the configuration at `path` names, and those that it extends.
    pub(super) fn types_in(&mut self, path: &Path, trail: &mut Trail) -> Types {
        let text = read::file(path).map(|bytes| formwork_template::decode(&bytes).0).unwrap_or_default();
        let (config, _) = formwork_rules::config::read(&text);
        let folder = self.here.join(path.parent().unwrap_or(self.here));
        let mut base = Types::default();
        trail.enter(path);
        for extension in &config.extends {
            let target = folder.join(extension.as_str()).canonicalize();
            let target = target.ok().filter(|target| !trail.chain.contains(target) && !trail.is_long());
            if let Some(target) = target {
                base.extend(&self.types_in(&target, trail));
            }
        }
        trail.chain.pop();
        self.types(&config, &folder, &base, &mut Vec::new())
    }

    /// The rules that the command line names, where these types are known.
    pub(super) fn of_command_line(&mut self, types: &Types) -> Own {
        let mut own = Own::default();
        for path in self.named.clone() {
            own.extend(self.policies.read(&path.to_string_lossy(), self.here, self.here, types));
        }
        own
    }

    /// Tells of rules that have one id.
    pub(super) fn tell_clashes(&mut self, own: &Own) {
        let guard = own.guard.iter().flat_map(|file| file.rules()).map(|rule| rule.meta);
        for (file, clash) in rule_files::clashes(&own.rules, guard) {
            self.policies.add(file, clash);
        }
    }

    /// The private types that `schemas` names, with those that are known already.
    fn types(
        &mut self,
        config: &Config,
        folder: &Path,
        base: &Types,
        unfound: &mut Vec<Diagnostic>,
    ) -> Types {
        let entries = config.schemas.iter().map(PathEntry::as_str);
        let (own, missing) = self.policies.types(entries, folder, self.here);
        for entry in missing.into_iter().filter_map(|number| config.schemas.get(number)) {
            let message = format!("No schema of a resource type is found by `{}`", entry.as_str());
            unfound.push(unknown(entry.span, message));
        }
        let mut types = base.clone();
        types.extend(&own);
        types
    }

    /// The rules that `packs` names.
    fn own(&mut self, config: &Config, folder: &Path, types: &Types, unfound: &mut Vec<Diagnostic>) -> Own {
        let mut found = Own::default();
        for entry in config.packs.iter().flatten() {
            let Some(pattern) = entry.path() else { continue };
            let own = self.policies.read(pattern, folder, self.here, types);
            if own.is_empty() {
                unfound.push(unknown(entry.span, format!("No file of rules is found by `{pattern}`")));
            }
            found.extend(own);
        }
        found
    }

    pub(super) fn refuse(&mut self, name: String, why: &read::Unreadable) -> Layer {
        let checked = check::unreadable(&name, why);
        self.found.insert(name, checked);
        Layer::default()
    }
}

fn unknown(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(UNKNOWN_NAME, Severity::Error, span, message)
}
