//! A rule, as `formwork explain` and its page have it.

use formwork_rules::{Meta, docs};

use super::markdown::Markdown;

/// The documentation of a rule.
pub(crate) fn rule(meta: &Meta) -> String {
    let name = if meta.name == meta.code { String::new() } else { format!(" {}", meta.name) };
    let mut said = Markdown::begun(format!("**`{}`**{name} ({})", meta.code, meta.severity));
    said.paragraph(docs::markdown(meta));
    if meta.control.is_none_or(|control| control.built_in) {
        let repository = env!("CARGO_PKG_REPOSITORY");
        said.link("Page", Some(format!("{repository}/blob/main/docs/rules/{}.md", meta.code)));
    }
    said.into_text()
}
