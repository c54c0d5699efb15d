//! Files beside the open documents: which of them are templates, and what becomes of a change. A
//! changed policy has every open template checked anew.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::notification::{DidChangeWatchedFiles, Notification as _};
use lsp_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, RegisterCapability, WorkspaceDiagnosticRefresh,
};
use lsp_types::{
    DidChangeWatchedFilesParams, DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern, MessageType,
    Registration, RegistrationParams,
};

use super::{Event, Server, convert};
use crate::document::{Document, Kind};
use crate::facts::Facts;

/// What the templates of the workspace offer and want, by path.
pub(super) type Indexed = BTreeMap<PathBuf, Facts>;

/// What is watched: templates, and everything that a configuration can name.
const WATCHED: &[&str] = &["**/*.{yaml,yml,json,template,guard,ruleset}", "**/.cfnlintrc"];

impl Server<'_> {
    /// The client is ready: the workspace is read, and its files are watched.
    pub(super) fn initialized(&mut self) {
        if self.client.watches {
            let watcher = |pattern: &&str| FileSystemWatcher {
                glob_pattern: GlobPattern::String((*pattern).to_owned()),
                kind: None,
            };
            let options =
                DidChangeWatchedFilesRegistrationOptions { watchers: WATCHED.iter().map(watcher).collect() };
            self.tell::<RegisterCapability>(RegistrationParams {
                registrations: vec![Registration {
                    id: "files".to_owned(),
                    method: DidChangeWatchedFiles::METHOD.to_owned(),
                    register_options: serde_json::to_value(options).ok(),
                }],
            });
        }
        self.read_workspace();
    }

    /// Has the templates of the workspace read, in the background.
    fn read_workspace(&self) {
        let (events, project) = (self.events.clone(), Arc::clone(&self.documents.project));
        let folders = self.documents.folders.clone();
        self.workers.answer(Box::new(move || {
            let files = project.files();
            let mut indexed = Indexed::new();
            for path in folders.iter().flat_map(|folder| project.templates(folder)) {
                let Some(text) = files.read(&path) else { continue };
                // One at a time, so that not all are in memory at once.
                let facts = catch_unwind(AssertUnwindSafe(|| {
                    let document = Document::new(path.clone(), 0, text);
                    (document.kind == Kind::Template).then(|| Facts::of(document.template()))
                }));
                if let Ok(Some(facts)) = facts {
                    indexed.insert(path, facts);
                }
            }
            let _ = events.send(Event::Indexed(indexed));
        }));
    }

    pub(super) fn indexed(&mut self, indexed: Indexed) {
        self.documents.index(indexed);
    }

    pub(super) fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        let path = self.documents.open(params);
        // The document speaks for itself from now on.
        if self.told.remove(&path) {
            self.publish(uri, None, Vec::new());
        }
        self.tell_problems();
        self.check(path);
    }

    /// A client that watches no files still says what it saves.
    pub(super) fn saved(&mut self, params: &DidSaveTextDocumentParams) {
        let path = self.documents.path(&params.text_document.uri);
        let is_template =
            self.documents.at(&path).is_some_and(|it| it.snapshot.document.kind == Kind::Template);
        if !is_template {
            self.look_around();
        }
    }

    pub(super) fn files_changed(&mut self, params: DidChangeWatchedFilesParams) {
        for change in params.changes {
            let path = self.documents.path(&change.uri);
            self.documents.refresh(&path);
        }
        self.look_around();
    }

    pub(super) fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let event = params.event;
        let path = |folder: &lsp_types::WorkspaceFolder| self.documents.path(&folder.uri);
        let removed: Vec<PathBuf> = event.removed.iter().map(path).collect();
        let added: Vec<PathBuf> = event.added.iter().map(path).collect();
        let mut folders = self.documents.folders.clone();
        folders.retain(|folder| !removed.contains(folder));
        folders.extend(added);
        match (self.open)(folders.clone()) {
            Ok(project) => {
                self.documents.move_to(project, folders);
                self.read_workspace();
                self.look_around();
            }
            Err(why) => self.log(MessageType::ERROR, format!("The folders cannot be opened: {why:#}")),
        }
    }

    /// Reads configurations anew and has every open document checked with them.
    fn look_around(&mut self) {
        self.documents.project.forget();
        self.documents.look_around();
        self.tell_problems();
        for path in self.documents.paths() {
            self.check(path);
        }
        if self.client.refreshes {
            self.tell::<WorkspaceDiagnosticRefresh>(());
        }
        if self.client.refreshes_hints {
            self.tell::<InlayHintRefreshRequest>(());
        }
        if self.client.refreshes_lenses {
            self.tell::<CodeLensRefresh>(());
        }
    }

    /// Publishes what is wrong in configurations, and in files that they name, that are not open.
    fn tell_problems(&mut self) {
        let mut told = std::mem::take(&mut self.told);
        for problems in self.documents.project.problems() {
            let Some(uri) = convert::uri(&problems.path) else { continue };
            if self.documents.at(&problems.path).is_some() {
                continue;
            }
            let document = Document::new(problems.path.clone(), 0, problems.text);
            let elsewhere = |_: &str| None;
            let found = problems.diagnostics.iter();
            let found = found
                .map(|found| convert::diagnostic(&document, found, &uri, &elsewhere, self.client.encoding));
            let found = found.collect();
            self.publish(uri, None, found);
            told.remove(&problems.path);
            self.told.insert(problems.path);
        }
        // Those that are in order by now.
        for path in told {
            if let Some(uri) = convert::uri(&path) {
                self.publish(uri, None, Vec::new());
            }
        }
    }
}
