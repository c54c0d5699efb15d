//! Checks every intrinsic function of a template in one walk: whether its
//! arguments have the right shape and type, which functions may stand inside
//! it, and whether what it names exists. The rules of family `intrinsics` and a
//! few others report the problems under their codes.
//!
//! Invariants:
//! 1. A problem belongs to the outermost function around it, as cfn-lint has
//!    it: what is wrong inside an `Fn::Join` is the join's (`Owner`).
//! 2. A function whose own arguments are wrong is not looked into further.
//! 3. What a loop, a macro or broken text may still provide is never missing.

use formwork_template::{Span, Template};

use crate::Fix;
use crate::diagnostic::Cause;
use crate::files::NestedOutputs;
use crate::rule::Rule;

mod advice;
mod arguments;
mod calls;
mod choices;
mod maps;
mod owner;
mod parts;
mod references;
mod rewriting;
mod sections;
mod substitution;
mod target;

pub(crate) use references::PSEUDO;
pub(crate) use target::Target;

/// Something that is wrong with a function.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// The code of the rule that reports it.
    pub(crate) code: &'static str,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) related: Option<(Span, String)>,
    pub(crate) fix: Option<Fix>,
    /// Something else that is wrong with the same value.
    pub(crate) cause: Option<String>,
}

/// All problems of a template, in the order of the walk.
pub(crate) fn problems(template: &Template, nested: NestedOutputs) -> Vec<Problem> {
    let mut walk = calls::Walk::new(template, nested);
    sections::walk(&mut walk);
    walk.found
}

/// Reports the problems that belong to a rule.
pub(crate) fn report<R: Rule>(cx: &mut crate::Context<'_>) {
    report_where::<R>(cx, |_, _| true);
}

/// Reports those of the problems that belong to a rule whose places are wanted.
pub(crate) fn report_where<R: Rule>(
    cx: &mut crate::Context<'_>,
    is_wanted: impl Fn(&crate::Context<'_>, Span) -> bool,
) {
    for problem in cx.function_problems(R::META.code) {
        if !is_wanted(cx, problem.span) {
            continue;
        }
        let found = cx.report::<R>(problem.span, problem.message);
        found.help = problem.help;
        found.fix = problem.fix;
        let (rule, span) = (found.rule.clone(), problem.span);
        found.causes.extend(problem.cause.map(|message| Cause { rule, span, message }));
        if let Some((span, label)) = problem.related {
            found.related(span, label);
        }
    }
}

impl Problem {
    fn new(code: &'static str, span: Span, message: String) -> Self {
        Self { code, span, message, help: None, related: None, fix: None, cause: None }
    }

    fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }
}
