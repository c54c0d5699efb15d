//! What to say of a value that fits none of the forms it can take: what each of
//! them lacks, or else what the nearest of them wants.

use formwork_schemas::Types;

use crate::rule::Rule;
use crate::validate::wording::causes;
use crate::validate::{Fault, Violation};
use crate::{Context, words};

/// Forms, and faults of one form, that are listed; of more forms only the nearest is named.
const LISTED: usize = 6;

/// Reports `violation`, with what each of the forms finds wrong.
pub(crate) fn report<R: Rule>(cx: &mut Context<'_>, violation: &Violation<'_>, forms: &[Vec<Violation<'_>>]) {
    let holder = violation.holder();
    let when = violation.case();
    let plain = lacking(violation, forms).map(|names| format!("lacks {names}"));
    if let Some(plain) = plain.or_else(|| Some(format!("takes only {}", types(violation, forms)?))) {
        let found = cx.report::<R>(violation.place, format!("{holder} {plain}")).when(when);
        found.causes = causes(&R::META, violation);
        return;
    }
    let nearest = forms.iter().min_by_key(|faults| distance(violation, faults));
    let Some(nearest) = nearest else { return };
    let nearest_wants = wants(violation, nearest);
    let message = match forms.len() {
        1 => format!("{holder} does not fit its only form, which {nearest_wants}"),
        count => format!("{holder} fits none of its {count} forms; the nearest {nearest_wants}"),
    };
    let found = cx.report::<R>(violation.place, message).when(when);
    found.causes = causes(&R::META, violation);
    if (2..=LISTED).contains(&forms.len()) {
        let each = |form: &Vec<Violation<'_>>| format!("one {}", wants(violation, form));
        let each: Vec<String> = forms.iter().map(each).collect();
        found.help(format!("Of the forms {}", each.join(", ")));
    }
    for fault in nearest.iter().filter(|fault| fault.place != violation.place).take(LISTED) {
        found.related(fault.place, format!("the nearest form {}", want(violation, fault)));
    }
}

/// The properties that the forms require, where nothing else is wrong: `` `A`, `B` or `C` with `D` ``.
fn lacking(violation: &Violation<'_>, forms: &[Vec<Violation<'_>>]) -> Option<String> {
    if forms.len() > LISTED {
        return None;
    }
    let names = |form: &Vec<Violation<'_>>| {
        let missing = form.iter().map(|fault| match fault.fault {
            Fault::Missing { name } if fault.place == violation.place => Some(format!("`{name}`")),
            _ => None,
        });
        Some(missing.collect::<Option<Vec<_>>>()?.join(" with "))
    };
    let mut names = forms.iter().map(names).collect::<Option<Vec<_>>>()?;
    names.dedup();
    Some(words::joined(&names, "or"))
}

/// The types that the forms want, where nothing else is wrong.
fn types(violation: &Violation<'_>, forms: &[Vec<Violation<'_>>]) -> Option<String> {
    let wanted = forms.iter().map(|form| match form.as_slice() {
        [Violation { fault: Fault::WrongType { expected }, place, .. }] if *place == violation.place => {
            Some(*expected)
        }
        _ => None,
    });
    Some(type_words(wanted.collect::<Option<Vec<_>>>()?.into_iter().fold(Types::NONE, Types::union)))
}

/// How far a form is from the value: whole types weigh most, then what tells forms
/// apart (a name that it does not have, a single value that it allows), then the number of faults.
fn distance(violation: &Violation<'_>, faults: &[Violation<'_>]) -> (usize, usize, usize) {
    let count = |is: fn(&Fault<'_>) -> bool| faults.iter().filter(|fault| is(&fault.fault)).count();
    let of_another_type = faults
        .iter()
        .filter(|fault| matches!(fault.fault, Fault::WrongType { .. }) && fault.place == violation.place);
    let telling = count(|fault| match fault {
        Fault::UnknownProperty { .. } => true,
        Fault::NotAllowed { allowed, .. } => allowed.len() == 1,
        _ => false,
    });
    (of_another_type.count(), telling, faults.len())
}

/// What a form wants, as the end of a sentence.
fn wants(around: &Violation<'_>, faults: &[Violation<'_>]) -> String {
    let mut wants: Vec<String> = faults.iter().take(LISTED).map(|fault| want(around, fault)).collect();
    wants.dedup();
    if faults.len() > LISTED {
        wants.push("more".to_owned());
    }
    words::joined(&wants, "and")
}

/// What a form that found this fault wants, as the end of a sentence.
fn want(around: &Violation<'_>, found: &Violation<'_>) -> String {
    let is_same = found.place == around.place;
    let with = |word: &str| if is_same { String::new() } else { format!(" {word} `{}`", found.property) };
    let (property, inside) = (with("for"), with("in"));
    match &found.fault {
        Fault::Missing { name } | Fault::RequiredBy { name, .. } => format!("wants `{name}`{inside}"),
        Fault::UnknownProperty { name, .. } => format!("has no `{name}`"),
        Fault::WrongType { expected } => format!("wants {}{property}", type_words(*expected)),
        Fault::NotAllowed { allowed, .. } if allowed.len() <= LISTED => {
            let allowed: Vec<String> = allowed.iter().map(words::literal).collect();
            format!("allows only {}{property}", words::or_quoted(&allowed))
        }
        Fault::PatternMismatch { pattern } => format!("wants `{}`{property}", pattern.as_str()),
        Fault::Length { limit, .. } => format!("wants {}{property}", limit.counted("character")),
        Fault::ItemCount { limit, .. } => format!("wants {}{property}", limit.counted("item")),
        Fault::NoneOf { names } => format!("wants {}{inside}", words::or_quoted(names)),
        _ => format!("wants another value{property}"),
    }
}

fn type_words(types: Types) -> String {
    let names: Vec<&str> = types.names().map(words::of_type).collect();
    words::or(&names)
}
