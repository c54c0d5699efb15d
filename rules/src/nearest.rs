//! Which known name somebody probably meant.

/// The nearest of `names`, if any is near.
pub(crate) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    /// Longer text is no misspelt name.
    const LONGEST: usize = 100;
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    names
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= name.len().max(text.len()) / 3)
        .min()
        .map(|(_, name)| name)
}
