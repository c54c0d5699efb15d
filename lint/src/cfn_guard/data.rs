//! Data that rules are evaluated on: templates, other documents, parameters.

use std::path::Path;

use bumpalo::Bump;
use formwork_guard::{Document, Scalars, Store, Unmergeable};
use formwork_template::{Parsed, Syntax, Tree};

use super::values::{Source, Values};
use crate::read;
use crate::report::position::Lines;

/// A document as it was read.
#[derive(Debug)]
pub(super) struct DataFile {
    pub(super) name: String,
    pub(super) tree: Tree,
}

/// A document with its values, merged with parameters.
#[derive(Debug)]
pub(super) struct Loaded<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) values: Values<'a>,
    pub(super) document: Document<'a>,
}

impl DataFile {
    pub(super) fn read(path: &Path, name: String) -> Result<Self, String> {
        let bytes = read::file(path).map_err(|unreadable| format!("{name}: {}", unreadable.message))?;
        Self::of_bytes(&bytes, name)
    }

    pub(super) fn of_bytes(bytes: &[u8], name: String) -> Result<Self, String> {
        let (text, broken) = formwork_template::decode(bytes);
        if let Some(broken) = broken {
            return Err(format!("{name}: {}", broken.message));
        }
        match parse(&text) {
            Ok(Some(tree)) => Ok(Self { name, tree }),
            Ok(None) => Err(format!("{name}: There is nothing in the file")),
            Err(problems) => Err(problems
                .iter()
                .map(|problem| format!("{name}:{problem}\n"))
                .collect::<String>()
                .trim_end()
                .to_owned()),
        }
    }

    pub(super) fn load<'a>(&'a self, parameters: &'a [Self], bump: &'a Bump) -> Result<Loaded<'a>, String> {
        let store = Store::new(bump);
        let mut sources = Vec::with_capacity(parameters.len() + 1);
        let mut whole: Option<Document<'a>> = None;
        for file in parameters.iter().chain([self]) {
            let document = Document::of(&store, &file.tree, Scalars::Validate);
            sources.push(Source { root: document.root.place, lines: Lines::new(file.tree.source()) });
            whole = Some(match whole {
                None => document,
                Some(before) => before.merged(&store, &document).map_err(|problem| match problem {
                    Unmergeable::Key(key) => format!("{}: `{key}` is in a parameter file, too", file.name),
                    Unmergeable::Kinds(one, other) => {
                        format!("{}: a {one} of a parameter file can't be merged with a {other}", file.name)
                    }
                })?,
            });
        }
        let document = whole.expect("the file itself is always there");
        Ok(Loaded { name: &self.name, text: self.tree.source(), values: Values { store, sources }, document })
    }
}

/// The tree of a document; none of an empty one. Else the problems, each with line and column.
pub(super) fn parse(text: &std::sync::Arc<str>) -> Result<Option<Tree>, Vec<String>> {
    let Parsed { mut tree, mut errors, mut well_formed } =
        formwork_template::parse(text.clone(), Syntax::guess(None, text));
    if !well_formed && tree.syntax() == Syntax::Json {
        // cfn-guard reads JSON as YAML, which allows more.
        Parsed { tree, errors, well_formed } = formwork_template::parse(text.clone(), Syntax::Yaml);
    }
    if !well_formed {
        let lines = Lines::new(text);
        let problem = |error: &formwork_template::SyntaxError| {
            let at = lines.position(error.span.start);
            format!("{}:{}: {}", at.line, at.column, error.message)
        };
        return Err(errors.iter().map(problem).collect());
    }
    let is_empty = tree.span(tree.root()).is_empty() && tree.text(tree.root()) == Some("");
    Ok((!is_empty).then_some(tree))
}
