//! Whole sessions as files. What follows `-->` is sent: a method and its parameters, as a request where the
//! method ends in `?`. What follows `<--` is what comes back. `hello` introduces a client with these capabilities
//! without a record of it. `SNAPSHOTS=overwrite` writes what came.
//! The files of a session's folder are in the folder of its name.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::client::{Client, uri};

/// How long the server is quiet before it is taken to have said everything, when a transcript is written.
const QUIET: Duration = Duration::from_secs(1);

#[test]
fn transcripts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/server/transcripts");
    let entries = folder.read_dir().expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(!files.is_empty(), "there are transcripts");
    for path in files {
        let wanted = std::fs::read_to_string(&path).expect("it can be read");
        let session = path.with_extension("");
        let session = if session.is_dir() { session } else { folder.clone() };
        let got = play(&wanted, &session.canonicalize().expect("it is there"));
        snapbox::assert_data_eq!(got, snapbox::Data::read_from(&path, None).raw());
    }
}

/// One thing that is sent, and how many things are to come back.
struct Step<'t> {
    method: &'t str,
    params: String,
    answers: usize,
}

fn steps(transcript: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut is_sent = true;
    for line in transcript.lines() {
        if let Some(method) = line.strip_prefix("--> ") {
            steps.push(Step { method, params: String::new(), answers: 0 });
            is_sent = true;
        } else if let Some(step) = steps.last_mut() {
            if line.starts_with("<-- ") {
                step.answers += 1;
                is_sent = false;
            } else if is_sent {
                step.params.push_str(line);
                step.params.push('\n');
            }
        }
    }
    steps
}

fn play(transcript: &str, session: &Path) -> String {
    let is_written = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let root = uri(session);
    let mut client = Client::start(session);
    let mut got: String = transcript.lines().take_while(|line| !line.starts_with("--> ")).fold(
        String::new(),
        |mut head, line| {
            head.push_str(line);
            head.push('\n');
            head
        },
    );
    for Step { method, params, answers } in steps(transcript) {
        let _ = write!(got, "--> {method}\n{params}");
        let params = params.replace("[ROOT]", &root);
        let params: Value = if params.trim().is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&params).unwrap_or_else(|why| panic!("the parameters of {method}: {why}"))
        };
        match method.strip_suffix('?') {
            None if method == "hello" => {
                client.ask("initialize", serde_json::json!({ "rootUri": root, "capabilities": params }));
                client.say("initialized", serde_json::json!({}));
            }
            Some(method) => {
                client.request(method, params);
            }
            None => client.say(method, params),
        }
        if is_written {
            while let Some(message) = client.next_within(QUIET) {
                record(&mut got, &message, &root);
            }
        } else {
            for _ in 0..answers {
                match client.next() {
                    Some(message) => record(&mut got, &message, &root),
                    None => got.push_str("<-- nothing: the server is gone\n"),
                }
            }
        }
    }
    got
}

fn record(got: &mut String, message: &Value, root: &str) {
    let (head, body) = match (message.get("method"), message.get("id")) {
        (Some(method), _) => (method.as_str().unwrap_or_default().to_owned(), &message["params"]),
        (None, Some(id)) => match message.get("error") {
            Some(error) => (format!("error {id}"), error),
            None => (format!("result {id}"), &message["result"]),
        },
        (None, None) => ("neither".to_owned(), message),
    };
    let body = serde_json::to_string_pretty(body).expect("it is JSON").replace(root, "[ROOT]");
    let body = body.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    let _ = writeln!(got, "<-- {head}\n{body}");
}
