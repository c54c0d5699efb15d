//! The life of Lambda's runtimes, and where templates name them. What is said
//! of one is the rules'.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use formwork_schemas::rule_data;
use serde::Deserialize;

use crate::Context;
use crate::sites::{Site, Walk};

/// The days on which the support of a runtime, the creation and the update of functions with it end.
#[derive(Debug, Deserialize)]
pub(crate) struct Runtime {
    pub(crate) deprecated: String,
    #[serde(rename = "create-block")]
    pub(crate) created_until: Option<String>,
    #[serde(rename = "update-block")]
    pub(crate) updated_until: Option<String>,
    pub(crate) successor: Option<String>,
}

/// How far a runtime's support has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing is patched.
    Deprecated,
    /// No function is made.
    Created,
    /// No function is changed.
    Updated,
}

/// What day it is where nobody says: that of the data.
const DAY_OF_DATA: &str = "2026-10-20";

static ALL: LazyLock<BTreeMap<String, Runtime>> = LazyLock::new(|| {
    let text = rule_data("data/lambda-runtimes").unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
});

impl Runtime {
    /// What has ended on a day, in the form `2026-10-20`.
    fn end(&self, today: &str) -> Option<End> {
        let is_past = |day: &Option<String>| day.as_deref().is_some_and(|day| day <= today);
        if is_past(&self.updated_until) {
            return Some(End::Updated);
        }
        if is_past(&self.created_until) {
            return Some(End::Created);
        }
        (self.deprecated.as_str() <= today).then_some(End::Deprecated)
    }
}

/// The runtime that follows on one, unless it has ended as well.
pub(crate) fn successor(cx: &Context<'_>, runtime: &'static Runtime) -> Option<&'static str> {
    let next = runtime.successor.as_deref()?;
    let today = today(cx);
    ALL.get(next).is_none_or(|known| known.end(&today).is_none()).then_some(next)
}

/// Whether both run the same language, so that code for the one may run on the other.
pub(crate) fn are_kin(old: &str, new: &str) -> bool {
    let language = |name: &str| name.chars().take_while(char::is_ascii_alphabetic).collect::<String>();
    language(old).starts_with(&language(new))
}

fn today(cx: &Context<'_>) -> String {
    cx.settings().today().map_or_else(|| DAY_OF_DATA.to_owned(), |today| today.to_string())
}

/// Calls `found` for every runtime of the template that has come to this end.
pub(crate) fn ended<'t>(
    cx: &mut Context<'t>,
    end: End,
    mut found: impl FnMut(&mut Context<'t>, &Site<'_, 't>, &'t str, &'static Runtime),
) {
    let today = today(cx);
    let walk = Walk::new(cx);
    let mut sites = walk.all("AWS::Lambda::Function/Runtime");
    sites.extend(walk.all("AWS::Serverless::Function/Runtime"));
    sites.extend(walk.globals("Function/Runtime"));
    for site in sites {
        let named = site.string().and_then(|name| Some((name, ALL.get(name)?)));
        if let Some((name, runtime)) = named.filter(|(_, runtime)| runtime.end(&today) == Some(end)) {
            found(cx, &site, name, runtime);
        }
    }
}
