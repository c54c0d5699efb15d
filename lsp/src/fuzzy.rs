//! How well a name fits what somebody has typed: the typed characters have to come in order,
//! and better at the beginnings of words. `ec2inst` finds `AWS::EC2::Instance`.

/// A number that is higher the better `name` fits `typed`; `None` where it does not. Upper and lower case are
/// the same, but a hit in the same case counts more.
pub fn score(name: &str, typed: &str) -> Option<u32> {
    if typed.is_empty() {
        return Some(0);
    }
    let name: Vec<char> = name.chars().collect();
    let typed: Vec<char> = typed.chars().filter(|char| !char.is_whitespace()).collect();
    if typed.len() > name.len() {
        return None;
    }
    // The best way to place the characters typed so far with the last of them at each place of the name.
    let mut best: Vec<Option<u32>> = vec![None; name.len()];
    for (number, wanted) in typed.iter().enumerate() {
        let mut next = vec![None; name.len()];
        let mut before: Option<u32> = None;
        for (at, char) in name.iter().enumerate() {
            let follows = at.checked_sub(1).and_then(|at| best[at]);
            if char.eq_ignore_ascii_case(wanted) {
                let start = if number == 0 { Some(0) } else { before };
                let together = follows.map(|score| score + 8);
                let base = start.into_iter().chain(together).max();
                next[at] = base.map(|base| base + worth(&name, at, *wanted));
            }
            before = before.max(follows);
        }
        best = next;
    }
    let best = best.into_iter().flatten().max()?;
    // Of equals the shorter name fits better.
    Some(best * 64 + 63_u32.saturating_sub(name.len() as u32))
}

/// What a hit at a place counts by itself.
fn worth(name: &[char], at: usize, wanted: char) -> u32 {
    let previous = at.checked_sub(1).map(|at| name[at]);
    let begins_word = previous.is_none_or(|previous| {
        !previous.is_alphanumeric() || (previous.is_lowercase() && name[at].is_uppercase())
    });
    1 + if begins_word { 6 } else { 0 } + if at == 0 { 4 } else { 0 } + u32::from(name[at] == wanted)
}

/// The `most` names that fit best, the best first, and whether there were more.
pub fn best<T>(
    names: impl Iterator<Item = T>,
    typed: &str,
    most: usize,
    text: impl Fn(&T) -> &str,
) -> (Vec<T>, bool) {
    let mut fitting: Vec<(u32, T)> =
        names.filter_map(|name| Some((score(text(&name), typed)?, name))).collect();
    // Stable, so that equals stay in their order.
    fitting.sort_by(|a, b| b.0.cmp(&a.0));
    let is_cut = fitting.len() > most;
    (fitting.into_iter().take(most).map(|(_, name)| name).collect(), is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str, names: &[&'static str]) -> &'static str {
        best(names.iter().copied(), typed, 1, |name| name).0.first().copied().unwrap_or("nothing")
    }

    #[test]
    fn beginnings_of_words_come_first() {
        let names = [
            "AWS::EC2::InstanceConnectEndpoint",
            "AWS::EC2::Instance",
            "AWS::ElastiCache::SecurityGroup",
            "AWS::S3::Bucket",
        ];
        assert_eq!(first("ec2inst", &names), "AWS::EC2::Instance");
        assert_eq!(first("bucket", &names), "AWS::S3::Bucket");
        assert_eq!(first("AWS::EC2::I", &names), "AWS::EC2::Instance");
        assert_eq!(first("zzz", &names), "nothing");
    }
}
