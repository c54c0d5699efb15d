//! How well a name fits what somebody has typed: the typed characters have to come in order,
//! and better at the beginnings of words. `ec2inst` finds `AWS::EC2::Instance`.

/// A number that is higher the better `name` fits `typed`; `None` where it does not. Upper and lower case are
/// the same, but a capital that is typed counts more on a capital.
pub fn score(name: &str, typed: &str) -> Option<u32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(0);
    }
    let (name, typed) = (name.as_bytes(), typed.as_bytes());
    if !has_in_order(name, typed) {
        return None;
    }
    // The best way to place what was typed so far with the last of it at each place of the name.
    let mut best: Vec<Option<u32>> = vec![None; name.len()];
    let mut next = best.clone();
    for (number, wanted) in typed.iter().enumerate() {
        let mut before: Option<u32> = None;
        for (at, byte) in name.iter().enumerate() {
            let follows = at.checked_sub(1).and_then(|at| best[at]);
            next[at] = if byte.eq_ignore_ascii_case(wanted) {
                let start = if number == 0 { Some(0) } else { before };
                let together = follows.map(|score| score + 8);
                start.max(together).map(|base| base + worth(name, at, *wanted))
            } else {
                None
            };
            before = before.max(follows);
        }
        std::mem::swap(&mut best, &mut next);
    }
    let best = best.into_iter().flatten().max()?;
    // Of equals the shorter name fits better.
    Some(best * 64 + 63_u32.saturating_sub(name.len() as u32))
}

/// Whether the typed letters come in the name in their order, which most names are left out by.
fn has_in_order(name: &[u8], typed: &[u8]) -> bool {
    let mut name = name.iter();
    typed.iter().all(|wanted| name.any(|byte| byte.eq_ignore_ascii_case(wanted)))
}

/// What a hit at a place counts by itself.
fn worth(name: &[u8], at: usize, wanted: u8) -> u32 {
    let previous = at.checked_sub(1).map(|at| name[at]);
    let begins_word = previous.is_none_or(|previous| {
        !previous.is_ascii_alphanumeric() || (previous.is_ascii_lowercase() && name[at].is_ascii_uppercase())
    });
    1 + if begins_word { 6 } else { 0 }
        + if at == 0 { 4 } else { 0 }
        + u32::from(wanted.is_ascii_uppercase() && name[at] == wanted)
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
    fitting.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
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
    fn the_shorter_of_equals_comes_first() {
        assert_eq!(
            first("ec2vpc", &["AWS::EC2::SecurityGroupVpcAssociation", "AWS::EC2::VPC"]),
            "AWS::EC2::VPC"
        );
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
