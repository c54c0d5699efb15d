//! Which configuration a template is checked with: the nearest `formwork.yaml`
//! from its folder up to the root of its repository, or the one that the
//! command line names. Each is read once. Without any, `.cfnlintrc` holds.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::guard::GuardFile;
use formwork_rules::{Config, Diagnostic, Overrides, Report, RuleCode, Settings, Severity};

use crate::cfn_lint::inheritance::{self, Inheritance};
use crate::check::{self, Checked};
use crate::discover;
use crate::known::Declared;
use crate::policies::Policies;
use crate::read::{self, Disk, Unreadable};

/// The rule that a name in the configuration which stands for nothing breaks.
const UNKNOWN_NAME: RuleCode = RuleCode::from_static("CFG004");
pub(crate) const FILE_NAMES: [&str; 2] = ["formwork.yaml", "formwork.yml"];

/// The configurations of a run.
#[derive(Debug)]
pub(crate) struct Configurations<'a> {
    here: &'a Path,
    overrides: Overrides,
    /// What holds where there is no file, or everywhere when a file was named.
    default: Arc<Settings>,
    named: bool,
    by_folder: HashMap<PathBuf, Arc<Settings>>,
    /// By reported name: the files in which something was found.
    found: BTreeMap<String, Checked>,
    policies: Policies,
    /// The baselines that the files name.
    baselines: Vec<Declared>,
    /// Files of Guard rules that the command line names.
    guard_files: Vec<Arc<GuardFile>>,
    /// The names of the rules in all files of Guard rules.
    own_rules: std::collections::BTreeSet<&'static str>,
}

impl<'a> Configurations<'a> {
    /// `named` is the file that holds for every template; `guard` are files of Guard rules that hold
    /// beside those of the configuration.
    pub(crate) fn new(
        here: &'a Path,
        overrides: Overrides,
        named: Option<&Path>,
        guard: &[PathBuf],
    ) -> anyhow::Result<Self> {
        let mut policies = Policies::default();
        let mut guard_files = Vec::new();
        for path in guard {
            let entry = path.to_string_lossy();
            let files = policies.read(&entry, here, here);
            anyhow::ensure!(
                !files.is_empty(),
                "`{entry}` is no file of Guard rules, and none is found by it"
            );
            guard_files.extend(files);
        }
        let own_rules = guard_files.iter().flat_map(|file| file.rules()).map(|rule| rule.meta.code).collect();
        let default = settings(Config::default(), overrides.clone(), guard_files.clone());
        let mut configurations = Self {
            here,
            policies,
            guard_files,
            own_rules,
            overrides,
            default,
            named: named.is_some(),
            by_folder: HashMap::new(),
            found: BTreeMap::new(),
            baselines: Vec::new(),
        };
        if let Some(path) = named {
            configurations.default = configurations.read(path);
        }
        Ok(configurations)
    }

    /// Takes over what a `.cfnlintrc` of the working folder says; it holds where there is no `formwork.yaml`.
    pub(crate) fn inherit(&mut self) -> Inheritance {
        if self.named || has_file(self.here) {
            return Inheritance::default();
        }
        match inheritance::read(self.here) {
            Ok(None) => Inheritance::default(),
            Ok(Some(mut inheritance)) => {
                let config = std::mem::take(&mut inheritance.config);
                self.default = settings(config, self.overrides.clone(), self.guard_files.clone());
                inheritance
            }
            Err((path, why)) => {
                self.refuse(discover::name(&path, self.here), &why);
                Inheritance::default()
            }
        }
    }

    /// The settings for `file`.
    pub(crate) fn of(&mut self, file: &Path) -> Arc<Settings> {
        if self.named {
            return Arc::clone(&self.default);
        }
        let file = self.here.join(file);
        let mut settings = None;
        let mut passed = Vec::new();
        for folder in file.ancestors().skip(1) {
            settings = self.by_folder.get(folder).cloned();
            if settings.is_some() {
                break;
            }
            passed.push(folder);
            let here = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
            settings = here.map(|path| self.read(&path));
            if settings.is_some() || folder.join(".git").exists() {
                break;
            }
        }
        let settings = settings.unwrap_or_else(|| Arc::clone(&self.default));
        self.by_folder.extend(passed.into_iter().map(|folder| (folder.to_owned(), Arc::clone(&settings))));
        settings
    }

