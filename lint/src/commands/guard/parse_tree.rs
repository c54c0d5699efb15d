//! `formwork guard parse-tree`: the syntax tree of a file of rules with places, as
//! JSON. The form is described in `docs/guard.md`; `version` counts up when it changes.

mod nodes;

use std::process::ExitCode;

use anyhow::Context as _;
use formwork_guard::{Parsed, SEMANTICS, parse};
use serde_json::json;

use self::nodes::Nodes;
use crate::args::{Colour, GuardParseTree};
use crate::commands::FINDINGS;
use crate::report::position::Lines;
use crate::{check, discover, output, read};

const VERSION: u32 = 1;

pub(super) fn run(arguments: &GuardParseTree) -> anyhow::Result<ExitCode> {
    let path = &arguments.file;
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let (name, bytes) = if path.as_os_str() == "-" {
        ("<stdin>".to_owned(), read::stdin())
    } else {
        (discover::name(path, &here), read::file(path))
    };
    let bytes = bytes.map_err(|why| anyhow::anyhow!("`{name}`: {}", why.message))?;
    let (text, unclean) = formwork_template::decode(&bytes);
    let Parsed { file, errors } = parse(&text);
    let lines = Lines::new(&text);
    let nodes = Nodes { text: &text, lines: &lines };
    let mut mistakes: Vec<_> = errors
        .iter()
        .map(|error| json!({ "message": error.message, "help": error.help, "location": nodes.location(error.span) }))
        .collect();
    mistakes.extend(unclean.map(check::broken_text).map(|found| {
        json!({ "message": found.message, "help": found.help, "location": nodes.location(found.span) })
    }));
    let has_mistakes = !mistakes.is_empty();
    let document = json!({
        "version": VERSION,
        "semantics": SEMANTICS,
        "file": name,
        "assignments": nodes.assignments(&file.assignments),
        "rules": nodes.rules(&file.rules),
        "parameterized": nodes.parameterized(&file.parameterized),
        "comments": nodes.comments(&file.comments),
        "errors": mistakes,
    });
    output::print(&(serde_json::to_string_pretty(&document)? + "\n"), Colour::Never)?;
    Ok(if has_mistakes { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}
