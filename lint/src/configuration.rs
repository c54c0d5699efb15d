//! Which configuration a template is checked with: the nearest `formwork.yaml`
//! from its folder up to the root of its repository, or the one that the
//! command line names. Each is read once. Without any, `.cfnlintrc` holds.

mod layer;

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use formwork_rules::{Config, Meta, Overrides, Settings, Severity, Stack};

use self::layer::{Layer, Reader};
use crate::cfn_lint::inheritance::{self, Inheritance};
use crate::check::{Checked, Job};
use crate::discover::{self, Found};
use crate::known::{Declared, Remembered};
use crate::policies::{self, Own, Policies, Types};
use crate::read::Disk;
use crate::stacks::Stacks;

pub(crate) const FILE_NAMES: [&str; 2] = ["formwork.yaml", "formwork.yml"];

/// The configurations of a run.
#[derive(Debug)]
pub(crate) struct Configurations<'a> {
    here: &'a Path,
    overrides: Overrides,
    reader: Reader<'a>,
    /// The first is what holds where there is no file, or everywhere when a file was named.
    known: Vec<Known>,
    named: bool,
    /// The number of the one that holds in a folder.
    by_folder: HashMap<PathBuf, usize>,
    /// The rules of the user's own that were read, by their codes.
    own_rules: BTreeMap<&'static str, &'static Meta>,
}

/// A configuration, and the settings that come of it.
#[derive(Debug)]
struct Known {
    layer: Layer,
    /// Where its patterns of files are seen from.
    folder: PathBuf,
    stacks: Stacks,
    /// By the overrides that hold.
    settings: BTreeMap<Vec<usize>, Arc<Settings>>,
}

impl<'a> Configurations<'a> {
    /// `named` is the file that holds for every template; `rules` are files of Guard rules and rule
    /// files that hold beside those of the configuration.
    pub(crate) fn new(
        here: &'a Path,
        overrides: Overrides,
        named: Option<&Path>,
        rules: &[PathBuf],
    ) -> anyhow::Result<Self> {
        for path in rules {
            let entry = path.to_string_lossy();
            anyhow::ensure!(
                !policies::files(&entry, here).is_empty(),
                "`{entry}` is no file of rules, and none is found by it"
            );
        }
        let policies = Policies::default();
        let mut configurations = Self {
            here,
            overrides,
            reader: Reader { here, found: BTreeMap::new(), policies, named: rules.to_vec() },
            known: Vec::new(),
            named: named.is_some(),
            by_folder: HashMap::new(),
            own_rules: BTreeMap::new(),
        };
        match named {
            Some(path) => configurations.read(path),
            None => configurations.add(Layer::default(), here.to_owned()),
        };
        Ok(configurations)
    }

    /// Takes over what a `.cfnlintrc` of the working folder says; it holds where there is no `formwork.yaml`.
    pub(crate) fn inherit(&mut self) -> Inheritance {
        if self.named || nearest(self.here).is_some() {
            return Inheritance::default();
        }
        match inheritance::read(self.here) {
            Ok(None) => Inheritance::default(),
            Ok(Some(mut inheritance)) => {
                self.known[0].layer.config = std::mem::take(&mut inheritance.config);
                inheritance
            }
            Err((path, why)) => {
                self.reader.refuse(discover::name(&path, self.here), &why);
                Inheritance::default()
            }
        }
    }

    /// What is to be known for checking a file.
    pub(crate) fn job(&mut self, name: String, file: Found) -> Job {
        let (settings, stacks) = (self.of(&file.path), self.stacks_of(&file.path));
        let seen = self.seen(&file.path);
        Job { settings, stacks, seen, name, file, bytes: None, remembered: Remembered::default() }
    }

    /// The settings for `file`.
    pub(crate) fn of(&mut self, file: &Path) -> Arc<Settings> {
        let file = self.here.join(file);
        let number = self.number(&file);
        let known = &mut self.known[number];
        let overrides = if known.layer.config.overrides.is_empty() {
            Vec::new()
        } else {
            known.layer.config.overrides_for(&relative(&file, &known.folder))
        };
        let settings = known.settings.entry(overrides).or_insert_with_key(|numbers| {
            let (config, more) = known.layer.with_overrides(numbers);
            let mut own = self.reader.of_command_line(&known.layer.types);
            own.extend(more);
            self.reader.tell_clashes(&own);
            self.own_rules.extend(own.metas().map(|meta| (meta.code, meta)));
            settings(config, self.overrides.clone(), own, &known.layer.types)
        });
        Arc::clone(settings)
    }

    /// The path of `file` as the patterns of its configuration see it.
    fn seen(&mut self, file: &Path) -> String {
        let file = self.here.join(file);
        let number = self.number(&file);
        relative(&file, &self.known[number].folder)
    }

