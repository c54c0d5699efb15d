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
use crate::project::Project;
use crate::snapshot::{Snapshot, Workspace};

/// See the module.
#[derive(Debug)]
pub(crate) struct Documents {
    project: Arc<dyn Project>,
    folders: Vec<PathBuf>,
    open: BTreeMap<PathBuf, Opened>,
    workspace: Workspace,
    /// Counts everything that makes findings differ.
    number: u64,
}

#[derive(Debug)]
struct Opened {
    /// As the client writes it.
    uri: Uri,
    snapshot: Snapshot,
    /// The count at which the snapshot was made.
    number: u64,
}

impl Documents {
    pub(crate) fn new(project: Arc<dyn Project>, folders: Vec<PathBuf>) -> Self {
        let workspace = Workspace { closed: Arc::default(), open: Arc::default(), files: project.files() };
        Self { project, folders, open: BTreeMap::new(), workspace, number: 0 }
    }

    fn root(&self) -> PathBuf {
        self.folders.first().cloned().unwrap_or_default()
    }

    fn path(&self, uri: &Uri) -> PathBuf {
        convert::path(uri, &self.root())
    }

    /// The snapshot of an open document, by its address.
    pub(crate) fn snapshot(&self, uri: &str) -> Option<(Snapshot, Uri)> {
        let uri: Uri = uri.parse().ok()?;
        let opened = self.open.get(&self.path(&uri))?;
        Some((opened.snapshot.with_workspace(self.workspace.clone()), opened.uri.clone()))
    }

    /// The snapshot of some document, for requests that are about none.
    pub(crate) fn any(&self) -> Option<(Snapshot, Uri)> {
        let opened = self.open.values().next()?;
        Some((opened.snapshot.with_workspace(self.workspace.clone()), opened.uri.clone()))
    }

    /// The snapshot of the document at a path, and its count.
    pub(crate) fn at(&self, path: &Path) -> Option<(Snapshot, Uri, u64)> {
        let opened = self.open.get(path)?;
        let snapshot = opened.snapshot.with_workspace(self.workspace.clone());
        Some((snapshot, opened.uri.clone(), opened.number))
    }

    /// The address and the version of a document, where nothing has come since a count.
    pub(crate) fn is_current(&self, path: &Path, number: u64) -> Option<(Uri, i32)> {
        let opened = self.open.get(path).filter(|opened| opened.number == number)?;
        Some((opened.uri.clone(), opened.snapshot.document.version))
    }

    /// Takes in a document; gives the paths of those to check.
    pub(crate) fn open(&mut self, params: DidOpenTextDocumentParams) -> Vec<PathBuf> {
        let item = params.text_document;
        let path = self.path(&item.uri);
        let document = Document::new(path.clone(), item.version, item.text.into());
        let around = self.project.around(&path);
        let snapshot = Snapshot::new(Arc::new(document), around, self.workspace.clone(), self.root());
        self.put(path, item.uri, snapshot)
    }

    /// Applies edits in their order.
    pub(crate) fn change(&mut self, params: DidChangeTextDocumentParams, encoding: Encoding) -> Vec<PathBuf> {
        let path = self.path(&params.text_document.uri);
        let Some(opened) = self.open.get(&path) else { return Vec::new() };
        let (uri, old) = (opened.uri.clone(), opened.snapshot.clone());
        let version = params.text_document.version;
        let mut document = Arc::clone(&old.document);
        for change in params.content_changes {
            document = Arc::new(changed(&document, version, change, encoding));
        }
        self.put(path, uri, old.with_document(document))
    }

    /// Lets go of a document; gives its address.
    pub(crate) fn close(&mut self, params: &DidCloseTextDocumentParams) -> Option<Uri> {
        let path = self.path(&params.text_document.uri);
        let closed = self.open.remove(&path);
        Arc::make_mut(&mut self.workspace.open).remove(&path);
        closed.map(|closed| closed.uri)
    }

    fn put(&mut self, path: PathBuf, uri: Uri, snapshot: Snapshot) -> Vec<PathBuf> {
        self.number += 1;
        Arc::make_mut(&mut self.workspace.open).insert(path.clone(), Arc::clone(&snapshot.document));
        self.open.insert(path.clone(), Opened { uri, snapshot, number: self.number });
        vec![path]
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
