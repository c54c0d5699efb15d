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
    let limit = |name: &str| name.len().max(text.len()) / 3;
    names
        // The distance is at least the difference in length, which costs nothing to know.
        .filter(|name| name.len().abs_diff(text.len()) <= limit(name))
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= limit(name))
        .min()
        .map(|(_, name)| name)
}
