//! Both engines on the same rules and templates, warm and in one process.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use bumpalo::Bump;
use formwork_guard::{Document, Options, Scalars, Store, evaluate};

use crate::{ours, peer};

/// Least and most runs of one thing, and how long it is tried at most.
const RUNS: (u32, u32) = (5, 2_000);
const PATIENCE: Duration = Duration::from_secs(2);

/// Prints the times of both engines; fails where one of them does not read a file.
pub(crate) fn run(templates: &[PathBuf], rules: &Path) -> io::Result<()> {
    let text = fs::read_to_string(rules)?;
    let wrong = |what: &str, path: &Path| io::Error::other(format!("{}: {what}", path.display()));
    let our_rules = ours::rules(&text).map_err(|error| wrong(&error, rules))?;
    let their_rules = peer::rules(&text).ok().flatten().ok_or_else(|| wrong("refused by the peer", rules))?;
    println!(
        "{:40} {:>12} {:>12} {:>8}",
        "microseconds, best of many runs", "formwork", "cfn-guard", "ratio"
    );
    line(
        "rules",
        best(|| drop(black_box(formwork_guard::parse(&text)))),
        best(|| drop(black_box(peer::rules(&text)))),
    );
    for path in templates {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path)?;
        let parsed = ours::document(&text).map_err(|error| wrong(&error, path))?;
        let document = peer::document(&text).map_err(|_| wrong("refused by the peer", path))?;
        if !peer::evaluation(&their_rules, &document) {
            return Err(wrong("the peer does not come to an end", path));
        }
        let ours = best(|| {
            let bump = Bump::new();
            let store = Store::new(&bump);
            let document = Document::of(&store, &parsed.tree, Scalars::Validate);
            black_box(evaluate(&store, &document, &our_rules, Options::default()));
        });
        let theirs = best(|| {
            black_box(peer::evaluation(&their_rules, &document));
        });
        line(&format!("{name}, verdicts"), ours, theirs);
        let ours = best(|| drop(black_box(ours::document(&text))));
        let theirs = best(|| drop(black_box(peer::document(&text))));
        line(&format!("{name}, reading"), ours, theirs);
    }
    Ok(())
}

fn line(name: &str, ours: Duration, theirs: Duration) {
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let ratio = micros(theirs) / micros(ours);
    println!("{name:40} {:12.1} {:12.1} {ratio:8.1}", micros(ours), micros(theirs));
}

fn best(mut work: impl FnMut()) -> Duration {
    let started = Instant::now();
    let mut best = Duration::MAX;
    for run in 0..RUNS.1 {
        if run >= RUNS.0 && started.elapsed() > PATIENCE {
            break;
        }
        let before = Instant::now();
        work();
        best = best.min(before.elapsed());
    }
    best
}
