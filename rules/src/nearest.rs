//! Which known name somebody probably meant.

/// The nearest of `names`, if any is near and no other is as near; or else the only one that begins
/// with `text`.
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
    let (mut near, mut longer): (Vec<&str>, _) = (Vec::new(), Vec::new());
    let mut least = usize::MAX;
    for name in names {
        // The distance is at least the difference in length, which costs nothing to know.
        if name.len().abs_diff(text.len()) <= limit(name) {
            let distance = strsim::osa_distance(&lower, &name.to_lowercase());
            if distance > limit(name) || distance > least {
                continue;
            }
            if distance < least {
                near.clear();
            }
            least = distance;
            if !near.contains(&name) {
                near.push(name);
            }
        } else if text.len() >= SHORTEST && name.to_lowercase().starts_with(&lower) {
            longer.push(name);
        }
    }
    if near.len() > 1 {
        // The one in the same letters, or none: each may be meant.
        let exact = |name: &&&str| strsim::osa_distance(text, name) == least;
        let mut exact = near.iter().filter(exact);
        return exact.next().filter(|_| exact.next().is_none()).copied();
    }
    match (near.first(), longer.as_slice()) {
        (Some(name), _) | (None, [name]) => Some(name),
        _ => None,
    }
}

/// Whether one text is so near to another that a slip of the hand explains the difference, and not
/// another intention: an edit may then put the one in the place of the other.
pub(crate) fn is_slip(text: &str, meant: &str) -> bool {
    /// Letters that are wrong, missing or too many.
    const MOST: usize = 2;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (number, other) = (digits(text), digits(meant));
    // Another number is another thing.
    (number == other || number.is_empty() || other.is_empty())
        && text.len().abs_diff(meant.len()) <= MOST
        && strsim::osa_distance(&text.to_lowercase(), &meant.to_lowercase()) <= MOST
}

/// Looks for the nearest of names that the template itself makes many of, and
/// stops once that has cost enough: nobody reads thousands of suggestions.
#[derive(Debug)]
pub(crate) struct Suggestions {
    /// Names that may still be compared.
    left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: 100_000 }
    }
}

impl Suggestions {
    /// As [`nearest`], while the budget lasts.
    pub(crate) fn nearest<'n, N>(&mut self, text: &str, names: impl FnOnce() -> N) -> Option<&'n str>
    where
        N: IntoIterator<Item = &'n str>,
    {
        if self.left == 0 {
            return None;
        }
        nearest(text, names().into_iter().inspect(|_| self.left = self.left.saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_the_nearest_to_the_only_longer_one() {
        let of = |text, names: &[&'static str]| nearest(text, names.iter().copied());
        assert_eq!(of("warn", &["error", "warning"]), Some("warning"));
        assert_eq!(of("Nmae", &["Name", "NmaesOfAll"]), Some("Name"));
        assert_eq!(of("Bucket", &["BucketEncryption", "BucketNameOfAll"]), None);
        assert_eq!(of("wa", &["warning"]), None);
        assert_eq!(of("us-east-1a", &["us-east-1b", "us-east-1c"]), None);
        assert_eq!(of("Nam", &["NAME", "Name", "Name"]), Some("Name"));
    }

    #[test]
    fn tells_a_slip_from_another_intention() {
        for (text, meant) in [("Paramaters", "Parameters"), ("on", "ON"), ("Allowed", "Allow")] {
            assert!(is_slip(text, meant), "{text}");
        }
        for (text, meant) in
            [("HeadBucket", "CreateBucket"), ("AWS::S3::Object", "AWS::S3::Bucket"), ("Subnet3", "Subnet1")]
        {
            assert!(!is_slip(text, meant), "{text}");
        }
    }

    #[test]
    fn suggestions_end_with_their_budget() {
        let mut suggestions = Suggestions::default();
        let mut of = |text| suggestions.nearest(text, || std::iter::repeat_n("warning", 60_000));
        assert_eq!([of("warnin"), of("warnin"), of("warnin")], [Some("warning"), Some("warning"), None]);
    }
}
