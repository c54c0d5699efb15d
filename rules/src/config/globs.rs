//! Which files something is about, as patterns.

use std::fmt;

use formwork_template::NodeId;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::reader::{Decode, Reader};
use crate::builtin::configuration::invalid_config_glob::InvalidConfigGlob;
use crate::words::shortened;

/// Patterns of file names, seen from the folder of `formwork.yaml`: `legacy/**`, `*.sam.yaml`,
/// `stacks/`. One without a `/` is about files in any folder.
#[derive(Clone)]
pub struct Globs {
    set: GlobSet,
    texts: Vec<String>,
}

impl Globs {
    /// Whether a path, with forward slashes, fits one of the patterns.
    pub fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// The patterns as written.
    pub fn texts(&self) -> &[String] {
        &self.texts
    }
}

impl fmt::Debug for Globs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.texts.fmt(f)
    }
}

impl Decode for Globs {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let patterns: Vec<Pattern> = reader.one_or_more(node)?;
        let texts = patterns.iter().map(|pattern| pattern.text.clone()).collect();
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            set.add(pattern.glob);
        }
        Some(Self { set: set.build().ok()?, texts })
    }
}

/// One pattern, to be put together with others.
struct Pattern {
    text: String,
    glob: globset::Glob,
}

impl Decode for Pattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a pattern of file names")?;
        let pattern = text.strip_prefix("./").unwrap_or(text);
        let anywhere = if pattern.trim_end_matches('/').contains('/') { "" } else { "**/" };
        let below = if pattern.ends_with('/') { "**" } else { "" };
        let glob = GlobBuilder::new(&format!("{anywhere}{pattern}{below}")).literal_separator(true).build();
        match glob {
            Ok(glob) => Some(Self { text: text.to_owned(), glob }),
            Err(error) => {
                let message =
                    format!("`{}` is not a pattern of file names: {}", shortened(text), error.kind());
                let span = reader.span_of(node);
                reader.report::<InvalidConfigGlob>(span, message);
                None
            }
        }
    }
}

/// The form of one text or a list of some, in the published schema.
#[cfg(test)]
pub(super) struct OneOrMore;
