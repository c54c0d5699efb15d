//! The text of a `formwork.yaml` as it grows: settings, settings that are only
//! proposed, and prose. A proposed line has its `#` at the very beginning of the
//! line it would be, so that it holds once the `#` is taken away.

/// Widest line of prose.
const WIDTH: usize = 100;

/// A page of YAML.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Begins a section with what is said of it.
    pub(super) fn section(&mut self, prose: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.prose(prose);
    }

    /// A paragraph of comments.
    pub(super) fn prose(&mut self, prose: &str) {
        let mut line = String::from("#");
        for word in prose.split_whitespace() {
            if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line.truncate(1);
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }

    /// A setting.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A setting that somebody may want.
    pub(super) fn proposal(&mut self, line: &str) {
        self.text.push('#');
        self.line(line);
    }

    /// A setting, or a proposal of it.
    pub(super) fn setting(&mut self, holds: bool, line: &str) {
        if holds {
            self.line(line);
        } else {
            self.proposal(line);
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A text as a YAML scalar: plain where that is the same, and quoted otherwise.
pub(super) fn scalar(text: &str) -> String {
    let is_plain = (text.starts_with(|char: char| char.is_ascii_alphabetic()) || text.starts_with("./"))
        && text.chars().all(|char| char.is_ascii_alphanumeric() || "-_./".contains(char));
    let lower = text.to_ascii_lowercase();
    let is_word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "any"].contains(&&*lower);
    if is_plain && !is_word { text.to_owned() } else { formwork_template::json_string(text) }
}

/// A key or value with what is said of it behind it on its line.
pub(super) fn remarked(line: &str, remark: &str) -> String {
    // A line break would end the comment.
    let remark: Vec<&str> = remark.split(char::is_control).flat_map(str::split_whitespace).collect();
    if remark.is_empty() { line.to_owned() } else { format!("{line} # {}", remark.join(" ")) }
}
