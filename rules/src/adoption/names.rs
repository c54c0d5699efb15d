//! A pattern that the names of a repository follow: a few words at their beginning
//! or end, between hyphens or underscores.

use std::collections::{BTreeMap, BTreeSet};

/// Fewer names say nothing.
const FEWEST: usize = 5;

/// Most words that a part may be.
const WORDS: usize = 4;

/// Words that stand for an environment.
const ENVIRONMENTS: [&str; 20] = [
    "acc",
    "acceptance",
    "ci",
    "dev",
    "development",
    "int",
    "integration",
    "live",
    "pre",
    "preprod",
    "prd",
    "prod",
    "production",
    "qa",
    "sandbox",
    "stage",
    "staging",
    "stg",
    "test",
    "uat",
];

/// A pattern, and how well it fits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) pattern: String,
    pub(super) parts: Vec<(&'static str, Vec<String>)>,
    pub(super) fitting: usize,
}

/// The likeliest pattern of names, where most of them follow one.
pub(super) fn pattern(names: &BTreeSet<String>) -> Option<Found> {
    if names.len() < FEWEST {
        return None;
    }
    let separator = ['-', '_'].into_iter().max_by_key(|&separator| {
        let count = names.iter().filter(|name| name.contains(separator)).count();
        (count, separator == '-')
    })?;
    let split: Vec<Vec<&str>> = names.iter().map(|name| name.split(separator).collect()).collect();
    let first = frequent(&split, |words| words.first().copied());
    let last = frequent(&split, |words| words.last().copied());
    let (mut pattern, mut parts) = ("{resourceName}".to_owned(), Vec::new());
    if let Some(words) = &first {
        let part = part_name(words, "prefix");
        pattern = format!("{{{part}}}{separator}{pattern}");
        parts.push((part, words.clone()));
    }
    if let Some(words) = last.as_ref().filter(|words| Some(*words) != first.as_ref()) {
        let part = part_name(words, "suffix");
        let part = if parts.iter().any(|(name, _)| *name == part) { "suffix" } else { part };
        pattern = format!("{pattern}{separator}{{{part}}}");
        parts.push((part, words.clone()));
    }
    let fits = |words: &&Vec<&str>| {
        let has = |wanted: &Option<Vec<String>>, word: Option<&&str>| {
            wanted.as_ref().is_none_or(|wanted| wanted.iter().any(|it| Some(&it.as_str()) == word))
        };
        words.len() > parts.len()
            && words.iter().all(|word| !word.is_empty())
            && has(&first, words.first())
            && (parts.len() < 2 && first.is_some() || has(&last, words.last()))
    };
    let fitting = split.iter().filter(fits).count();
    (!parts.is_empty() && fitting * 2 >= names.len()).then_some(Found { pattern, parts, fitting })
}

/// The words at one end of the names, where they are few and most names have one of them.
fn frequent<'n>(names: &[Vec<&'n str>], end: impl Fn(&[&'n str]) -> Option<&'n str>) -> Option<Vec<String>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for words in names.iter().filter(|words| words.len() > 1) {
        *counts.entry(end(words)?).or_default() += 1;
    }
    counts.retain(|word, count| *count > 1 && !word.is_empty());
    let covered: usize = counts.values().sum();
    let few = !counts.is_empty() && counts.len() <= WORDS;
    (few && covered * 5 >= names.len() * 3).then(|| counts.into_keys().map(str::to_owned).collect())
}

fn part_name(words: &[String], otherwise: &'static str) -> &'static str {
    let is_environment = |word: &String| ENVIRONMENTS.contains(&word.to_ascii_lowercase().as_str());
    if words.iter().all(is_environment) { "environment" } else { otherwise }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    fn check(names: &str, expected: Option<(&str, usize)>) {
        let names = names.split_whitespace().map(str::to_owned).collect();
        let found = pattern(&names);
        assert_eq!(
            found.as_ref().map(|found| (found.pattern.as_str(), found.fitting)),
            expected,
            "{found:?}"
        );
    }

    #[test]
    fn sees_what_most_names_share() {
        check(
            "shop-a-dev shop-b-dev shop-c-prod shop-d-prod web-e-prod web-f-dev",
            Some(("{prefix}-{resourceName}-{environment}", 6)),
        );
        check("dev-a dev-b prod-a prod-c prod-d-e", Some(("{environment}-{resourceName}", 5)));
        check("a_x_qa b_y_qa c_qa d_qa e", Some(("{resourceName}_{environment}", 4)));
        check("shop-a shop-b shop-c shop-d one two three four", None);
        check("shop-a shop-b shop-c shop-d queue", Some(("{prefix}-{resourceName}", 4)));
        check("a b c d e f", None);
        check("shop-a shop-b", None);
    }
}
