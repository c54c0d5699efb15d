//! `formwork.yaml` and `*.rule.yaml` in the editor: what can be written, and what it means.

mod completion;
mod files;
mod hover;
mod known;
#[cfg(test)]
mod tests;

pub(crate) use self::completion::complete;
pub(crate) use self::files::{file_at, files};
pub(crate) use self::hover::hover;