    /// Whether a rule of this name is in a file of Guard rules that was read.
    pub(crate) fn has_own_rule(&self, name: &str) -> bool {
        self.own_rules.contains(name)
    }

    /// The baselines that the files name, each with the settings of its file.
    pub(crate) fn baselines(&self) -> Vec<Declared> {
        self.baselines.clone()
    }

    /// What was found in the files themselves, and in the files of Guard rules that they name.
    pub(crate) fn into_found(self) -> (Vec<Checked>, Vec<Checked>) {
        (self.found.into_values().collect(), self.policies.into_found().collect())
    }

    fn refuse(&mut self, name: String, why: &Unreadable) -> Arc<Settings> {
        let checked = check::unreadable(&name, why);
        self.found.insert(name, checked);
        Arc::clone(&self.default)
    }

    fn read(&mut self, path: &Path) -> Arc<Settings> {
        let name = discover::name(path, self.here);
        let text = match read::file(path).map(|bytes| formwork_template::decode(&bytes)) {
            Ok((text, None)) => text,
            Ok((_, Some(broken))) => return self.refuse(name, &broken.into()),
            Err(why) => return self.refuse(name, &why),
        };
        let (mut config, mut diagnostics) = formwork_rules::config::read(&text);
        let folder = path.parent().unwrap_or(self.here);
        let mut guard_files = self.guard_files.clone();
        let mut unfound = 0;
        for entry in config.packs.iter().flatten() {
            let Some(pattern) = entry.path() else { continue };
            let files = self.policies.read(pattern, &self.here.join(folder), self.here);
            if files.is_empty() {
                let message = format!("No file of Guard rules is found by `{pattern}`");
                unfound += 1;
                diagnostics.push(Diagnostic::new(UNKNOWN_NAME, Severity::Error, entry.span, message));
            }
            guard_files.extend(files);
        }
        if !guard_files.is_empty() {
            // Now the rules of those files are known, and can be named.
            let unfound = diagnostics.split_off(diagnostics.len() - unfound);
            (config, diagnostics) = formwork_rules::config::read_with(&text, &guard_files);
            diagnostics.extend(unfound);
        }
        self.own_rules.extend(guard_files.iter().flat_map(|file| file.rules()).map(|rule| rule.meta.code));
        if !diagnostics.is_empty() {
            let report = Report::of(diagnostics);
            self.found.insert(name.clone(), Checked { name: name.clone(), text, report });
        }
        let baseline = config.baseline.as_ref().map(|path| self.here.join(folder).join(path));
        let settings = settings(config, self.overrides.clone(), guard_files);
        if let Some(path) = baseline {
            self.baselines.push(Declared { settings: Arc::clone(&settings), path, by: name });
        }
        settings
    }
}

/// Whether a `formwork.yaml` speaks for the folder.
fn has_file(folder: &Path) -> bool {
    for folder in folder.ancestors() {
        if FILE_NAMES.iter().any(|name| folder.join(name).is_file()) {
            return true;
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    false
}

/// The settings of a configuration, for templates on disk.
fn settings(config: Config, overrides: Overrides, mut guard: Vec<Arc<GuardFile>>) -> Arc<Settings> {
    let mut seen = std::collections::BTreeSet::new();
    guard.retain(|file| seen.insert(file.name));
    Arc::new(Settings::new(config, overrides).with_files(Arc::new(Disk)).with_guard_files(guard))
}

/// Whether a configuration is so wrong that a run with it would mislead.
pub(crate) fn is_refused(found: &[Checked]) -> bool {
    found.iter().flat_map(|file| &file.report.diagnostics).any(|found| found.severity == Severity::Error)
}
