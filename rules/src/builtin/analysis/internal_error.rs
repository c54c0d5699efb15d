use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// Formwork ran into a bug of its own and gave up on a file.
    ///
    /// Nothing is known of the file: it may be right or wrong. The other files of the run are
    /// checked all the same. Whoever reports the bug with the template, or with the part of it
    /// that can be shared, helps to mend it.
    pub struct InternalError {
        code: "E0002",
        name: "internal-error",
        severity: Error,
        since: "0.1",
        phase: Internal,
    }
}

impl Rule for InternalError {
    /// The front end that runs the check notices it.
    fn check(_: &mut Context<'_>) {}
}
