//! Schemas of private resource types, in the format of CloudFormation's registry:
//! adding one to those that are known, with what is wrong with it at its place.

use std::sync::Arc;

use formwork_schemas::PrivateTypes;
use formwork_template::{Span, Syntax, parse};

use super::assertion::at_pointer;
use crate::builtin::rule_files::invalid_type_schema::InvalidTypeSchema;
use crate::rule::Described;
use crate::words::{capital, shortened};
use crate::{Diagnostic, RuleCode};

/// Adds the type that a text describes, unless something is wrong with the text.
pub fn read_type(text: &Arc<str>, types: &mut PrivateTypes) -> Vec<Diagnostic> {
    let parsed = parse(Arc::clone(text), Syntax::Json);
    if !parsed.errors.is_empty() {
        let errors = parsed.errors.into_iter();
        return errors.map(|error| problem(error.span, error.message, error.help)).collect();
    }
    let tree = &parsed.tree;
    let name = tree.get(tree.root(), "typeName");
    let Some((name, text_of_name)) = name.and_then(|name| Some((name, tree.text(name)?))) else {
        let place = tree.entries(tree.root()).first().map_or(tree.root(), |entry| entry.key);
        let help = "Add the name of the type: `\"typeName\": \"Acme::Web::Service\"`".to_owned();
        return vec![problem(tree.span(place), "The schema has no `typeName`".to_owned(), Some(help))];
    };
    if !is_type_name(text_of_name) {
        let message = format!("`{}` is no name of a resource type", shortened(text_of_name));
        let help = "A name has three parts of letters and digits: `Acme::Web::Service`".to_owned();
        return vec![problem(tree.span(name), message, Some(help))];
    }
    match types.add(text) {
        Ok(_) => Vec::new(),
        Err(error) => {
            let place = at_pointer(tree, tree.root(), &error.pointer);
            vec![problem(tree.span(place), capital(&error.problem), None)]
        }
    }
}

fn is_type_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split("::").collect();
    let is_part = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    matches!(parts.len(), 3 | 4) && parts.iter().all(is_part)
}

fn problem(span: Span, message: String, help: Option<String>) -> Diagnostic {
    let meta = &InvalidTypeSchema::META;
    let mut found = Diagnostic::new(RuleCode::from_static(meta.code), meta.severity, span, message);
    found.help = help;
    found
}
