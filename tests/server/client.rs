//! A client that says what it is told to, over the standard streams of a server of its own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Longer than any answer takes on a busy machine: it ends a test that would hang, and times nothing.
const PATIENCE: Duration = Duration::from_mins(1);

/// See the module.
pub(crate) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    asked: i64,
}

impl Client {
    /// Starts a server in a folder; nothing is said yet.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_formwork"))
            .arg("lsp")
            .current_dir(folder)
            .env("FORMWORK_PROSE", "")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = server.stdin.take();
        let mut output = BufReader::new(server.stdout.take().expect("it is piped"));
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { server, input, messages, asked: 0 }
    }

    /// Starts a server and introduces a client with these capabilities.
    pub(crate) fn initialized(folder: &Path, capabilities: &Value) -> Self {
        let mut client = Self::start(folder);
        client.ask("initialize", json!({ "rootUri": uri(folder), "capabilities": capabilities }));
        client.say("initialized", json!({}));
        client
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    #[allow(clippy::needless_pass_by_value)] // what is said is written where it is said
    pub(crate) fn say(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request; its number.
    #[allow(clippy::needless_pass_by_value)] // likewise
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        self.asked
    }

    /// The next message; `None` when the server is gone.
    pub(crate) fn next(&self) -> Option<Value> {
        match self.messages.recv_timeout(PATIENCE) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("the server said nothing for {PATIENCE:?}"),
        }
    }

    /// The next message, where one comes within a time.
    pub(crate) fn next_within(&self, time: Duration) -> Option<Value> {
        self.messages.recv_timeout(time).ok()
    }

    /// Asks for something: the result or the error. What else the server says meanwhile is dropped.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        loop {
            let message = self.next().expect("the server lives");
            if message.get("method").is_none() && message["id"] == id {
                return message.get("result").or_else(|| message.get("error")).cloned().unwrap_or_default();
            }
        }
    }

    /// Opens a document with a text.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.say("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts text in the place of a range, which is `[line, column, line, column]`.
    pub(crate) fn edit(&mut self, uri: &str, version: i64, range: [u32; 4], text: &str) {
        let [line, column, end_line, end_column] = range;
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": end_line, "character": end_column },
        });
        let document = json!({ "uri": uri, "version": version });
        let change = json!({ "range": range, "text": text });
        self.say("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// The findings of a version of a document, as they are published.
    pub(crate) fn published(&self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let message = self.next().expect("the server lives");
            let params = &message["params"];
            let is_it = message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri;
            if is_it && params["version"] == version {
                return params["diagnostics"].as_array().cloned().unwrap_or_default();
            }
        }
    }

    /// Says goodbye; the server's exit status.
    pub(crate) fn leave(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.say("exit", Value::Null);
        self.input = None;
        self.server.wait().ok()?.code()
    }

    /// Closes the server's input without a word; its exit status.
    pub(crate) fn vanish(mut self) -> Option<i32> {
        self.input = None;
        self.server.wait().ok()?.code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed leaves no server behind.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The address of a path.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Reads a message. Whatever is not of the protocol fails the test by way of its absence.
fn read(output: &mut BufReader<std::process::ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            None if line.trim().is_empty() => break,
            _ => return None,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
