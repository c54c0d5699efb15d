//! What `formwork lint` takes over from a `.cfnlintrc` in the working folder,
//! where no `formwork.yaml` speaks for it.

use std::path::{Path, PathBuf};

use formwork_rules::Config;
use formwork_rules::config::Selector;
use formwork_schemas::Region;

use super::configuration::{Configuration, UnknownRegion};
use super::layer::Layer;
use super::{rc_file, templates};
use crate::read::Unreadable;

/// The parts of the file that mean something to `formwork lint`.
#[derive(Debug, Default)]
pub(crate) struct Inheritance {
    pub(crate) config: Config,
    /// What is checked where no path is named.
    pub(crate) templates: Vec<PathBuf>,
    /// Files that are left out.
    pub(crate) ignored: Vec<String>,
}

/// Reads the file of `folder`, if there is one; or says which file is wrong, and why.
pub(crate) fn read(folder: &Path) -> Result<Option<Inheritance>, (PathBuf, Unreadable)> {
    let Some(path) = rc_file::in_folder(folder) else { return Ok(None) };
    let wrong = |message: String| Unreadable { message, help: None };
    let file = match rc_file::read(&path) {
        Ok(file) => file,
        Err(error) => return Err((path, wrong(format!("{error:#}")))),
    };
    match of_file(file) {
        Ok(inheritance) => Ok(Some(inheritance)),
        Err(UnknownRegion(name)) => Err((path, wrong(format!("no region is called `{name}`")))),
    }
}

fn of_file(file: Layer) -> Result<Inheritance, UnknownRegion> {
    let configuration = Configuration { file, ..Configuration::default() };
    let regions: Vec<Region> = configuration.regions()?;
    let ignore = configuration.list("ignore_checks");
    let ignore = ignore.iter().filter(|code| is_cfn_lint_prefix(code.as_str()));
    // A rule that Formwork does not have is not found either.
    let ignore: Vec<Selector> = ignore.filter_map(|code| code.parse().ok()).collect();
    Ok(Inheritance {
        config: Config {
            ignore,
            regions: Some(regions).filter(|regions| !regions.is_empty()),
            ..Config::default()
        },
        templates: configuration.list("templates").iter().map(PathBuf::from).collect(),
        ignored: templates::expand(&configuration.list("ignore_templates"), false).unwrap_or_default(),
    })
}

/// Whether a code of cfn-lint's can begin so; `N` is none of its, and would leave out `NET001`.
pub(crate) fn is_cfn_lint_prefix(text: &str) -> bool {
    let rest = text.strip_prefix(['E', 'W', 'I']);
    rest.is_some_and(|digits| digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
