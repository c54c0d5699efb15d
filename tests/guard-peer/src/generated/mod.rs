//! Made-up rules on made-up templates, the same for the same seed. A case
//! that the engines disagree on is made as small as it can be before it is shown.

mod call;
mod harm;
mod literal;
mod piece;
mod query;
mod random;
mod rules;
mod template;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use std::{io, thread};

use self::piece::{Piece, shrink};
use self::random::Random;
use self::template::{Form, Tree};
use crate::peer::{self, Failure};
use crate::verdict::{Outcome, Verdicts, differences};
use crate::{Limits, explained, ours};

/// Most tries to make one case smaller, and most cases that are made small and shown.
const TRIES: usize = 4_000;
const SHOWN: usize = 12;

/// How many of a hundred rules files come to harm.
const HARMED: usize = 25;

/// What came of a case.
#[derive(Debug)]
enum Result {
    Equal(Verdicts),
    /// Both refuse the rules.
    Refused,
    /// The peer panicked, or does not read the template.
    NoAnswer(&'static str),
    Different(String),
}

#[derive(Default)]
struct Tally {
    cases: u64,
    verdicts: BTreeMap<Outcome, u64>,
    refused: u64,
    unanswered: BTreeMap<&'static str, u64>,
    explained: BTreeMap<&'static str, u64>,
    /// Numbers of the cases.
    different: Vec<u64>,
    left_out: u64,
}

/// Compares `count` cases; whether all are equal or explained.
pub(crate) fn run(seed: u64, count: u64, limits: Limits) -> io::Result<bool> {
    let next = AtomicU64::new(0);
    let work = || share(seed, count, &next, limits);
    let mut tally = thread::scope(|scope| -> io::Result<Tally> {
        let worker = || thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, work);
        let workers = (0..limits.threads).map(|_| worker()).collect::<io::Result<Vec<_>>>()?;
        let shares =
            workers.into_iter().map(|worker| worker.join().expect("a worker catches panics of the peer"));
        Ok(shares.fold(Tally::default(), Tally::and))
    })?;
    tally.different.sort_unstable();
    tally.different.iter().take(SHOWN).for_each(|&number| show(seed, number));
    println!("{} cases of seed {seed}: {} differ", tally.cases, tally.different.len());
    if tally.different.len() > SHOWN {
        println!("  cases that differ: {:?}", tally.different);
    }
    let verdicts: Vec<String> =
        tally.verdicts.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    println!(
        "  equal verdicts (a panic is the peer's): {}; {} rules files refused by both",
        verdicts.join(", "),
        tally.refused
    );
    tally.explained.iter().for_each(|(reason, count)| println!("  explained: {count} times, {reason}"));
    tally.unanswered.iter().for_each(|(why, count)| println!("  not compared: {count}, {why}"));
    if tally.left_out > 0 {
        println!("  out of time: {} cases were left out", tally.left_out);
    }
    Ok(tally.different.is_empty() && !tally.verdicts.is_empty())
}

fn share(seed: u64, count: u64, next: &AtomicU64, limits: Limits) -> Tally {
    let started = Instant::now();
    let mut tally = Tally::default();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return tally;
        }
        if started.elapsed() > limits.time {
            tally.left_out += 1;
            continue;
        }
        tally.cases += 1;
        let pieces = case(seed, number);
        match compare(&pieces[0].written(), &pieces[1].written()) {
            Result::Equal(verdicts) => {
                for (_, outcome) in verdicts {
                    *tally.verdicts.entry(outcome).or_default() += 1;
                }
            }
            Result::Refused => tally.refused += 1,
            Result::NoAnswer(why) => *tally.unanswered.entry(why).or_default() += 1,
            Result::Different(what) => match explained::reason(Path::new(""), Path::new(""), &what) {
                Some(reason) => *tally.explained.entry(reason).or_default() += 1,
                None => tally.different.push(number),
            },
        }
    }
}

