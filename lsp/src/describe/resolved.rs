//! What a value comes to, in words.

use formwork_rules::resolved::Resolved;

/// `Comes to` with the text, or with each of several and its case.
pub(crate) fn comes_to(found: &[Resolved]) -> String {
    match found {
        [] => String::new(),
        [one] => format!("Comes to {}", case(one)),
        many => {
            let lines = many.iter().map(|one| format!("- {}\n", case(one)));
            format!("Comes to\n\n{}", lines.collect::<String>().trim_end())
        }
    }
}

fn case(one: &Resolved) -> String {
    let size = one.text.parse().ok().and_then(super::size_in_short);
    let size = size.map(|size| format!(" ({size})")).unwrap_or_default();
    let text = format!("{}{size}", super::code(&one.text));
    match (one.by_default, one.when.as_str()) {
        (true, "") => format!("{text} by default"),
        (_, "") => text,
        (_, when) if when.starts_with("deployed ") => format!("{text} when {when}"),
        (_, when) => format!("{text} where {when}"),
    }
}
