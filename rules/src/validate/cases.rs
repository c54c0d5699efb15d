//! Telling once what is wrong in several cases.

use formwork_template::Assumption;

/// Cases of one finding that are put together.
const MOST: usize = 16;

/// The case in which one of these cases holds, if there is a simple one; else the first.
pub(crate) fn together<'a>(cases: &[Assumption<'a>]) -> Assumption<'a> {
    let mut left: Vec<Assumption<'a>> = cases.iter().take(MOST).cloned().collect();
    while let Some((first, second, both)) = pair(&left) {
        left.remove(second);
        left[first] = both;
    }
    match left.as_slice() {
        [only] => only.clone(),
        _ => cases.first().cloned().unwrap_or_default(),
    }
}

/// Two of the cases that are one, and that one.
fn pair<'a>(cases: &[Assumption<'a>]) -> Option<(usize, usize, Assumption<'a>)> {
    let pairs = (0..cases.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
    let mut merged =
        pairs.filter_map(|(first, second)| Some((first, second, either(&cases[first], &cases[second])?)));
    merged.next()
}

/// The case in which one of two holds.
fn either<'a>(one: &Assumption<'a>, other: &Assumption<'a>) -> Option<Assumption<'a>> {
    let (short, long) =
        if one.literals().len() <= other.literals().len() { (one, other) } else { (other, one) };
    let mut opposed = short.literals().iter().filter(|literal| !long.literals().contains(literal));
    let Some((name, holds)) = opposed.next() else { return Some(short.clone()) };
    if opposed.next().is_some() || !long.literals().contains(&(*name, !holds)) {
        return None;
    }
    // Where they differ in nothing else, that condition does not matter.
    (short.literals().len() == long.literals().len()).then(|| without(long, name))
}

fn without<'a>(case: &Assumption<'a>, name: &str) -> Assumption<'a> {
    let others = case.literals().iter().filter(|(known, _)| *known != name);
    others.fold(Assumption::default(), |case, (name, holds)| case.and(name, *holds).unwrap_or(case))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[&[(&'static str, bool)]], expected: &str) {
        let case = |literals: &&[(&'static str, bool)]| {
            literals.iter().fold(Assumption::default(), |case, (name, holds)| {
                case.and(name, *holds).expect("no contradiction")
            })
        };
        let cases: Vec<_> = cases.iter().map(case).collect();
        assert_eq!(together(&cases).to_string(), expected);
    }

    #[test]
    fn cases_that_make_one_are_told_as_one() {
        check(&[&[("A", true)], &[("A", false)]], "");
        check(&[&[("A", true), ("B", true)], &[("A", true), ("B", false)]], "`A` is true");
        check(&[&[("A", true)], &[("A", false), ("B", true)], &[("A", false), ("B", false)]], "");
        check(&[&[("A", true), ("B", true)], &[("B", true)]], "`B` is true");
        check(&[&[("A", true)], &[("B", true)]], "`A` is true");
    }
}
