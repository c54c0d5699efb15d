//! Whether a regular expression is one, told without compiling it: that takes
//! milliseconds for a repeated class of Unicode letters. What cfn-guard's older
//! engine does not know is none either.

use fancy_regex::{Expr, LookAround};

/// Why `text` is no regular expression.
pub(super) fn mistake(text: &str) -> Option<String> {
    // Names, numbers and the like are regular expressions, and most patterns are made of them.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:, ^$".contains(&byte)) {
        return None;
    }
    match Expr::parse_tree(text) {
        Err(error) => Some(error.to_string()),
        Ok(tree) => mistake_in(&tree.expr, groups(&tree.expr)),
    }
}

fn mistake_in(expression: &Expr, groups: usize) -> Option<String> {
    let text = match expression {
        Expr::Delegate { inner, .. } if !is_known_class(inner) => {
            return regex_syntax::parse(inner).err().map(|error| class_mistake(&error));
        }
        Expr::Repeat { child, lo, hi, .. } => match &**child {
            _ if lo > hi => "a repetition has a lower bound above its upper bound",
            _ if *lo > u32::MAX as usize => "a repetition is too large",
            Expr::Assertion(_) => "an anchor can't be repeated",
            _ => return mistake_in(child, groups),
        },
        Expr::LookAround(child, LookAround::LookBehind | LookAround::LookBehindNeg)
            if !has_fixed_widths(child) =>
        {
            "a look-behind has no fixed width"
        }
        Expr::Backref { group, .. } | Expr::BackrefExistsCondition { group, .. } if *group > groups => {
            "a reference leads to a group that does not exist"
        }
        Expr::GeneralNewline { .. } => "`\\R` is not known",
        Expr::SubroutineCall(_) => "groups can't be called",
        Expr::BacktrackingControlVerb(_) => "verbs like `(*FAIL)` are not known",
        Expr::Absent(_) => "`(?~` is not known",
        Expr::DefineGroup { .. } => "`(?(DEFINE)` is not known",
        Expr::BackrefWithRelativeRecursionLevel { .. } => "references have no level",
        Expr::AstNode(..) => "a reference leads to a group that does not exist",
        _ => return expression.children_iter().find_map(|child| mistake_in(child, groups)),
    };
    Some(text.to_owned())
}

/// `\d` and its kind, which need no second look.
fn is_known_class(class: &str) -> bool {
    matches!(class, r"\d" | r"\D" | r"\s" | r"\S" | r"\w" | r"\W")
}

fn class_mistake(error: &regex_syntax::Error) -> String {
    match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        other => other.to_string(),
    }
}

fn groups(expression: &Expr) -> usize {
    usize::from(matches!(expression, Expr::Group(_))) + expression.children_iter().map(groups).sum::<usize>()
}

/// Whether each alternative of a look-behind has a width of its own.
fn has_fixed_widths(expression: &Expr) -> bool {
    match expression {
        Expr::Alt(alternatives) => alternatives.iter().all(|alternative| width(alternative).is_some()),
        _ => width(expression).is_some(),
    }
}

/// How many characters it matches, if that is always as many.
fn width(expression: &Expr) -> Option<usize> {
    match expression {
        Expr::Any { .. } | Expr::Delegate { .. } | Expr::LiteralBytes { .. } => Some(1),
        Expr::Literal { val, .. } => Some(val.chars().count()),
        Expr::Concat(parts) => parts.iter().map(width).sum(),
        Expr::Alt(alternatives) => {
            let mut widths = alternatives.iter().map(width);
            let first = widths.next()??;
            widths.all(|width| width == Some(first)).then_some(first)
        }
        Expr::Group(child) => width(child),
        Expr::AtomicGroup(child) => width(child),
        Expr::Repeat { child, lo, hi, .. } => width(child).filter(|_| lo == hi)?.checked_mul(*lo),
        Expr::Empty
        | Expr::Assertion(_)
        | Expr::LookAround(..)
        | Expr::KeepOut
        | Expr::ContinueFromPreviousMatchEnd => Some(0),
        _ => None,
    }
}
