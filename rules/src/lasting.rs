//! Texts that live as long as the process, as the descriptions of built-in rules do.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// The text for good. Each is kept once, so that a file that is read again adds nothing.
pub(crate) fn lasting(text: &str) -> &'static str {
    static KEPT: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    if let Some(known) = kept.get(text) {
        return known;
    }
    let known: &'static str = Box::leak(text.into());
    kept.insert(known);
    known
}
