//! Every rules file on every template of a folder, rule by rule.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{fs, io, thread};

use formwork_guard::ast::RulesFile;

use crate::explained;
use crate::peer::{self, Failure};
use crate::verdict::{Outcome, differences};
use crate::{Limits, ours};

/// Both engines' reading of a rules file.
struct Pair<'a> {
    path: &'a Path,
    ours: RulesFile,
    theirs: peer::Rules<'a>,
}

/// What came of some templates.
#[derive(Default)]
struct Tally {
    templates: usize,
    verdicts: usize,
    equal: usize,
    /// Template, rules file and what differs; sorted.
    different: Vec<String>,
    /// How often each known difference was met.
    explained: BTreeMap<&'static str, usize>,
    /// Templates that the peer does not read, or that ended it, by the reason.
    unread: BTreeMap<&'static str, usize>,
    left_out: usize,
    /// How often we say what.
    outcomes: BTreeMap<Outcome, usize>,
}

/// Compares, prints what differs and a summary; whether all is equal or explained.
pub(crate) fn run(corpus: &Path, rules: &[PathBuf], limits: Limits) -> io::Result<bool> {
    let templates = files(corpus, &["yaml", "yml", "json", "template"])?;
    let mut paths = Vec::new();
    for path in rules {
        paths.extend(files(path, &["guard"])?);
    }
    let texts = paths.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
    let mut tally = Tally::default();
    let pairs: Vec<Pair<'_>> =
        paths.iter().zip(&texts).filter_map(|(path, text)| pair(path, text, &mut tally)).collect();
    let rules: usize = pairs.iter().map(|pair| pair.theirs.guard_rules.len()).sum();
    println!("{} rules files with {rules} rules, {} templates", pairs.len(), templates.len());

    let next = AtomicUsize::new(0);
    let work = || share(&templates, &next, &pairs, limits);
    let shares = thread::scope(|scope| -> io::Result<Vec<Tally>> {
        let worker = || thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, work);
        let workers = (0..limits.threads).map(|_| worker()).collect::<io::Result<Vec<_>>>()?;
        Ok(workers.into_iter().map(|worker| worker.join().expect("a worker catches panics")).collect())
    })?;
    for share in shares {
        tally.add(share);
    }
    Ok(tally.report())
}

/// Both readings, where both engines read the file and it has rules.
fn pair<'a>(path: &'a Path, text: &'a str, tally: &mut Tally) -> Option<Pair<'a>> {
    match (ours::rules(text), peer::rules(text)) {
        (Ok(ours), Ok(Some(theirs))) => Some(Pair { path, ours, theirs }),
        (Ok(_), Ok(None)) | (Err(_), Err(_)) => None,
        (Err(error), Ok(_)) => {
            tally.different.push(format!("{}: refused here alone: {error}", path.display()));
            None
        }
        (Ok(_), Err(failure)) => {
            tally.different.push(format!("{}: refused there alone: {failure:?}", path.display()));
            None
        }
    }
}

/// Takes templates until there are none, or no time.
fn share(templates: &[PathBuf], next: &AtomicUsize, pairs: &[Pair<'_>], limits: Limits) -> Tally {
    let started = Instant::now();
    let mut tally = Tally::default();
    while let Some(path) = templates.get(next.fetch_add(1, Ordering::Relaxed)) {
        if started.elapsed() > limits.time {
            tally.left_out += 1;
            continue;
        }
        template(path, pairs, &mut tally);
    }
    tally
}

fn template(path: &Path, pairs: &[Pair<'_>], tally: &mut Tally) {
    let Ok(text) = fs::read_to_string(path) else {
        *tally.unread.entry("no UTF-8").or_default() += 1;
        return;
    };
    let theirs = match peer::document(&text) {
        Ok(document) => document,
        Err(Failure::Panicked) => return *tally.unread.entry("panic on a template").or_default() += 1,
        Err(Failure::Refused(_)) => {
            let why = if ours::document(&text).is_ok() {
                "template refused there alone"
            } else {
                "template refused by both"
            };
            return *tally.unread.entry(why).or_default() += 1;
        }
    };
    let ours = match ours::document(&text) {
        Ok(document) => document,
        Err(error) => {
            return tally.differs(path, Path::new(""), &format!("template refused here alone: {error}"));
        }
    };
    tally.templates += 1;
    for pair in pairs {
        let Some(our_verdicts) = ours::verdicts(&pair.ours, &ours) else {
            tally.differs(path, pair.path, "something leads to itself");
            continue;
        };
        let their_verdicts = peer::verdicts(&pair.theirs, &theirs);
        let different = differences(&our_verdicts, &their_verdicts);
        let panics = their_verdicts.iter().filter(|(_, outcome)| *outcome == Outcome::Panic).count();
        if panics > 0 {
            *tally.unread.entry("panic on a rule").or_default() += panics;
        }
        tally.verdicts += their_verdicts.len() - panics;
        for (_, outcome) in our_verdicts {
            *tally.outcomes.entry(outcome).or_default() += 1;
        }
        tally.equal += (their_verdicts.len() - panics).saturating_sub(different.len());
        for difference in different {
            tally.differs(path, pair.path, &difference.to_string());
        }
    }
}

impl Tally {
    fn differs(&mut self, template: &Path, rules: &Path, what: &str) {
        match explained::reason(template, rules, what) {
            Some(reason) => *self.explained.entry(reason).or_default() += 1,
            None => self.different.push(format!("{} {}: {what}", template.display(), rules.display())),
        }
    }

    fn add(&mut self, other: Self) {
        self.templates += other.templates;
        self.verdicts += other.verdicts;
        self.equal += other.equal;
        self.left_out += other.left_out;
        other
            .outcomes
            .into_iter()
            .for_each(|(outcome, count)| *self.outcomes.entry(outcome).or_default() += count);
        self.different.extend(other.different);
        other
            .explained
            .into_iter()
            .for_each(|(reason, count)| *self.explained.entry(reason).or_default() += count);
        other.unread.into_iter().for_each(|(reason, count)| *self.unread.entry(reason).or_default() += count);
    }

    fn report(mut self) -> bool {
        const SHOWN: usize = 100;
        self.different.sort();
        self.different.iter().take(SHOWN).for_each(|line| println!("{line}"));
        if self.different.len() > SHOWN {
            println!("and {} more", self.different.len() - SHOWN);
        }
        println!("{} equal of {} verdicts on {} templates", self.equal, self.verdicts, self.templates);
        let outcomes: Vec<String> =
            self.outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
        println!("  {}; {} differences", outcomes.join(", "), self.different.len());
        self.explained.iter().for_each(|(reason, count)| println!("  explained: {count} times, {reason}"));
        self.unread.iter().for_each(|(reason, count)| println!("  not compared: {count}, {reason}"));
        if self.left_out > 0 {
            println!("  out of time: {} templates were left out", self.left_out);
        }
        self.different.is_empty() && self.verdicts > 0
    }
}

/// The files below a path whose name ends so, sorted.
fn files(path: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            found.extend(files(&entry, endings)?);
        } else if entry.extension().is_some_and(|ending| endings.iter().any(|&known| ending == known)) {
            found.push(entry);
        }
    }
    Ok(found)
}
