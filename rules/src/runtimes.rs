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

/// Calls `found` for every runtime of the template that has come to this end.
pub(crate) fn ended<'t>(
    cx: &mut Context<'t>,
    end: End,
    mut found: impl FnMut(&mut Context<'t>, &Site<'_, 't>, &'t str, &'static Runtime),
) {
    let today = cx.settings().today().map_or_else(|| DAY_OF_DATA.to_owned(), |today| today.to_string());
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
