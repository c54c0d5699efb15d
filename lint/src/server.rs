//! The files around the documents of the language server: the same configuration, baselines and
//! discovery as the command line has, read once and again when the client tells of a change.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use formwork_lsp::project::{Problems, Project};
use formwork_lsp::snapshot::Around;
use formwork_rules::{Files, Overrides, Run};

use crate::check::{self, Checked, Job};
use crate::configuration::Configurations;
use crate::discover::{self, Found, Lookup, Origin};
use crate::known::Baselines;
use crate::read::Disk;
use crate::{args, clock};

/// See the module.
#[derive(Debug)]
pub(crate) struct OnDisk {
    /// The folder that paths are told from; it lives as long as the process.
    here: &'static Path,
    folders: Vec<PathBuf>,
    read: Mutex<Option<Read>>,
}

/// What was read since files have changed.
#[derive(Debug)]
struct Read {
    configurations: Configurations<'static>,
    /// What the templates of the workspace lay claim to, once settings have asked.
    run: Option<Arc<Run>>,
}

impl OnDisk {
    pub(crate) fn new(folders: Vec<PathBuf>) -> anyhow::Result<Self> {
        let here = match folders.first() {
            Some(folder) => folder.clone(),
            None => std::env::current_dir()?,
        };
        let folders = if folders.is_empty() { vec![here.clone()] } else { folders };
        Ok(Self { here: Box::leak(here.into_boxed_path()), folders, read: Mutex::new(None) })
    }

    fn read(&self) -> MutexGuard<'_, Option<Read>> {
        // What a panic left half done is read anew.
        self.read.lock().unwrap_or_else(|poisoned| {
            let mut guard = PoisonError::into_inner(poisoned);
            *guard = None;
            guard
        })
    }

    fn job(&self, read: &mut Read, path: &Path) -> Job {
        let found = Found { path: path.to_owned(), origin: Origin::Named };
        read.configurations.job(discover::name(path, self.here), found)
    }

    fn run(&self, read: &mut Read) -> Arc<Run> {
        if let Some(run) = &read.run {
            return Arc::clone(run);
        }
        let paths = self.folders.iter().flat_map(|folder| self.templates(folder));
        let jobs: Vec<Job> = paths.map(|path| self.job(read, &path)).collect();
        let run = Arc::new(check::run(&jobs, None).unwrap_or_default());
        read.run = Some(Arc::clone(&run));
        run
    }
}

impl Read {
    fn new(here: &'static Path) -> Self {
        let overrides = Overrides { today: clock::today(), ..Overrides::default() };
        let configurations = Configurations::new(here, overrides, None, &[]);
        let mut configurations = configurations.expect("only files that are named can be missing");
        configurations.inherit();
        Self { configurations, run: None }
    }
}

impl Project for OnDisk {
    fn around(&self, path: &Path) -> Arc<Around> {
        let mut guard = self.read();
        let read = guard.get_or_insert_with(|| Read::new(self.here));
        let job = self.job(read, path);
        let run = job.settings.compares_templates().then(|| self.run(read));
        let declared = read.configurations.baselines();
        // A baseline that cannot be read hides nothing.
        let baseline = Baselines::open(self.here, &args::Known::default(), declared).ok();
        let place = baseline.as_ref().and_then(|it| it.place(path, Some(&job.settings)));
        let known = place.as_ref().zip(baseline.as_ref()).map(|(place, it)| it.known(place).to_vec());
        let rules = read.configurations.own_rules().collect();
        let saved = read.configurations.found().find(|file| file.name == job.name);
        let saved = saved.map(|file| (Arc::clone(&file.text), file.report.diagnostics.clone()));
        Arc::new(Around {
            name: job.name,
            settings: job.settings,
            seen: job.seen,
            stacks: job.stacks,
            run,
            rules,
            saved,
            baseline: known.unwrap_or_default(),
        })
    }

    fn forget(&self) {
        *self.read() = None;
    }

    fn problems(&self) -> Vec<Problems> {
        let guard = self.read();
        let Some(read) = guard.as_ref() else { return Vec::new() };
        let found = read.configurations.found();
        let problems = |file: &Checked| Problems {
            path: self.here.join(&file.name),
            text: Arc::clone(&file.text),
            diagnostics: file.report.diagnostics.clone(),
        };
        found.map(problems).collect()
    }

    fn files(&self) -> Arc<dyn Files> {
        Arc::new(Disk)
    }

    fn templates(&self, folder: &Path) -> Vec<PathBuf> {
        let lookup = Lookup {
            here: self.here,
            stdin_name: Path::new("stdin"),
            named: Origin::Named,
            obey_ignore_files: true,
        };
        let found = discover::discover(&[folder.to_owned()], lookup).unwrap_or_default();
        found.files.into_values().map(|found| found.path).collect()
    }
}
