//! Messages on standard input and output. Lenient: what is no message is told on standard error and
//! skipped, so that one bad frame does not end a session. Output is queued without bound, for a
//! client that writes before it reads must not be able to block both sides.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, unbounded};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};
use serde_json::Value;

/// The thread that writes; it ends when nobody can send any more.
#[derive(Debug)]
pub struct Writer(JoinHandle<io::Result<()>>);

impl Writer {
    /// Waits until everything is written.
    pub fn join(self) -> io::Result<()> {
        self.0.join().unwrap_or(Ok(()))
    }
}

/// A connection to the client that has started this process.
pub fn stdio() -> anyhow::Result<(Connection, Writer)> {
    let (out, outgoing) = unbounded::<Message>();
    let (incoming, messages) = unbounded();
    let write = move || {
        let mut stdout = io::stdout().lock();
        outgoing.into_iter().try_for_each(|message| message.write(&mut stdout))
    };
    let writer = thread::Builder::new().name("writer".to_owned()).spawn(write)?;
    // Answers from here must not keep the writer alive.
    let answers = Answers(out.clone());
    let read = move || read_all(&mut io::stdin().lock(), &incoming, &answers);
    thread::Builder::new().name("reader".to_owned()).spawn(read)?;
    Ok((Connection { sender: out, receiver: messages }, Writer(writer)))
}

/// Where the reader answers what is no message.
struct Answers(Sender<Message>);

fn read_all(input: &mut impl BufRead, messages: &Sender<Message>, answers: &Answers) {
    loop {
        match body(input) {
            Ok(Some(body)) => match message(&body) {
                Ok(message) => {
                    let is_exit = matches!(&message, Message::Notification(it) if it.method == "exit");
                    if messages.send(message).is_err() || is_exit {
                        return;
                    }
                }
                Err(refused) => refused.tell(answers),
            },
            // The client is gone.
            Ok(None) | Err(_) => return,
        }
    }
}

/// The next frame's body; `None` at the end of input. Lines that are no header are passed over.
fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        // A header is short; what is longer is none.
        if input.by_ref().take(4096).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if let Some((name, value)) = text.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        } else if text.is_empty()
            && let Some(length) = length
        {
            let mut body = Vec::new();
            let read = input.by_ref().take(length).read_to_end(&mut body)?;
            return Ok((read as u64 == length).then_some(body));
        }
    }
}

/// A body that is no message.
struct Refused {
    id: Option<RequestId>,
    code: ErrorCode,
    why: String,
}

impl Refused {
    fn tell(self, answers: &Answers) {
        tell(&self.why);
        if let Some(id) = self.id {
            let _ = answers.0.send(Response::new_err(id, self.code as i32, self.why).into());
        }
    }
}

fn message(body: &[u8]) -> Result<Message, Refused> {
    let refused = |why: String| Refused { id: None, code: ErrorCode::ParseError, why };
    let value: Value =
        serde_json::from_slice(body).map_err(|why| refused(format!("a message is no JSON: {why}")))?;
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    serde_json::from_value(value).map_err(|_| Refused {
        id,
        code: ErrorCode::InvalidRequest,
        why: "a message is neither a request nor a response nor a notification".to_owned(),
    })
}

/// Standard error is the only place for words outside of the protocol.
fn tell(why: &str) {
    let _ = writeln!(io::stderr(), "formwork lsp: {why}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let next = || body(&mut input).ok().flatten();
        std::iter::from_fn(next).map(|body| String::from_utf8_lossy(&body).into_owned()).collect()
    }

    #[test]
    fn headers_are_read_leniently() {
        assert_eq!(bodies("Content-Length: 2\r\n\r\n{}content-length:3\n\n[1]"), ["{}", "[1]"]);
        assert_eq!(bodies("noise\r\nContent-Type: x\r\nContent-Length: 2\r\n\r\n{}"), ["{}"]);
        assert_eq!(bodies("Content-Length: many\r\n\r\nContent-Length: 1\r\n\r\n1"), ["1"]);
        assert_eq!(bodies("Content-Length: 99999999999\r\n\r\nshort"), [""; 0]);
    }

    #[test]
    fn what_is_no_message_is_refused_with_its_id() {
        let id = |text: &str| message(text.as_bytes()).err().map(|refused| refused.id);
        assert_eq!(id("{\"id\": 7}"), Some(Some(7.into())));
        assert_eq!(id("[]"), Some(None));
        assert_eq!(id("{"), Some(None));
        assert_eq!(id("{\"method\": \"exit\"}"), None);
    }
}
