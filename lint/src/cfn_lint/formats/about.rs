//! What a format says of a rule: our own words, and where more of them are.

use formwork_rules::Meta;

use crate::docs;

pub(super) struct About {
    pub(super) summary: String,
    pub(super) description: String,
    /// The address of a page.
    pub(super) page: String,
}

impl About {
    pub(super) fn of(code: &str) -> Self {
        match formwork_rules::find(code) {
            Some(meta) => Self::of_rule(code, meta),
            None => Self {
                summary: "A rule of your own".to_owned(),
                description: "A line of the file of custom rules".to_owned(),
                page: concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/cfn-lint.md").to_owned(),
            },
        }
    }

    fn of_rule(code: &str, meta: &Meta) -> Self {
        Self {
            summary: meta.summary().to_owned(),
            description: docs::prose(meta),
            page: format!("{}/blob/main/docs/rules/{code}.md", env!("CARGO_PKG_REPOSITORY")),
        }
    }
}
