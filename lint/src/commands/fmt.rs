//! `formwork fmt`: templates laid out, with the same result as in an editor. What is wrong with a layout
//! is no finding of the linter's.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use formwork_rewrite::Refusal;
use formwork_template::{Syntax, Template};

use super::FINDINGS;
use super::USAGE;
use crate::args::Fmt;
use crate::discover::{self, Found, Lookup, Origin};
use crate::report::position::Lines;
use crate::{fixes, output, read};

/// What became of one file.
enum Outcome {
    Same(Arc<str>),
    Changed {
        old: Arc<str>,
        new: String,
    },
    /// Why, and the text, where there is one.
    Refused(String, Arc<str>),
    /// It was only met on the way, and is no template.
    Other,
}

pub(crate) fn run(arguments: &Fmt) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let lookup = Lookup {
        here: &here,
        stdin_name: arguments.stdin_filename.as_deref().unwrap_or(Path::new("<stdin>")),
        named: Origin::Named,
        obey_ignore_files: !arguments.no_ignore,
    };
    let paths = match (arguments.paths.as_slice(), &arguments.stdin_filename) {
        ([], Some(_)) => vec![PathBuf::from("-")],
        ([], None) => vec![PathBuf::from(".")],
        (paths, _) => paths.to_vec(),
    };
    let found = discover::discover(&paths, lookup)?;
    for pattern in &found.unmatched {
        output::warn(&format!("no file matches `{pattern}`"), arguments.color);
    }
    if found.files.is_empty() && found.unreadable.is_empty() && !found.unmatched.is_empty() {
        return Ok(ExitCode::from(USAGE));
    }
    let (mut changed, mut same, mut refused) = (0, 0, 0);
    for (name, why) in &found.unreadable {
        output::warn(&format!("`{name}` is left as it is: {}", why.message), arguments.color);
        refused += 1;
    }
    for (name, file) in &found.files {
        match outcome(name, file) {
            Outcome::Other => {}
            Outcome::Refused(why, text) => {
                output::warn(&format!("`{name}` is left as it is: {why}"), arguments.color);
                refused += 1;
                pass_on(arguments, file, &text)?;
            }
            Outcome::Same(text) => {
                same += 1;
                pass_on(arguments, file, &text)?;
            }
            Outcome::Changed { old, new } => {
                changed += 1;
                keep(arguments, name, file, &old, &new)?;
            }
        }
    }
    let is_dry = arguments.check || arguments.diff;
    if found.files.values().all(|file| file.origin != Origin::Stdin) {
        output::note(&summary(changed, same, is_dry), arguments.color);
    }
    let is_bad = refused > 0 || is_dry && changed > 0;
    Ok(if is_bad { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}

fn outcome(name: &str, file: &Found) -> Outcome {
    let bytes = match file.origin {
        Origin::Stdin => read::stdin(),
        Origin::Named | Origin::Searched => read::file(&file.path),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(why) => return Outcome::Refused(why.message, Arc::from("")),
    };
    let (text, broken) = formwork_template::decode(&bytes);
    if file.origin == Origin::Searched && !formwork_template::is_template(&text) {
        return Outcome::Other;
    }
    // Bytes that are no text are not written back as what they were taken for.
    if let Some(broken) = broken {
        return Outcome::Refused(broken.message, Arc::from(""));
    }
    if bytes != text.as_bytes() {
        return Outcome::Refused("it is not in UTF-8".to_owned(), Arc::from(""));
    }
    let syntax = Syntax::guess(Some(name), &text);
    let template = Template::new(formwork_template::parse(Arc::clone(&text), syntax));
    match formwork_rewrite::format(&template) {
        Ok(new) if *new == *text => Outcome::Same(text),
        Ok(new) => Outcome::Changed { old: text, new },
        Err(Refusal::Broken { at, message }) => {
            let place = Lines::new(&text).position(at);
            let why = format!("{message}, on line {}", place.line);
            Outcome::Refused(why, text)
        }
        Err(Refusal::Unusual(why)) => Outcome::Refused(why.to_owned(), text),
    }
}

/// Writes a file, or says what would be written.
fn keep(arguments: &Fmt, name: &str, file: &Found, old: &str, new: &str) -> anyhow::Result<()> {
    if arguments.diff {
        return output::print(&fixes::unified(name, old, new), arguments.color);
    }
    if file.origin == Origin::Stdin {
        return if arguments.check { Ok(()) } else { output::print_as_it_is(new) };
    }
    if arguments.check {
        return output::print(&format!("{}\n", output::printable(name)), arguments.color);
    }
    output::replace_file(&file.path, new)
}

/// Standard input that is left as it is goes on to standard output.
fn pass_on(arguments: &Fmt, file: &Found, text: &str) -> anyhow::Result<()> {
    let is_written = file.origin == Origin::Stdin && !arguments.check && !arguments.diff;
    if is_written { output::print_as_it_is(text) } else { Ok(()) }
}

fn summary(changed: usize, same: usize, is_dry: bool) -> String {
    let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let done = if is_dry { "would be reformatted" } else { "reformatted" };
    match (changed, same) {
        (0, same) => format!("{} left unchanged.", files(same)),
        (changed, 0) => format!("{} {done}.", files(changed)),
        (changed, same) => format!("{} {done}, {} left unchanged.", files(changed), same),
    }
}
