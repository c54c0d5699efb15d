//! What is left to tell of the exceptions of `formwork.yaml` when all templates
//! of a run are checked: whether each is in order, in the file that it stands in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::{Settings, judge_exceptions};

use crate::check::Checked;
use crate::configuration::{Configurations, lexical};

/// The exceptions of a run's configurations.
#[derive(Debug)]
pub(crate) struct Exceptions {
    here: PathBuf,
    /// The folders of which every template was looked at.
    searched: Vec<PathBuf>,
    /// The settings, each with whether all templates that they are for were looked at.
    settings: Vec<(Arc<Settings>, bool)>,
}

impl Exceptions {
    /// Those of the configurations; `paths` are what the run was asked to look at.
    pub(crate) fn of(configurations: &Configurations<'_>, paths: &[PathBuf], here: &Path) -> Self {
        let folders = paths.iter().map(|path| here.join(path)).filter(|path| path.is_dir());
        let searched: Vec<PathBuf> = folders.map(|folder| lexical(&folder)).collect();
        let is_searched = |folder: &Path| searched.iter().any(|above| lexical(folder).starts_with(above));
        let settings = configurations.all();
        let settings =
            settings.map(|(folder, settings)| (Arc::clone(settings), is_searched(folder))).collect();
        Self { here: here.to_owned(), settings, searched }
    }

    /// The files that have some, and what is found of them there.
    pub(crate) fn judge(&self, checked: &[Checked]) -> Vec<Checked> {
        let settings = self.settings.iter().map(|(settings, is_whole)| (&**settings, *is_whole));
        let reports = checked.iter().map(|file| &file.report);
        let is_searched = |file: &str| {
            let file = lexical(&self.here.join(file));
            self.searched.iter().any(|above| file.starts_with(above))
        };
        let judged = judge_exceptions(settings, reports, is_searched).into_iter();
        judged
            .map(|(file, report)| Checked {
                name: file.name.to_string(),
                text: Arc::clone(&file.text),
                report,
            })
            .collect()
    }
}
