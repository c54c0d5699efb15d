//! What a format says of a rule: our own words, and where more of them are.

use crate::docs;

#[derive(Debug)]
pub(in crate::cfn_lint) struct About {
    pub(in crate::cfn_lint) summary: String,
    pub(in crate::cfn_lint) description: String,
    /// The address of a page.
    pub(in crate::cfn_lint) page: String,
}

/// Findings that are about the run and that no template is checked for.
const OF_THE_RUN: [(&str, &str, &str); 5] = [
    ("E0002", "A bug of Formwork's own", "Formwork ran into a bug of its own and gave up on the file"),
    ("E0003", "The configuration is wrong", "The configuration names something that is not there"),
    ("E0100", "No deployment file", "A deployment file that does not have the form of Git sync's"),
    ("E0200", "No parameter file", "A parameter file that is no list of keys and values"),
    (
        "E2900",
        "A value that a parameter does not take",
        "A value from a file or an option that the parameter of the template does not take, or a parameter that is given none",
    ),
];

impl About {
    pub(in crate::cfn_lint) fn of(code: &str) -> Self {
        const DOCS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/");
        if let Some(meta) = formwork_rules::find(code) {
            let (summary, description) = (meta.summary().to_owned(), docs::prose(meta));
            return Self { summary, description, page: format!("{DOCS}rules/{}.md", meta.code) };
        }
        let own = OF_THE_RUN.iter().find(|(own, ..)| *own == code);
        let (summary, description) = own
            .map_or(("A custom rule", "A line of the file of custom rules"), |(_, summary, description)| {
                (*summary, *description)
            });
        Self {
            summary: summary.to_owned(),
            description: description.to_owned(),
            page: format!("{DOCS}cfn-lint.md"),
        }
    }
}
