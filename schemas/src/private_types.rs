//! Resource types of the user's own, as far as a piece of work reaches: whoever
//! enters a [`Scope`] on a thread finds them there like those of AWS, and nobody
//! else does. So two checks with different types may run side by side.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

use smol_str::SmolStr;

use crate::decode::SchemaError;
use crate::resource_type::ResourceType;

type ByName = Arc<BTreeMap<SmolStr, &'static ResourceType>>;

thread_local! {
    static CURRENT: RefCell<Option<ByName>> = const { RefCell::new(None) };
}

/// Private types by name; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct PrivateTypes(ByName);

/// As long as it lives, the types are there on this thread.
#[derive(Debug)]
#[must_use = "the types are gone with it"]
pub struct Scope {
    before: Option<ByName>,
    /// It belongs to its thread.
    stays: PhantomData<*const ()>,
}

impl PrivateTypes {
    /// Adds a type by its schema in CloudFormation's registry format, or puts it in the place of
    /// one that is there or that ships.
    pub fn add(&mut self, text: &str) -> Result<&'static ResourceType, SchemaError> {
        let known = lasting(text)?;
        Arc::make_mut(&mut self.0).insert(known.name().into(), known);
        Ok(known)
    }

    /// Adds all of some others.
    pub fn extend(&mut self, others: &Self) {
        if self.0.is_empty() {
            self.0 = Arc::clone(&others.0);
        } else {
            Arc::make_mut(&mut self.0).extend(others.0.iter().map(|(name, known)| (name.clone(), *known)));
        }
    }

    /// Makes them known on this thread.
    pub fn enter(&self) -> Scope {
        let types = (!self.0.is_empty()).then(|| Arc::clone(&self.0));
        Scope { before: CURRENT.replace(types), stays: PhantomData }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

/// The private type of that name, where one is known.
pub(crate) fn of(name: &str) -> Option<&'static ResourceType> {
    CURRENT.with_borrow(|types| types.as_ref()?.get(name).copied())
}

/// The names of the private types that are known here.
pub fn private_type_names() -> Vec<&'static str> {
    CURRENT.with_borrow(|types| types.iter().flat_map(|types| types.values()).map(|it| it.name()).collect())
}

/// The type of a text, for the life of the process as those that ship. Each text is kept once, so
/// that a file that is read again adds nothing.
fn lasting(text: &str) -> Result<&'static ResourceType, SchemaError> {
    static KEPT: Mutex<Option<HashMap<String, &'static ResourceType>>> = Mutex::new(None);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    if let Some(known) = kept.get(text) {
        return Ok(known);
    }
    let known: &'static ResourceType = Box::leak(Box::new(ResourceType::from_json(text)?));
    kept.insert(text.to_owned(), known);
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::PrivateTypes;
    use crate::{Region, TypeLookup, lookup, private_type_names, resource_type, supports};

    const SERVICE: &str =
        r#"{"typeName": "Acme::Web::Service", "properties": {"Port": {}}, "required": ["Port"]}"#;

    #[test]
    fn types_are_known_in_their_scope_alone() {
        let mut types = PrivateTypes::default();
        types.add(SERVICE).expect("a schema");
        let region = Region::all().next().expect("there are regions");
        let is_known = || matches!(lookup("Acme::Web::Service"), TypeLookup::Known(_));
        assert!(!is_known());
        {
            let _outer = types.enter();
            assert!(is_known() && supports("Acme::Web::Service", region));
            assert_eq!(private_type_names(), ["Acme::Web::Service"]);
            {
                let _inner = PrivateTypes::default().enter();
                assert!(!is_known());
            }
            assert!(is_known());
            let elsewhere = std::thread::spawn(|| resource_type("Acme::Web::Service").is_some());
            assert!(!elsewhere.join().expect("it ends"));
        }
        assert!(!is_known());
    }

    #[test]
    fn a_text_is_kept_once() {
        let (mut first, mut second) = (PrivateTypes::default(), PrivateTypes::default());
        let kept = [first.add(SERVICE), second.add(SERVICE)].map(|kept| kept.expect("a schema"));
        assert!(std::ptr::eq(kept[0], kept[1]));
        assert!(first.add("{").is_err());
    }
}