    /// The settings that there are, each with the folder of its configuration.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Path, &Arc<Settings>)> {
        self.known
            .iter()
            .flat_map(|known| known.settings.values().map(|settings| (known.folder.as_path(), settings)))
    }

    /// The stacks that the template in `file` is deployed as.
    pub(crate) fn stacks_of(&mut self, file: &Path) -> Vec<Arc<Stack>> {
        let file = self.here.join(file);
        let number = self.number(&file);
        self.known[number].stacks.of(&file)
    }

    /// What is known of the user's rule of this name, where it is in a file that was read.
    pub(crate) fn own_rule(&self, name: &str) -> Option<&'static Meta> {
        self.own_rules.get(name).copied()
    }

    /// The baselines that the files name, with the settings of the templates that each is for.
    pub(crate) fn baselines(&self) -> Vec<Declared> {
        let declared = |known: &Known| {
            let path = known.layer.config.baseline.as_ref().map(|path| known.folder.join(path))?;
            let of =
                |settings: &Arc<Settings>| Declared { settings: Arc::clone(settings), path: path.clone() };
            Some(known.settings.values().map(of).collect::<Vec<_>>())
        };
        self.known.iter().filter_map(declared).flatten().collect()
    }

    /// The user's rules that were read, in the order of their codes.
    pub(crate) fn own_rules(&self) -> impl Iterator<Item = &'static Meta> {
        self.own_rules.values().copied()
    }

    /// What was found in the files themselves, and in the files of rules and of schemas that they name.
    pub(crate) fn into_found(self) -> (Vec<Checked>, Vec<Checked>) {
        (self.reader.found.into_values().collect(), self.reader.policies.into_found().collect())
    }

    /// What [`into_found`](Self::into_found) gives, as far as it is known by now.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Checked> {
        self.reader.found.values().chain(self.reader.policies.found())
    }

    /// The number of the configuration that holds for a file.
    fn number(&mut self, file: &Path) -> usize {
        if self.named {
            return 0;
        }
        let mut number = None;
        let mut passed = Vec::new();
        for folder in file.ancestors().skip(1) {
            number = self.by_folder.get(folder).copied();
            if number.is_some() {
                break;
            }
            passed.push(folder);
            let here = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
            number = here.map(|path| self.read(&path));
            if number.is_some() || folder.join(".git").exists() {
                break;
            }
        }
        let number = number.unwrap_or_default();
        self.by_folder.extend(passed.into_iter().map(|folder| (folder.to_owned(), number)));
        number
    }

    fn read(&mut self, path: &Path) -> usize {
        let layer = self.reader.read(path);
        self.own_rules.extend(layer.metas().map(|meta| (meta.code, meta)));
        let folder = self.here.join(path.parent().unwrap_or(self.here));
        self.add(layer, folder)
    }

    fn add(&mut self, layer: Layer, folder: PathBuf) -> usize {
        let environments = layer.config.environments.as_ref();
        let stacks = environments.map(|environments| Stacks::read(environments, &folder, self.here));
        let stacks = stacks.unwrap_or_default();
        self.known.push(Known { layer, folder, stacks, settings: BTreeMap::new() });
        self.known.len() - 1
    }
}

/// A file as patterns of a configuration see it: from its folder, with forward slashes.
fn relative(file: &Path, folder: &Path) -> String {
    let (file, folder) = (lexical(file), lexical(folder));
    let path = file.strip_prefix(&folder).unwrap_or(&file);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A path without `.` and `..`, as far as its text tells.
pub(crate) fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The `formwork.yaml` that speaks for a folder.
pub(crate) fn nearest(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let here = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
        if here.is_some() || folder.join(".git").exists() {
            return here;
        }
    }
    None
}

/// The private types that are known where a rule file stands.
pub(crate) fn types_for(file: &Path, here: &Path, policies: &mut Policies) -> Types {
    let file = here.join(file);
    let Some(path) = file.parent().and_then(nearest) else { return Types::default() };
    let reader_policies = std::mem::take(policies);
    let mut reader = Reader { here, found: BTreeMap::new(), policies: reader_policies, named: Vec::new() };
    let types = reader.types_in(&path, &mut layer::Trail::default());
    *policies = reader.policies;
    types
}

/// The settings of a configuration, for templates on disk.
fn settings(config: Config, overrides: Overrides, own: Own, types: &Types) -> Arc<Settings> {
    let settings = Settings::new(config, overrides)
        .with_files(Arc::new(Disk))
        .with_types(types.types.clone())
        .with_guard_files(own.guard)
        .with_rule_files(own.rules);
    Arc::new(settings)
}

/// Whether a configuration is so wrong that a run with it would mislead.
pub(crate) fn is_refused(found: &[Checked]) -> bool {
    found.iter().flat_map(|file| &file.report.diagnostics).any(|found| found.severity == Severity::Error)
}
