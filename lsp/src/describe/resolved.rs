//! What a value comes to, in words.

use formwork_rules::resolved::Resolved;

use super::markdown::{Markdown, code};

/// `Comes to` with the text, or with each of several and its case.
pub(crate) fn comes_to(found: &[Resolved]) -> String {
    match found {
        [] => String::new(),
        [one] => format!("Comes to {}", case(one)),
        many => {
            let mut said = Markdown::begun("Comes to");
            said.items(many.iter().map(case));
            said.into_text()
        }
    }
}

fn case(one: &Resolved) -> String {
    let size = one.text.parse().ok().and_then(super::size_in_short);
    let size = size.map(|size| format!(" ({size})")).unwrap_or_default();
    let text = format!("{}{size}", code(&one.text));
    match (one.by_default, one.when.as_str()) {
        (true, "") => format!("{text} by default"),
        (_, "") => text,
        (_, when) if when.starts_with("deployed ") => format!("{text} when {when}"),
        (_, when) => format!("{text} where {when}"),
    }
}
