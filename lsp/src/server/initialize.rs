//! The first words with a client: what it can do, and which folders it has open.

use std::path::PathBuf;

use anyhow::Context as _;
use lsp_server::{Connection, ErrorCode, Message, Request, Response};
use lsp_types::{InitializeParams, InitializeResult, ServerInfo, Uri};

use super::capabilities::capabilities;
use super::client::Client;
use super::convert;

/// Waits for the client to introduce itself; `None` where it leaves instead. Whatever comes before is
/// refused, and what cannot be understood of its abilities is as if it were not there.
pub(super) fn initialize(connection: &Connection) -> anyhow::Result<Option<(Client, Vec<PathBuf>)>> {
    loop {
        match connection.receiver.recv() {
            Ok(Message::Request(Request { id, method, params })) if method == "initialize" => {
                let params = as_typed(params);
                let snippet_edits = params
                    .pointer("/capabilities/workspace/workspaceEdit/snippetEditSupport")
                    .is_some_and(|it| *it == true);
                let params: InitializeParams = serde_json::from_value(params.clone())
                    .or_else(|_| serde_json::from_value(lenient(params)))
                    .unwrap_or_default();
                let client = Client { snippet_edits, ..Client::new(&params.capabilities) };
                let result = InitializeResult {
                    capabilities: capabilities(&client),
                    server_info: Some(ServerInfo {
                        name: "formwork".to_owned(),
                        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                    }),
                };
                connection.sender.send(Response::new_ok(id, result).into()).context("the client is gone")?;
                return Ok(Some((client, folders(&params))));
            }
            Ok(Message::Request(Request { id, method, .. })) => {
                let why = format!("`{method}` came before `initialize`");
                let refused = Response::new_err(id, ErrorCode::ServerNotInitialized as i32, why);
                connection.sender.send(refused.into()).context("the client is gone")?;
            }
            Ok(Message::Notification(it)) if it.method == "exit" => return Ok(None),
            Ok(_) => {}
            Err(_) => return Ok(None),
        }
    }
}

/// Parameters as `lsp-types` reads them, which knows one ability by another name than the protocol.
fn as_typed(mut params: serde_json::Value) -> serde_json::Value {
    if let Some(serde_json::Value::Object(workspace)) = params.pointer_mut("/capabilities/workspace")
        && let Some(diagnostics) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
    params
}

/// Parameters with the folders only, where the rest is not as the protocol has it.
fn lenient(params: serde_json::Value) -> serde_json::Value {
    let serde_json::Value::Object(mut params) = params else { return serde_json::Value::Null };
    params.retain(|key, _| key == "rootUri" || key == "workspaceFolders");
    params.insert("capabilities".to_owned(), serde_json::json!({}));
    params.into()
}

/// The folders of the workspace.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let listed: Vec<&Uri> = params.workspace_folders.iter().flatten().map(|folder| &folder.uri).collect();
    #[allow(deprecated)] // clients without folders still give a root
    let uris = if listed.is_empty() { params.root_uri.iter().collect() } else { listed };
    uris.into_iter().map(|uri| convert::path(uri, &here)).collect()
}

#[cfg(test)]
mod tests {
    use lsp_types::{ClientCapabilities, InitializeParams};

    use super::{Client, as_typed};

    #[test]
    fn abilities_are_read_by_the_names_of_the_protocol() {
        let params = serde_json::json!({
            "capabilities": { "workspace": { "diagnostics": { "refreshSupport": true } } },
        });
        let params: InitializeParams = serde_json::from_value(as_typed(params)).expect("parameters");
        assert!(Client::new(&params.capabilities).refreshes);
        assert!(!Client::new(&ClientCapabilities::default()).refreshes);
    }
}
