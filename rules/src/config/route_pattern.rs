//! Names and paths with `*`, where braces are what they are.

use std::fmt;

use formwork_template::NodeId;
use regex::Regex;

use super::reader::{Decode, Reader};

/// A text with `*` for anything but `/`, and `**` for anything. `/**` at the end is about what stands
/// before it, too.
#[derive(Clone)]
pub struct RoutePattern {
    text: String,
    regex: Regex,
}

impl RoutePattern {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The regular expression that means the same, without its ends.
    pub(crate) fn regex(text: &str) -> String {
        let (text, end) = text.strip_suffix("/**").map_or((text, ""), |before| (before, "(/.*)?"));
        let (mut regex, mut rest) = (String::new(), text);
        while let Some(next) = rest.chars().next() {
            let stars = rest.len() - rest.trim_start_matches('*').len();
            match stars {
                0 => regex.push_str(&regex::escape(next.encode_utf8(&mut [0; 4]))),
                1 => regex.push_str("[^/]*"),
                _ => regex.push_str(".*"),
            }
            rest = &rest[stars.max(next.len_utf8())..];
        }
        regex + end
    }
}

impl PartialEq for RoutePattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for RoutePattern {}

impl PartialOrd for RoutePattern {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RoutePattern {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Debug for RoutePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl Decode for RoutePattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "text")?;
        match Regex::new(&format!("^(?:{})$", Self::regex(text))) {
            Ok(regex) => Some(Self { text: text.to_owned(), regex }),
            Err(_) => reader.wrong_kind(node, "a short text"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stop_at_slashes_and_braces_are_braces() {
        for (pattern, yes, no) in [
            ("/health", "/health", "/healthy"),
            ("/docs/*", "/docs/a", "/docs/a/b"),
            ("/docs/**", "/docs", "/docsets"),
            ("/docs/**", "/docs/a/b", "/v1/docs/a"),
            ("**/status", "/a/b/status", "/status/a"),
            ("/pets/{id}", "/pets/{id}", "/pets/7"),
            ("/{proxy+}", "/{proxy+}", "/{proxy}"),
            ("dev*", "dev-7", "prod"),
        ] {
            let regex = Regex::new(&format!("^(?:{})$", RoutePattern::regex(pattern))).expect("a pattern");
            assert!(regex.is_match(yes) && !regex.is_match(no), "{pattern}");
        }
    }
}
