//! What the two engines say of one rules file and one template.

use std::path::Path;
use std::{fs, io};

use crate::{ours, peer};

/// Prints both engines' answers; whether they are equal.
pub(crate) fn run(rules: &Path, template: &Path) -> io::Result<bool> {
    let (rules, template) = (fs::read_to_string(rules)?, fs::read_to_string(template)?);
    let ours = ours::rules(&rules).and_then(|rules| {
        let document = ours::document(&template)?;
        ours::verdicts(&rules, &document).ok_or_else(|| "something leads to itself".to_owned())
    });
    let theirs = peer::rules(&rules).and_then(|rules| {
        let document = peer::document(&template)?;
        Ok(rules.map_or_else(Vec::new, |rules| peer::verdicts(&rules, &document)))
    });
    println!("here:  {ours:?}");
    println!("there: {theirs:?}");
    Ok(ours.ok() == theirs.ok())
}
