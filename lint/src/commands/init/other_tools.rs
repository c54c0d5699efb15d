//! What other tools are told in a folder: cfn-lint, cfn_nag, checkov and Guard, and
//! the files of pipelines that say where templates are deployed to. What cannot be
//! read or has no equivalent is said, and stops nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::adoption::{OtherTools, cfn_nag_equivalents, checkov_equivalent};
use formwork_rules::config::Selector;
use formwork_rules::guard::GuardFile;
use formwork_rules::{Severity, find};
use formwork_schemas::Region;
use formwork_template::{Syntax, Tree, Value, parse};

use crate::cfn_lint::{inheritance, told};
use crate::{discover, read};

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) around: OtherTools,
    /// The files whose word was taken over.
    pub(super) files: Vec<String>,
    pub(super) guard_files: Vec<Arc<GuardFile>>,
}

/// Files of pipelines and deployments in which a region is that of a deployment.
const DEPLOYMENTS: [&str; 10] = [
    "samconfig.toml",
    "samconfig.yaml",
    "cfn-project/cfn-config.json",
    "buildspec.yml",
    "buildspec.yaml",
    ".gitlab-ci.yml",
    "bitbucket-pipelines.yml",
    "azure-pipelines.yml",
    "Jenkinsfile",
    ".travis.yml",
];

/// A folder whose files are like those.
const WORKFLOWS: &str = ".github/workflows";

/// More files of rules than this become patterns, a folder each.
const MOST_GUARD_FILES: usize = 20;

/// Looks at the files of other tools in `folder`.
pub(super) fn look(folder: &Path, here: &Path) -> Look {
    let mut look = Look::default();
    look.cfn_lint(folder);
    let mut names = names_in(folder);
    names.sort();
    for name in &names {
        let lower = name.to_ascii_lowercase().replace('-', "_");
        if lower.contains("cfn_nag") {
            look.cfn_nag(&folder.join(name), name);
        } else if [".checkov.yaml", ".checkov.yml"].contains(&lower.as_str()) {
            look.checkov(&folder.join(name), name);
        }
    }
    look.guard(folder, here);
    let mut workflows = names_in(&folder.join(WORKFLOWS));
    workflows.sort();
    let workflows = workflows.iter().map(|name| format!("{WORKFLOWS}/{name}"));
    for name in DEPLOYMENTS.iter().map(|&name| name.to_owned()).chain(workflows) {
        if let Some(text) = text(&folder.join(&name)) {
            look.regions(regions_in(&text), &name);
        }
    }
    look.around.left_out.sort();
    look
}

impl Look {
    fn left_out(&mut self, sentence: String) {
        self.around.left_out.push(sentence);
    }

    fn ignore(&mut self, rule: &str, why: &str) {
        self.around.ignored.entry(rule.to_owned()).or_insert_with(|| why.to_owned());
    }

    fn regions(&mut self, regions: impl IntoIterator<Item = Region>, file: &str) {
        for region in regions {
            self.around.regions.entry(region).or_default().insert(file.to_owned());
        }
    }

    fn cfn_lint(&mut self, folder: &Path) {
        let told = match told::read(folder) {
            None => return,
            Some(Ok(told)) => told,
            Some(Err(error)) => return self.left_out(format!("{error:#}.")),
        };
        let name = told.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (known, unknown): (Vec<&String>, Vec<&String>) =
            told.regions.iter().partition(|name| Region::parse(name).is_some());
        self.regions(known.into_iter().filter_map(|name| Region::parse(name)), &name);
        for region in unknown {
            self.left_out(format!("`{name}` names `{region}`, which is no region."));
        }
        for code in &told.ignore_checks {
            if inheritance::is_cfn_lint_prefix(code) && code.parse::<Selector>().is_ok() {
                self.ignore(code, &format!("`{name}`"));
            } else {
                self.left_out(format!("`{name}` leaves out `{code}`, which no rule of Formwork is called."));
            }
        }
        for key in &told.others {
            let instead = match *key {
                "ignore_templates" => "; put its patterns into a file `.ignore`",
                "templates" => "; name the paths on the command line",
                "include_experimental" => "; `select` or `severity` switch on a rule by its name",
                "parameters" | "parameter_files" | "template_parameters" | "deployment_files" => {
                    "; `formwork cfn-lint` reads it"
                }
                _ => "",
            };
            self.left_out(format!("`{key}` of `{name}` has no equivalent{instead}."));
        }
        self.files.push(name);
    }