/// Rules and template of a case.
fn case(seed: u64, number: u64) -> [Piece; 2] {
    let mut random = Random::new(seed, number);
    let form = if random.percent(85) { Form::Yaml } else { Form::Json };
    let template = Tree::template(&mut random, form);
    let mut rules = rules::rules(&mut random, &template);
    if random.percent(HARMED) {
        rules = Piece::Harmed(harm::harmed(&mut random, &rules.written()));
    }
    [rules, template.piece(form)]
}

fn compare(rules: &str, template: &str) -> Result {
    let (our_rules, their_rules) = match (ours::rules(rules), peer::rules(rules)) {
        (Ok(ours), Ok(Some(theirs))) => (ours, theirs),
        (Err(_), Err(Failure::Refused(_))) => return Result::Refused,
        (Ok(_), Ok(None)) => return Result::NoAnswer("no rules"),
        (_, Err(Failure::Panicked)) => return Result::NoAnswer("panic on rules"),
        (Err(error), Ok(_)) => return Result::Different(format!("rules refused here alone: {error}")),
        (Ok(_), Err(Failure::Refused(error))) => {
            return Result::Different(format!("rules refused there alone: {error}"));
        }
    };
    let theirs = match peer::document(template) {
        Ok(document) => document,
        Err(Failure::Panicked) => return Result::NoAnswer("panic on a template"),
        Err(Failure::Refused(_)) => return Result::NoAnswer("template refused"),
    };
    let ours = match ours::document(template) {
        Ok(document) => document,
        Err(error) => return Result::Different(format!("template refused here alone: {error}")),
    };
    let twice = ours::has_key_twice(&ours);
    // The peer overflows its stack where something leads to itself.
    let Some(ours) = ours::verdicts(&our_rules, &ours) else { return Result::NoAnswer("a circle") };
    let theirs = peer::verdicts(&their_rules, &theirs);
    let different = differences(&ours, &theirs);
    if different.is_empty() {
        return Result::Equal(theirs);
    }
    if template.contains("NaN") {
        return Result::NoAnswer(explained::NOT_A_NUMBER);
    }
    if rules.contains("'\ta'") {
        return Result::NoAnswer(explained::TAB);
    }
    let takes_keys = ["[ found", "[ names", "[ which", "[found", "[names", "[which", "keys ", "KEYS "];
    if twice && takes_keys.iter().any(|part| rules.contains(part)) {
        return Result::NoAnswer(explained::KEY_TWICE);
    }
    Result::Different(different.iter().map(|difference| difference.to_string() + "\n").collect())
}

/// Prints a case that differs, as small as it can be with the same kind of difference.
fn show(seed: u64, number: u64) {
    let mut pieces = case(seed, number).to_vec();
    let kind = |result: &Result| match result {
        Result::Different(what) => what.split_once(" alone").map_or("verdicts", |(kind, _)| kind).to_owned(),
        _ => "no difference".to_owned(),
    };
    let compared = |pieces: &[Piece]| compare(&pieces[0].written(), &pieces[1].written());
    let original = kind(&compared(&pieces));
    shrink(&mut pieces, TRIES, |pieces| kind(&compared(pieces)) == original);
    if let Result::Different(what) = compared(&pieces) {
        println!("--- case {number}: {}", what.trim_end());
        println!("{}", pieces[0].written().trim_end());
        println!("--- on");
        println!("{}", pieces[1].written());
    }
}

impl Tally {
    fn and(mut self, other: Self) -> Self {
        self.cases += other.cases;
        self.refused += other.refused;
        self.left_out += other.left_out;
        self.different.extend(other.different);
        other
            .verdicts
            .into_iter()
            .for_each(|(outcome, count)| *self.verdicts.entry(outcome).or_default() += count);
        other
            .unanswered
            .into_iter()
            .for_each(|(why, count)| *self.unanswered.entry(why).or_default() += count);
        other.explained.into_iter().for_each(|(why, count)| *self.explained.entry(why).or_default() += count);
        self
    }
}
