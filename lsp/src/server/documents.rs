//! The documents that the client has open, each with its latest snapshot. Only the protocol's thread
//! changes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    TextDocumentContentChangeEvent, Uri,
};

use super::convert;
use crate::document::{Document, Encoding};
use crate::facts::Facts;
use crate::project::Project;
use crate::snapshot::{Snapshot, Workspace};

/// See the module.
#[derive(Debug)]
pub(crate) struct Documents {
    pub(crate) project: Arc<dyn Project>,
    pub(crate) folders: Vec<PathBuf>,
    open: BTreeMap<PathBuf, Opened>,
    workspace: Workspace,
    /// Counts everything that makes findings differ.
    number: u64,
}

/// A document that is open, or that is asked about all the same.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    /// As the client writes it.
    pub(crate) uri: Uri,
    pub(crate) snapshot: Snapshot,
    /// Tells this state of the document and of what is around it from any other.
    pub(crate) number: u64,
}

impl Documents {
    pub(crate) fn new(project: Arc<dyn Project>, folders: Vec<PathBuf>) -> Self {
        let workspace = Workspace { closed: Arc::default(), open: Arc::default(), files: project.files() };
        Self { project, folders, open: BTreeMap::new(), workspace, number: 0 }
    }

    /// Other folders, and what is known by way of them; the documents stay open.
    pub(crate) fn move_to(&mut self, project: Arc<dyn Project>, folders: Vec<PathBuf>) {
        self.workspace.files = project.files();
        self.project = project;
        self.folders = folders;
    }

    fn root(&self) -> PathBuf {
        self.folders.first().cloned().unwrap_or_default()
    }

    pub(crate) fn path(&self, uri: &Uri) -> PathBuf {
        convert::path(uri, &self.root())
    }

    /// An open document by its address. One that is not open is as it is on disk, or empty: there is
    /// nothing to say about it, but that is the features' to say.
    pub(crate) fn by_uri(&self, uri: &str) -> Option<Opened> {
        let uri: Uri = uri.parse().ok()?;
        let path = self.path(&uri);
        Some(self.at(&path).unwrap_or_else(|| self.closed(uri, &path)))
    }

    /// A document for requests that are about none.
    pub(crate) fn any(&self) -> Option<Opened> {
        let path = self.root().join("template.yaml");
        self.open
            .keys()
            .next()
            .and_then(|path| self.at(path))
            .or_else(|| Some(self.closed(convert::uri(&path)?, &path)))
    }

    fn closed(&self, uri: Uri, path: &Path) -> Opened {
        let empty = || Arc::new(Document::new(path.to_owned(), 0, Arc::from("")));
        let document = self.workspace.document(path).unwrap_or_else(empty);
        let around = self.project.around(path);
        let snapshot = Snapshot::new(document, around, self.workspace.clone(), self.root());
        Opened { uri, snapshot, number: 0 }
    }

    /// The open document at a path.
    pub(crate) fn at(&self, path: &Path) -> Option<Opened> {
        let opened = self.open.get(path)?;
        let snapshot = opened.snapshot.with_workspace(self.workspace.clone());
        Some(Opened { snapshot, ..opened.clone() })
    }

    /// The paths of the open documents.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.open.keys().cloned().collect()
    }

    /// Takes in a document; gives its path.
    pub(crate) fn open(&mut self, params: DidOpenTextDocumentParams) -> PathBuf {
        let item = params.text_document;
        let path = self.path(&item.uri);
        let document = Document::new(path.clone(), item.version, item.text.into());
        let around = self.project.around(&path);
        let snapshot = Snapshot::new(Arc::new(document), around, self.workspace.clone(), self.root());
        self.put(path, item.uri, snapshot)
    }

    /// Applies edits in their order; gives the path, where the document is open.
    pub(crate) fn change(
        &mut self,
        params: DidChangeTextDocumentParams,
        encoding: Encoding,
    ) -> Option<PathBuf> {
        let path = self.path(&params.text_document.uri);
        let Opened { uri, snapshot, .. } = self.open.get(&path)?.clone();
        let version = params.text_document.version;
        let mut document = Arc::clone(&snapshot.document);
        for change in params.content_changes {
            document = Arc::new(changed(&document, version, change, encoding));
        }
        Some(self.put(path, uri, snapshot.with_document(document)))
    }

    /// Lets go of a document; gives its address. What it is on disk counts again.
    pub(crate) fn close(&mut self, params: &DidCloseTextDocumentParams) -> Option<Uri> {
        let path = self.path(&params.text_document.uri);
        let closed = self.open.remove(&path);
        Arc::make_mut(&mut self.workspace.open).remove(&path);
        self.refresh(&path);
        closed.map(|closed| closed.uri)
    }

    /// Reads anew what holds around every open document.
    pub(crate) fn look_around(&mut self) {
        for path in self.paths() {
            let around = self.project.around(&path);
            let Some(Opened { uri, snapshot, .. }) = self.open.remove(&path) else { continue };
            let snapshot = Snapshot::new(snapshot.document, around, self.workspace.clone(), self.root());
            self.put(path, uri, snapshot);
        }
    }

    /// Takes over what the templates on disk offer and want.
    pub(crate) fn index(&mut self, facts: BTreeMap<PathBuf, Facts>) {
        let facts = facts.into_iter().map(|(path, facts)| (path, Arc::new(facts)));
        self.workspace.closed = Arc::new(facts.collect());
    }

    /// Looks at one file anew.
    pub(crate) fn refresh(&mut self, path: &Path) {
        let on_disk = self.workspace.files.read(path).map(|text| Document::new(path.to_owned(), 0, text));
        let closed = Arc::make_mut(&mut self.workspace.closed);
        match on_disk.filter(|document| document.kind == crate::document::Kind::Template) {
            Some(document) => closed.insert(path.to_owned(), Arc::new(Facts::of(document.template()))),
            None => closed.remove(path),
        };
    }

    fn put(&mut self, path: PathBuf, uri: Uri, snapshot: Snapshot) -> PathBuf {
        self.number += 1;
        Arc::make_mut(&mut self.workspace.open).insert(path.clone(), Arc::clone(&snapshot.document));
        self.open.insert(path.clone(), Opened { uri, snapshot, number: self.number });
        path
    }
}

/// The document after one edit.
fn changed(
    document: &Document,
    version: i32,
    change: TextDocumentContentChangeEvent,
    encoding: Encoding,
) -> Document {
    let Some(range) = change.range else { return document.edited(version, change.text.into()) };
    let span = convert::span(document, range, encoding);
    let text = &document.text;
    let text = [&text[..span.start as usize], &change.text, &text[span.end as usize..]].concat();
    document.edited(version, text.into())
}
