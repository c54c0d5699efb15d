//! The protocol: reads messages in order, applies edits at once, and has everything else done on
//! worker threads over snapshots. Nothing here knows what a template is.

pub(crate) mod ask;
mod capabilities;
mod client;
pub(crate) mod convert;
mod documents;
mod files;
pub(crate) mod handlers;
mod initialize;
mod routes;
mod transport;
mod work;

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, select, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::{LogMessageParams, MessageType, PublishDiagnosticsParams, Uri};

use self::ask::Ask;
use self::client::Client;
use self::documents::{Documents, Opened};
use self::files::Indexed;
pub(crate) use self::routes::{Refusal, Route, fallible, route};
pub use self::transport::{Writer, stdio};
use self::work::Workers;
use crate::project::Open;

/// Something that a worker has done.
enum Event {
    /// The findings of a document at a state of it.
    Checked { path: PathBuf, number: u64, diagnostics: Vec<lsp_types::Diagnostic> },
    /// An answer to a request.
    Answered(Response),
    /// The templates of the workspace have been read.
    Indexed(Indexed),
    /// Something for the log.
    Log(MessageType, String),
}

struct Server<'a> {
    sender: Sender<Message>,
    events: Sender<Event>,
    open: Open<'a>,
    client: Client,
    documents: Documents,
    workers: Workers,
    routes: Arc<HashMap<&'static str, Route>>,
    /// Requests that are not answered, and whether they have been cancelled.
    pending: HashMap<RequestId, Arc<AtomicBool>>,
    /// Counts the requests to the client.
    asked: i32,
    /// Files that are not open and for which something was published.
    told: BTreeSet<PathBuf>,
    is_shut_down: bool,
}

/// Serves a client until it says goodbye or is gone.
pub fn serve(connection: &Connection, open: Open<'_>) -> anyhow::Result<()> {
    let Some((client, folders)) = initialize::initialize(connection)? else { return Ok(()) };
    let (events, incoming) = unbounded();
    let mut server = Server {
        sender: connection.sender.clone(),
        events,
        open,
        client,
        documents: Documents::new(open(folders.clone())?, folders),
        workers: Workers::start()?,
        routes: Arc::new(crate::routes().into_iter().map(|route| (route.method, route)).collect()),
        pending: HashMap::new(),
        asked: 0,
        told: BTreeSet::new(),
        is_shut_down: false,
    };
    server.run(&connection.receiver, &incoming)
}

