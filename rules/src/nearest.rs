//! Which known name somebody probably meant.

/// The nearest of `names`, if any is near; or else the only one that begins with `text`.
pub(crate) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    /// Longer text is no misspelt name.
    const LONGEST: usize = 100;
    /// Shorter text is the beginning of too much.
    const SHORTEST: usize = 3;
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let mut near: Option<(usize, &str)> = None;
    let mut longer = Vec::new();
    for name in names {
        let name_lower = name.to_lowercase();
        if lower.len() >= SHORTEST && name_lower.starts_with(&lower) {
            longer.push(name);
        }
        let distance = strsim::osa_distance(&lower, &name_lower);
        if distance <= name.len().max(text.len()) / 3 {
            near = near.into_iter().chain([(distance, name)]).min();
        }
    }
    near.map(|(_, name)| name).or(match longer.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}
