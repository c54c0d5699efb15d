//! Whole templates written anew: laid out, turned from YAML into JSON and back, with their sections in
//! order. Pure functions of text that keep every value and, where the language has them, every comment.

mod equality;
mod json;
mod lines;
mod order;
mod to_json;
mod to_yaml;
mod yaml;

use formwork_template::{Syntax, Template};

pub use self::order::{in_order, sorted};
pub use self::to_json::to_json;
pub use self::to_yaml::to_yaml;

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has mistakes, the first of which begins at this byte.
    Broken { at: u32, message: String },
    /// It is written in a way that a layout would change the meaning of; which way.
    Unusual(&'static str),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken { message, .. } => f.write_str(message),
            Self::Unusual(why) => f.write_str(why),
        }
    }
}

/// The text of a template with its lines in shape: indentation, blanks, and blank lines. Values, quotes,
/// comments and the order of keys stay. The result is read again before it is given, and is not given
/// unless it means the same.
pub fn format(template: &Template) -> Result<String, Refusal> {
    whole(template)?;
    let text = match template.tree().syntax() {
        Syntax::Yaml => yaml::format(template.tree())?,
        Syntax::Json => json::format(template.tree()),
    };
    equality::check(template, &text)?;
    Ok(text)
}

/// That a template can be read from end to end.
pub(crate) fn whole(template: &Template) -> Result<(), Refusal> {
    match template.errors().first() {
        None => Ok(()),
        Some(error) => Err(Refusal::Broken { at: error.span.start, message: error.message.clone() }),
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use formwork_template::{Syntax, Template, parse};

    /// A template by its text; JSON where it begins with `{`.
    pub(crate) fn template(text: &str) -> Template {
        let syntax = if text.trim_start().starts_with('{') { Syntax::Json } else { Syntax::Yaml };
        Template::new(parse(text.into(), syntax))
    }
}
