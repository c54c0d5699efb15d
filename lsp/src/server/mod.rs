//! The protocol: reads messages in order, applies edits at once, and has everything else done on
//! worker threads over snapshots. Nothing here knows what a template is.

pub(crate) mod ask;
mod capabilities;
mod client;
pub(crate) mod convert;
mod documents;
pub(crate) mod handlers;
mod routes;
mod work;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use crossbeam_channel::{Receiver, Sender, select, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::{
    InitializeParams, InitializeResult, LogMessageParams, MessageType, PublishDiagnosticsParams, ServerInfo,
    Uri,
};

use self::ask::Ask;
use self::client::Client;
use self::documents::Documents;
pub(crate) use self::routes::{Route, route};
use self::work::Workers;
use crate::project::Open;

/// Something that a worker has done.
enum Event {
    /// The findings of a document at a version of it.
    Checked { path: PathBuf, number: u64, diagnostics: Vec<lsp_types::Diagnostic> },
    /// An answer to a request.
    Answered(Response),
    /// Something for the log.
    Log(MessageType, String),
}

struct Server {
    sender: Sender<Message>,
    events: Sender<Event>,
    client: Client,
    documents: Documents,
    workers: Workers,
    routes: Arc<HashMap<&'static str, Route>>,
    /// Requests that are not answered, and whether they have been cancelled.
    pending: HashMap<RequestId, Arc<AtomicBool>>,
    is_shut_down: bool,
}

/// Serves a client until it says goodbye or is gone.
pub fn serve(connection: &Connection, open: Open<'_>) -> anyhow::Result<()> {
    let (id, params) = connection.initialize_start().context("the client did not initialize")?;
    // What cannot be understood of the client's abilities is as if it were not there.
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let client = Client::new(&params.capabilities);
    let result = InitializeResult {
        capabilities: capabilities::capabilities(&client),
        server_info: Some(ServerInfo {
            name: "formwork".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    connection.initialize_finish(id, serde_json::to_value(result)?)?;
    let (events, incoming) = unbounded();
    let mut server = Server {
        sender: connection.sender.clone(),
        events,
        client,
        documents: Documents::new(open(folders(&params))?, folders(&params)),
        workers: Workers::start()?,
        routes: Arc::new(crate::routes().into_iter().map(|route| (route.method, route)).collect()),
        pending: HashMap::new(),
        is_shut_down: false,
    };
    server.run(&connection.receiver, &incoming)
}

/// The folders of the workspace.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    #[allow(deprecated)] // clients without folders still give a root
    let root = params.root_uri.iter();
    let listed = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let uris: Vec<&Uri> = listed.collect();
    let uris = if uris.is_empty() { root.collect() } else { uris };
    uris.into_iter().map(|uri| convert::path(uri, &here)).collect()
}

impl Server {
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

    fn request(&mut self, request: Request) {
        if request.method == "shutdown" {
            self.is_shut_down = true;
            return self.send(Response::new_ok(request.id, ()));
        }
        if self.is_shut_down {
            let why = "the server is shut down".to_owned();
            return self.send(Response::new_err(request.id, ErrorCode::InvalidRequest as i32, why));
        }
        if !self.routes.contains_key(request.method.as_str()) {
            let why = format!("`{}` is not known", request.method);
            return self.send(Response::new_err(request.id, ErrorCode::MethodNotFound as i32, why));
        }
        let Some(ask) = self.ask(&request.params) else {
            // A document that is not open: there is nothing to say.
            return self.send(Response::new_ok(request.id, ()));
        };
        let cancelled = Arc::new(AtomicBool::new(false));
        self.pending.insert(request.id.clone(), Arc::clone(&cancelled));
        let (events, routes) = (self.events.clone(), Arc::clone(&self.routes));
        self.workers.answer(Box::new(move || {
            let response = answer(&routes, &ask, request, &cancelled, &events);
            let _ = events.send(Event::Answered(response));
        }));
    }

    /// What a request is about: the document that its parameters name, or the one behind its data.
    fn ask(&self, params: &serde_json::Value) -> Option<Ask> {
        let named = params.get("textDocument").and_then(|it| it.get("uri"));
        let uri = named.or_else(|| params.get("data")?.get(0)).and_then(serde_json::Value::as_str);
        let (snapshot, uri) = match uri {
            Some(uri) => self.documents.snapshot(uri)?,
            None => self.documents.any()?,
        };
        Some(Ask { snapshot, uri, client: self.client })
    }

    fn notification(&mut self, it: Notification) {
        let method = it.method.clone();
        if let Err(why) = self.notified(it) {
            self.log(MessageType::WARNING, format!("`{method}` was not understood: {why}"));
        }
    }

    fn notified(&mut self, it: Notification) -> serde_json::Result<()> {
        let method = it.method.as_str();
        let params = it.params;
        let touched = match method {
            notification::DidOpenTextDocument::METHOD => self.documents.open(serde_json::from_value(params)?),
            notification::DidChangeTextDocument::METHOD => {
                self.documents.change(serde_json::from_value(params)?, self.client.encoding)
            }
            notification::DidCloseTextDocument::METHOD => {
                let closed = self.documents.close(&serde_json::from_value(params)?);
                if let Some(uri) = closed.filter(|_| !self.client.pulls) {
                    self.publish(uri, None, Vec::new());
                }
                Vec::new()
            }
            notification::Cancel::METHOD => {
                let id = params.get("id").cloned().unwrap_or_default();
                if let Some(cancelled) = self.pending.get(&serde_json::from_value(id)?) {
                    cancelled.store(true, Ordering::Relaxed);
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
        for path in touched {
            self.check(path);
        }
        Ok(())
    }

    /// Has a document checked, and its findings published.
    fn check(&self, path: PathBuf) {
        if self.client.pulls {
            return;
        }
        let Some((snapshot, uri, number)) = self.documents.at(&path) else { return };
        let (events, client) = (self.events.clone(), self.client);
        let of = path.clone();
        self.workers.check(
            path,
            Box::new(move || {
                let ask = Ask { snapshot, uri, client };
                let found = catch_unwind(AssertUnwindSafe(|| {
                    let _known = ask.snapshot.enter();
                    handlers::diagnostics::of(&ask)
                }));
                let event = match found {
                    Ok(diagnostics) => Event::Checked { path: of, number, diagnostics },
                    Err(_) => Event::Log(
                        MessageType::ERROR,
                        format!("Formwork ran into a bug of its own while checking `{}`", of.display()),
                    ),
                };
                let _ = events.send(event);
            }),
        );
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Checked { path, number, diagnostics } => {
                // An edit has come in the meantime: its own check is on the way.
                if let Some((uri, version)) = self.documents.is_current(&path, number) {
                    self.publish(uri, Some(version), diagnostics);
                }
            }
            Event::Answered(response) => {
                self.pending.remove(&response.id);
                self.send(response);
            }
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
        Ok(Err(why)) => Response::new_err(id, ErrorCode::InvalidParams as i32, why.to_string()),
        Err(_) => {
            let why = format!("Formwork ran into a bug of its own while answering `{method}`");
            let _ = events.send(Event::Log(MessageType::ERROR, why.clone()));
            Response::new_err(id, ErrorCode::InternalError as i32, why)
        }
    }
}