impl Server<'_> {
    fn run(&mut self, messages: &Receiver<Message>, events: &Receiver<Event>) -> anyhow::Result<()> {
        loop {
            select! {
                recv(messages) -> message => match message {
                    Ok(Message::Request(request)) => self.request(request),
                    Ok(Message::Notification(it)) if it.method == notification::Exit::METHOD => {
                        anyhow::ensure!(self.is_shut_down, "the client left without saying goodbye");
                        return Ok(());
                    }
                    Ok(Message::Notification(it)) => self.notification(it),
                    Ok(Message::Response(_)) => {}
                    // The client is gone.
                    Err(_) => return Ok(()),
                },
                recv(events) -> event => if let Ok(event) = event { self.event(event) },
            }
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // It fails only when the client is gone, which the loop is about to see.
        let _ = self.sender.send(message.into());
    }

    fn notify<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    /// Asks the client for something whose answer says nothing.
    fn tell<R: lsp_types::request::Request>(&mut self, params: R::Params) {
        self.asked += 1;
        self.send(Request::new(self.asked.into(), R::METHOD.to_owned(), params));
    }

    fn request(&mut self, request: Request) {
        let refuse = |code: ErrorCode, why: String| Response::new_err(request.id.clone(), code as i32, why);
        if request.method == "shutdown" {
            self.is_shut_down = true;
            return self.send(Response::new_ok(request.id, ()));
        }
        if self.is_shut_down || request.method == "initialize" {
            let why = if self.is_shut_down { "the server is shut down" } else { "the server is initialized" };
            return self.send(refuse(ErrorCode::InvalidRequest, why.to_owned()));
        }
        if !self.routes.contains_key(request.method.as_str()) {
            let why = format!("`{}` is not known", request.method);
            return self.send(refuse(ErrorCode::MethodNotFound, why));
        }
        let Some(ask) = self.ask(&request.params) else {
            let why = format!("`{}` names its document by no URI", request.method);
            return self.send(refuse(ErrorCode::InvalidParams, why));
        };
        let cancelled = Arc::new(AtomicBool::new(false));
        self.pending.insert(request.id.clone(), Arc::clone(&cancelled));
        let (events, routes) = (self.events.clone(), Arc::clone(&self.routes));
        self.workers.answer(Box::new(move || {
            let response = answer(&routes, &ask, request, &cancelled, &events);
            let _ = events.send(Event::Answered(response));
        }));
    }

    /// What a request is about: the document that its parameters name, or the one that begins its data.
    fn ask(&self, params: &serde_json::Value) -> Option<Ask> {
        let named = params.get("textDocument").and_then(|it| it.get("uri"));
        let named = named.or_else(|| params.get("data").and_then(|data| data.get(0)));
        let opened = match named {
            Some(uri) => self.documents.by_uri(uri.as_str()?),
            None => self.documents.any(),
        };
        let Opened { uri, snapshot, number } = opened?;
        Some(Ask { snapshot, uri, client: self.client, number })
    }

    fn notification(&mut self, it: Notification) {
        let Notification { method, params } = it;
        if let Err(why) = self.notified(&method, params) {
            self.log(MessageType::WARNING, format!("`{method}` was not understood: {why}"));
        }
    }

    fn notified(&mut self, method: &str, params: serde_json::Value) -> serde_json::Result<()> {
        use lsp_types::notification as on;
        use serde_json::from_value;
        match method {
            on::DidOpenTextDocument::METHOD => self.opened(from_value(params)?),
            on::DidChangeTextDocument::METHOD => {
                if let Some(path) = self.documents.change(from_value(params)?, self.client.encoding) {
                    self.check(path);
                }
            }
            on::DidCloseTextDocument::METHOD => {
                let closed = self.documents.close(&from_value(params)?);
                if let Some(uri) = closed.filter(|_| !self.client.pulls) {
                    self.publish(uri, None, Vec::new());
                }
            }
            on::DidSaveTextDocument::METHOD => self.saved(&from_value(params)?),
            on::Initialized::METHOD => self.initialized(),
            on::DidChangeWatchedFiles::METHOD => self.files_changed(from_value(params)?),
            on::DidChangeWorkspaceFolders::METHOD => self.folders_changed(from_value(params)?),
            on::Cancel::METHOD => {
                let id: RequestId = from_value(params.get("id").cloned().unwrap_or_default())?;
                if let Some(cancelled) = self.pending.get(&id) {
                    cancelled.store(true, Ordering::Relaxed);
                }
            }
            // Settings come by `formwork.yaml`; others may be ignored by the protocol.
            _ => {}
        }
        Ok(())
    }

    /// Has a document checked, and its findings published.
    fn check(&self, path: PathBuf) {
        if self.client.pulls {
            return;
        }
        let Some(Opened { uri, snapshot, number }) = self.documents.at(&path) else { return };
        let (events, client) = (self.events.clone(), self.client);
        let of = path.clone();
        let task = move || {
            let ask = Ask { snapshot, uri, client, number };
            let found = catch_unwind(AssertUnwindSafe(|| {
                let _known = ask.snapshot.enter();
                handlers::diagnostics::of(&ask)
            }));
            let event = match found {
                Ok(diagnostics) => Event::Checked { path: of, number, diagnostics },
                Err(_) => Event::Log(MessageType::ERROR, bug(&format!("checking `{}`", of.display()))),
            };
            let _ = events.send(event);
        };
        self.workers.check(path, Box::new(task));
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Checked { path, number, diagnostics } => {
                // What an edit has overtaken is dropped: its own check is on the way.
                let current = self.documents.at(&path).filter(|opened| opened.number == number);
                if let Some(Opened { uri, snapshot, .. }) = current {
                    self.publish(uri, Some(snapshot.document.version), diagnostics);
                }
            }
            Event::Answered(response) => {
                self.pending.remove(&response.id);
                self.send(response);
            }
            Event::Indexed(indexed) => self.indexed(indexed),
            Event::Log(kind, text) => self.log(kind, text),
        }
    }

    fn publish(&self, uri: Uri, version: Option<i32>, diagnostics: Vec<lsp_types::Diagnostic>) {
        self.notify::<notification::PublishDiagnostics>(PublishDiagnosticsParams {
            uri,
            diagnostics,
            version,
        });
    }

    fn log(&self, typ: MessageType, message: String) {
        self.notify::<notification::LogMessage>(LogMessageParams { typ, message });
    }
}

/// Answers a request; a bug met on the way is an error that says so.
fn answer(
    routes: &HashMap<&'static str, Route>,
    ask: &Ask,
    request: Request,
    cancelled: &AtomicBool,
    events: &Sender<Event>,
) -> Response {
    let Request { id, method, params } = request;
    if cancelled.load(Ordering::Relaxed) {
        return Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned());
    }
    let Some(route) = routes.get(method.as_str()) else {
        return Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("`{method}` is not known"));
    };
    let answered = catch_unwind(AssertUnwindSafe(|| {
        let _known = ask.snapshot.enter();
        (route.answer)(ask, params)
    }));
    match answered {
        Ok(Ok(result)) => Response::new_ok(id, result),
        Ok(Err(refusal)) => Response::new_err(id, refusal.code as i32, refusal.why),
        Err(_) => {
            let why = bug(&format!("answering `{method}`"));
            let _ = events.send(Event::Log(MessageType::ERROR, why.clone()));
            Response::new_err(id, ErrorCode::InternalError as i32, why)
        }
    }
}

fn bug(doing: &str) -> String {
    format!(
        "Formwork ran into a bug of its own while {doing}; everything else goes on. Report it at {}/issues",
        env!("CARGO_PKG_REPOSITORY")
    )
}
