//! Fixtures: texts with a cursor (`$0`), carets below what is expected, and several files where
//! lines such as `//- network.yaml` begin them. Without such a line there is one file, a
//! template in YAML, or in JSON where it begins with `{`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::{Config, Files, Overrides, Settings, Stack, config};

use crate::document::{Document, Kind};
use crate::snapshot::{Around, Snapshot, Workspace};

/// Where the files of a fixture are.
pub(crate) const ROOT: &str = "/work";

/// The files of a fixture, and where its cursors are.
pub(crate) struct Fixture {
    pub(crate) files: Vec<(PathBuf, Arc<str>)>,
    /// The number of the file, and the offset in it.
    pub(crate) cursors: Vec<(usize, u32)>,
}

#[derive(Debug)]
struct Memory(Vec<(PathBuf, Arc<str>)>);

impl Files for Memory {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.0.iter().find(|(name, _)| name == path).map(|(_, text)| Arc::clone(text))
    }
}

impl Fixture {
    pub(crate) fn new(text: &str) -> Self {
        let mut parts: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(name) = line.strip_prefix("//- ") {
                parts.push((name.trim().to_owned(), String::new()));
            } else {
                if parts.is_empty() {
                    let name =
                        if text.trim_start().starts_with('{') { "template.json" } else { "template.yaml" };
                    parts.push((name.to_owned(), String::new()));
                }
                parts.last_mut().expect("one was pushed").1.push_str(line);
            }
        }
        let (mut files, mut cursors) = (Vec::new(), Vec::new());
        for (number, (name, mut text)) in parts.into_iter().enumerate() {
            while let Some(at) = text.find("$0") {
                text.replace_range(at..at + 2, "");
                cursors.push((number, at as u32));
            }
            files.push((Path::new(ROOT).join(name), Arc::from(text)));
        }
        Self { files, cursors }
    }

    /// The first cursor's document, and the offset in it. Without a cursor the first file, at 0.
    pub(crate) fn at_cursor(&self) -> (Snapshot, u32) {
        let (number, offset) = self.cursors.first().copied().unwrap_or((0, 0));
        (self.snapshot(number), offset)
    }

    /// A file's snapshot; its configuration is the fixture's `formwork.yaml`, the others are closed.
    pub(crate) fn snapshot(&self, number: usize) -> Snapshot {
        let document =
            |(path, text): &(PathBuf, Arc<str>)| Arc::new(Document::new(path.clone(), 1, Arc::clone(text)));
        let documents: Vec<Arc<Document>> = self.files.iter().map(document).collect();
        let is_configuration = |document: &&Arc<Document>| document.kind == Kind::Configuration;
        let configuration =
            documents.iter().filter(|it| it.path != documents[number].path).find(is_configuration);
        let config = configuration.map_or_else(Config::default, |document| {
            let (config, problems) = config::read(&document.text);
            assert_eq!(problems, [], "the fixture's formwork.yaml is in order");
            config
        });
        let settings =
            Settings::new(config, Overrides::default()).with_files(Arc::new(Memory(self.files.clone())));
        let current = Arc::clone(&documents[number]);
        let seen = current.path.strip_prefix(ROOT).expect("all are below it").to_string_lossy().into_owned();
        let around = Around {
            settings: Arc::new(settings),
            name: seen.clone(),
            seen,
            stacks: Vec::new(),
            run: None,
            rules: Vec::new(),
            saved: None,
            baseline: Vec::new(),
        };
        let facts = |document: &Document| {
            let other = Document::new(document.path.clone(), 0, Arc::clone(&document.text));
            (other.path.clone(), Arc::new(crate::facts::Facts::of(other.template())))
        };
        let others = documents
            .iter()
            .filter(|document| document.kind == Kind::Template && document.path != current.path);
        let workspace = Workspace {
            closed: Arc::new(others.map(|document| facts(document)).collect()),
            open: Arc::new(BTreeMap::from([(current.path.clone(), Arc::clone(&current))])),
            files: Arc::new(Memory(self.files.clone())),
        };
        Snapshot::new(current, Arc::new(around), workspace, PathBuf::from(ROOT))
    }
}

impl Fixture {
    /// As [`snapshot`](Self::snapshot), with the other files open as well.
    pub(crate) fn snapshot_with_all_open(&self, number: usize) -> Snapshot {
        let mut snapshot = self.snapshot(number);
        let document = |(path, text): &(PathBuf, Arc<str>)| {
            (path.clone(), Arc::new(Document::new(path.clone(), 1, Arc::clone(text))))
        };
        snapshot.workspace.open = Arc::new(self.files.iter().map(document).collect());
        snapshot
    }
}

impl Fixture {
    /// The first file as it is deployed by files with these texts.
    pub(crate) fn with_stacks(&self, texts: &[&str]) -> Snapshot {
        let mut snapshot = self.snapshot(0);
        let stack = |(number, text): (usize, &&str)| {
            let stack = Stack::read(&format!("stack-{number}.yaml"), &Arc::from(*text), None);
            Arc::new(stack.expect("the text tells of a stack"))
        };
        let around = Arc::get_mut(&mut snapshot.around).expect("nobody else has it yet");
        around.stacks = texts.iter().enumerate().map(stack).collect();
        snapshot
    }
}

/// Applies edits of one text.
pub(crate) fn edited(text: &str, edits: &[formwork_rules::Edit]) -> String {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut result = text.to_owned();
    for edit in edits.iter().rev() {
        result.replace_range(edit.span.range(), &edit.text);
    }
    result
}
