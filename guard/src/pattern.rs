//! Regular expressions of rules: told from wrong ones without compiling them,
//! compiled when they are first used, and bounded in what they may cost.

use std::sync::OnceLock;

use fancy_regex::Expr;
use smol_str::SmolStr;

use crate::ast::Pattern;

/// How often an expression may go back where no more is asked of it.
const FEW_BACKTRACKS: usize = 20_000;

/// No text is as long as this.
const LONGEST_MATCH: usize = 1 << 40;

/// Largest compiled expression, in bytes: what the compiler has by itself.
const LARGEST: usize = 10 << 20;

/// A matcher keeps the groups for each state, so that the product of both is what takes memory.
const SIZE_OF_GROUPS: usize = 60 << 20;

impl Pattern {
    pub fn new(text: SmolStr) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// What is wrong with the expression, if anything. It is compiled only where it is of the
    /// kind that has look-around and the like: to compile can take milliseconds.
    pub fn check(&self) -> Result<(), String> {
        // Most patterns are made of names and numbers, which can't be wrong.
        if self.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:, ^$".contains(&byte)) {
            return Ok(());
        }
        self.groups()?;
        if regex_syntax::parse(&self.text).is_ok() {
            return Ok(());
        }
        self.regex().map(|_| ()).map_err(str::to_owned)
    }

    /// How many groups the expression has. Repetitions of repetitions can ask for more text than can be
    /// counted, which the compiler relies on.
    fn groups(&self) -> Result<usize, String> {
        let tree = fancy_regex::Expr::parse_tree(&self.text).map_err(|error| error.to_string())?;
        let mut groups = 0;
        let least = least_length(&tree.expr, &mut groups);
        least.map(|_| groups).ok_or_else(|| "it asks for more text than there can be".to_owned())
    }

    fn build(&self, backtracks: usize, groups: usize) -> Result<fancy_regex::Regex, String> {
        fancy_regex::RegexBuilder::new(&self.text)
            .backtrack_limit(backtracks)
            .delegate_size_limit((SIZE_OF_GROUPS / (groups + 1)).min(LARGEST))
            .build()
            .map_err(|error| error.to_string())
    }

    /// The expression, compiled to go back so often.
    pub(crate) fn patient(&self, backtracks: usize) -> Result<fancy_regex::Regex, String> {
        self.build(backtracks, self.groups()?)
    }

    /// The compiled expression, or why it can't be compiled.
    pub fn regex(&self) -> Result<&fancy_regex::Regex, &str> {
        self.compiled
            .get_or_init(|| Box::new(self.groups().and_then(|groups| self.build(FEW_BACKTRACKS, groups))))
            .as_ref()
            .as_ref()
            .map_err(String::as_str)
    }
}

/// How long a text is at least that an expression matches, from above; none if that is beyond counting.
/// Adds the groups that are in it.
fn least_length(expression: &Expr, groups: &mut usize) -> Option<usize> {
    let mut sum = |parts: &[&Expr]| {
        parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(least_length(part, groups)?))
    };
    match expression {
        Expr::Literal { val, .. } => Some(val.len()),
        Expr::Concat(parts) | Expr::Alt(parts) => sum(&parts.iter().collect::<Vec<_>>()),
        Expr::Group(inner) => {
            *groups += 1;
            least_length(inner, groups)
        }
        Expr::AtomicGroup(inner) | Expr::LookAround(inner, _) => sum(&[inner]),
        Expr::Repeat { child, lo, .. } => sum(&[child])?.checked_mul((*lo).max(1)),
        Expr::Conditional { condition, true_branch, false_branch } => {
            sum(&[condition, true_branch, false_branch])
        }
        Expr::Delegate { size, .. } => Some(*size),
        _ => Some(1),
    }
    .filter(|length| *length < LONGEST_MATCH)
}
