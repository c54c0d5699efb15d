//! Prose documentation, where the user has the optional pack of it; without it there are facts only.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use smol_str::SmolStr;

/// Where prose comes from: the binary opens the pack.
pub trait Prose: Send + Sync {
    /// What a type is.
    fn resource_type(&self, name: &str) -> Option<String>;
    /// What a property is, by its path; items are `*`.
    fn property(&self, type_name: &str, path: &[SmolStr]) -> Option<String>;
    /// What an attribute is.
    fn attribute(&self, type_name: &str, name: &str) -> Option<String>;
}

fn known() -> &'static RwLock<Option<Arc<dyn Prose>>> {
    static KNOWN: OnceLock<RwLock<Option<Arc<dyn Prose>>>> = OnceLock::new();
    KNOWN.get_or_init(RwLock::default)
}

/// Has the descriptions of this process take their prose from here.
pub fn install(prose: Arc<dyn Prose>) {
    *known().write().unwrap_or_else(PoisonError::into_inner) = Some(prose);
}

fn prose() -> Option<Arc<dyn Prose>> {
    known().read().unwrap_or_else(PoisonError::into_inner).clone()
}

pub(crate) fn resource_type(name: &str) -> Option<String> {
    prose()?.resource_type(name)
}

pub(crate) fn property(type_name: &str, path: &[SmolStr]) -> Option<String> {
    prose()?.property(type_name, path)
}

pub(crate) fn attribute(type_name: &str, name: &str) -> Option<String> {
    prose()?.attribute(type_name, name)
}
