//! Compares our Guard engine with cfn-guard 3.2.1's, in one process.
//!
//! usage: formwork-guard-peer verdicts [--seconds N] CORPUS RULES...
//!        formwork-guard-peer generated [--seconds N] [--count N] [--seed N]
//!        formwork-guard-peer case RULES TEMPLATE
//!        formwork-guard-peer speed --rules FILE TEMPLATE...
//!
//! `verdicts` takes every rules file and every template of a folder, `generated`
//! makes up both, `case` shows what the two engines say of one template.

mod case;
mod explained;
mod generated;
mod ours;
mod peer;
mod speed;
mod verdict;
mod verdicts;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, io, thread};

/// The peer recurses without a limit; what is not touched costs nothing.
const STACK: usize = 1 << 30;

/// How much may be done at once, and for how long.
#[derive(Clone, Copy)]
struct Limits {
    threads: usize,
    time: Duration,
}

/// What the command line asks for.
struct Arguments {
    command: String,
    paths: Vec<PathBuf>,
    rules: Option<PathBuf>,
    count: u64,
    seed: u64,
    seconds: u64,
}

fn main() -> ExitCode {
    peer::count_panics();
    let run = thread::Builder::new().stack_size(STACK).spawn(|| run(env::args().skip(1)));
    let run = run.map(thread::JoinHandle::join);
    peer::report_panics();
    match run {
        Ok(Ok(Ok(true))) => ExitCode::SUCCESS,
        Ok(Ok(Ok(false))) => ExitCode::FAILURE,
        Ok(Ok(Err(error))) | Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
        Ok(Err(_)) => {
            eprintln!("a panic of ours ended the comparison");
            ExitCode::from(3)
        }
    }
}

fn run(words: impl Iterator<Item = String>) -> io::Result<bool> {
    let arguments = arguments(words)?;
    let limits = Limits {
        threads: thread::available_parallelism().map_or(1, Into::into),
        time: Duration::from_secs(arguments.seconds),
    };
    match (arguments.command.as_str(), arguments.paths.as_slice()) {
        ("verdicts", [corpus, rules @ ..]) if !rules.is_empty() => verdicts::run(corpus, rules, limits),
        ("generated", []) => generated::run(arguments.seed, arguments.count, limits),
        ("case", [rules, template]) => case::run(rules, template),
        ("speed", templates) if !templates.is_empty() => {
            let rules = arguments.rules.ok_or_else(|| io::Error::other("`--rules` is missing"))?;
            speed::run(templates, &rules).map(|()| true)
        }
        _ => Err(io::Error::other(
            "usage: verdicts CORPUS RULES... | generated | case RULES TEMPLATE | speed TEMPLATE...",
        )),
    }
}

fn arguments(mut words: impl Iterator<Item = String>) -> io::Result<Arguments> {
    let command = words.next().unwrap_or_default();
    let mut arguments =
        Arguments { command, paths: Vec::new(), rules: None, count: 20_000, seed: 1, seconds: 600 };
    while let Some(word) = words.next() {
        if !word.starts_with("--") {
            arguments.paths.push(word.into());
            continue;
        }
        let value = words.next().ok_or_else(|| io::Error::other(format!("`{word}` needs a value")))?;
        let number = || value.parse().map_err(|_| io::Error::other(format!("`{value}` is not a number")));
        match word.as_str() {
            "--rules" => arguments.rules = Some(value.into()),
            "--count" => arguments.count = number()?,
            "--seed" => arguments.seed = number()?,
            "--seconds" => arguments.seconds = number()?,
            _ => return Err(io::Error::other(format!("`{word}` is not known"))),
        }
    }
    Ok(arguments)
}