    /// A deny list (`RulesToSuppress`), or a profile: a rule a line.
    fn cfn_nag(&mut self, path: &Path, name: &str) {
        let Some(text) = text(path) else { return };
        if !self.around.packs.iter().any(|(pack, _)| pack == "cfn-nag") {
            self.around.packs.push(("cfn-nag".to_owned(), format!("there is `{name}`")));
        }
        let parsed = parse(Arc::clone(&text), Syntax::Yaml);
        let rules = root(&parsed.tree).get("RulesToSuppress").filter(|rules| rules.is_list());
        let Some(rules) = rules.filter(|_| parsed.errors.is_empty()) else {
            return self
                .left_out(format!("`{name}` is no deny list of cfn_nag; the pack `cfn-nag` runs whole."));
        };
        for rule in rules.items() {
            let Some(id) = rule.get("id").and_then(Value::text).or_else(|| rule.text()) else { continue };
            let reason = rule.get("reason").and_then(Value::text).unwrap_or("no reason is given");
            let mut equivalents = cfn_nag_equivalents(id).peekable();
            if equivalents.peek().is_none() {
                self.left_out(format!(
                    "`{name}` leaves out `{id}` of cfn_nag, which no rule of Formwork is."
                ));
            }
            for rule in equivalents {
                self.ignore(rule, &format!("`{id}` in `{name}`: {reason}"));
            }
        }
        self.files.push(name.to_owned());
    }

    fn checkov(&mut self, path: &Path, name: &str) {
        let Some(text) = text(path) else { return };
        let parsed = parse(Arc::clone(&text), Syntax::Yaml);
        let Some(skipped) = root(&parsed.tree).get("skip-check").filter(|_| parsed.errors.is_empty()) else {
            return self.left_out(format!("`{name}` has no list `skip-check`."));
        };
        let listed = skipped.items().filter_map(Value::text).chain(skipped.text());
        let ids = listed.flat_map(|text| text.split(',')).map(str::trim).filter(|id| !id.is_empty());
        for id in ids {
            match checkov_equivalent(id) {
                Some(rule) if find(rule).is_some() => {
                    let why = format!("`{name}` skips `{id}`, which is about the same");
                    self.around.maybe_ignored.entry(rule.to_owned()).or_insert(why);
                }
                _ => {
                    self.left_out(format!("`{name}` skips `{id}` of checkov, which no rule of Formwork is."));
                }
            }
        }
        self.files.push(name.to_owned());
    }

    fn guard(&mut self, folder: &Path, here: &Path) {
        let mut files: Vec<PathBuf> = discover::files_below(folder, true).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "guard"));
        files.sort();
        let mut names = Vec::new();
        let mut broken = false;
        for path in files {
            let name = discover::name(&here.join(&path), &absolute(folder, here));
            let read = text(&path).map(|text| Arc::new(GuardFile::new(&discover::name(&path, here), text)));
            let problem = |file: &Arc<GuardFile>| {
                file.problems().into_iter().find(|problem| problem.severity == Severity::Error)
            };
            match read.as_ref().map(|file| (file, problem(file))) {
                Some((file, None)) => {
                    self.guard_files.push(Arc::clone(file));
                    names.push(name);
                }
                Some((_, Some(problem))) => {
                    broken = true;
                    self.left_out(format!("`{name}` is broken: {}.", problem.message));
                }
                None => {
                    broken = true;
                    self.left_out(format!("`{name}` cannot be read."));
                }
            }
        }
        if names.len() > MOST_GUARD_FILES && !broken {
            names = names.iter().map(|name| pattern_of(name)).collect();
            names.dedup();
        }
        self.files.extend(names.iter().cloned());
        self.around.guard = names.into_iter().map(|name| format!("./{name}")).collect();
    }
}

/// The pattern for the files below the first folder of a path.
fn pattern_of(name: &str) -> String {
    name.split_once('/').map_or_else(|| "*.guard".to_owned(), |(folder, _)| format!("{folder}/**/*.guard"))
}

fn absolute(folder: &Path, here: &Path) -> PathBuf {
    here.join(folder).canonicalize().unwrap_or_else(|_| here.join(folder))
}

fn root(tree: &Tree) -> Value<'_> {
    Value::new(tree, tree.root())
}

/// The names of the files in a folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    files.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// The text of a file; none where there is none, or no text in it.
fn text(path: &Path) -> Option<Arc<str>> {
    if !path.is_file() {
        return None;
    }
    let (text, broken) = formwork_template::decode(&read::file(path).ok()?);
    broken.is_none().then_some(text)
}

/// The regions that a text names as words.
fn regions_in(text: &str) -> impl Iterator<Item = Region> {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric() && char != '-' && char != '_');
    words.filter_map(Region::parse)
}
