//! One `formwork.yaml` with all that it extends, read from disk, and the files of
//! Guard rules that it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::guard::GuardFile;
use formwork_rules::{Config, Diagnostic, Elsewhere, Report, RuleCode, Severity};
use formwork_template::Span;

use crate::check::{self, Checked};
use crate::discover;
use crate::policies::Policies;
use crate::read;

/// The rule that a name in the configuration which stands for nothing breaks.
const UNKNOWN_NAME: RuleCode = RuleCode::from_static("CFG004");

/// A configuration and the files of Guard rules that it names.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    pub(super) config: Config,
    pub(super) guard_files: Vec<Arc<GuardFile>>,
    /// Those that its overrides name, by the override's number.
    overriding: Vec<Vec<Arc<GuardFile>>>,
}

impl Layer {
    /// What holds where the overrides of these numbers do.
    pub(super) fn with_overrides(&self, numbers: &[usize]) -> (Config, Vec<Arc<GuardFile>>) {
        let own = numbers.iter().filter_map(|&number| self.overriding.get(number)).flatten();
        let guard_files = self.guard_files.iter().chain(own).cloned().collect();
        (self.config.with_overrides(numbers), guard_files)
    }

    /// Every file of Guard rules that it names.
    pub(super) fn all_guard_files(&self) -> impl Iterator<Item = &Arc<GuardFile>> {
        self.guard_files.iter().chain(self.overriding.iter().flatten())
    }

    fn over(self, base: Self) -> Self {
        Self {
            config: self.config.over(base.config),
            guard_files: [base.guard_files, self.guard_files].concat(),
            overriding: [base.overriding, self.overriding].concat(),
        }
    }
}

/// Reads configurations, and keeps what is wrong with them.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) here: &'a Path,
    /// By reported name: the files in which something was found.
    pub(super) found: BTreeMap<String, Checked>,
    pub(super) policies: Policies,
    /// Files of Guard rules that the command line names.
    pub(super) guard_files: Vec<Arc<GuardFile>>,
}

impl Reader<'_> {
    /// The configuration at `path` with all that it extends; what can't be read is left out.
    pub(super) fn read(&mut self, path: &Path) -> Layer {
        self.read_in(path, &mut Vec::new())
    }

    /// `chain` are the files that led here.
    fn read_in(&mut self, path: &Path, chain: &mut Vec<PathBuf>) -> Layer {
        let name = discover::name(path, self.here);
        let text = match read::file(path).map(|bytes| formwork_template::decode(&bytes)) {
            Ok((text, None)) => text,
            Ok((_, Some(broken))) => return self.refuse(name, &broken.into()),
            Err(why) => return self.refuse(name, &why),
        };
        let folder = self.here.join(path.parent().unwrap_or(self.here));
        let (config, _) = formwork_rules::config::read(&text);
        let mut unfound = Vec::new();
        chain.push(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        let mut base = Layer::default();
        for extension in &config.extends {
            let target = folder.join(&*extension.path);
            let problem = match target.canonicalize() {
                Ok(target) if chain.contains(&target) => "extends this file itself",
                Ok(target) if target.is_file() => {
                    base = self.read_in(&target, chain).over(base);
                    continue;
                }
                _ => "is no file",
            };
            unfound.push(unknown(extension.span, format!("`{}` {problem}", extension.path)));
        }
        chain.pop();
        let guard_files = self.guard_files(&config, &folder, &mut unfound);
        let overriding: Vec<_> =
            config.overrides.iter().map(|one| self.guard_files(&one.config, &folder, &mut unfound)).collect();
        // Now the rules of all those files are known, and can be named.
        let known: Vec<_> =
            [&self.guard_files, &guard_files, &base.guard_files].into_iter().flatten().collect();
        let known: Vec<_> = known.into_iter().chain(overriding.iter().flatten()).cloned().collect();
        let (config, mut diagnostics) = formwork_rules::config::read_with(&text, &known);
        let config =
            config.written_in(&Arc::new(Elsewhere { name: name.as_str().into(), text: Arc::clone(&text) }));
        diagnostics.extend(unfound);
        diagnostics.sort_by_key(|found| found.span);
        if !diagnostics.is_empty() {
            let report = Report::of(diagnostics);
            self.found.insert(name.clone(), Checked { name, text, report });
        }
        Layer { config, guard_files, overriding }.over(base)
    }

    /// The files that `packs` names.
    fn guard_files(
        &mut self,
        config: &Config,
        folder: &Path,
        unfound: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<GuardFile>> {
        let mut found = Vec::new();
        for entry in config.packs.iter().flatten() {
            let Some(pattern) = entry.path() else { continue };
            let files = self.policies.read(pattern, folder, self.here);
            if files.is_empty() {
                unfound.push(unknown(entry.span, format!("No file of Guard rules is found by `{pattern}`")));
            }
            found.extend(files);
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
