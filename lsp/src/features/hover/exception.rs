//! Exceptions, in comments and in metadata: the rule that is let go, what for, and what is covered.

use formwork_rules::{Exception, Reach, State};
use formwork_template::Span;

use crate::describe::{self, Markdown};
use crate::snapshot::Snapshot;

/// Most findings that are told.
const MOST: usize = 5;

/// What is excused at an offset within a comment or a value: the rule that the word there names, or else all
/// exceptions that stand there.
pub(super) fn said(snapshot: &Snapshot, within: Span, offset: u32) -> Option<(String, Span)> {
    let word = word(snapshot.text(), within, offset);
    let rule = word.and_then(|word| Some((rule(snapshot, snapshot.text().get(word.range())?)?, word)));
    if rule.is_none() && !is_exception(snapshot.text(), within) {
        return None;
    }
    let there = |exception: &&Exception| {
        let place = exception.place;
        match &rule {
            Some((_, word)) => place.touches(word.start) && place.touches(word.end),
            None => within.contains(place),
        }
    };
    let report = snapshot.report();
    let found: Vec<&Exception> = report.exceptions.iter().filter(there).collect();
    let told = found.iter().map(|exception| (exception, told(snapshot, exception)));
    let mut said = Markdown::default();
    let Some((rule, word)) = rule else {
        told.for_each(|(exception, told)| said.paragraph(format!("**`{}`** {told}", exception.rule)));
        return (!found.is_empty()).then(|| (said.into_text(), within));
    };
    let (head, docs) = rule.split_once("\n\n").unwrap_or((&rule, ""));
    said.paragraph(head);
    told.for_each(|(_, told)| said.paragraph(told));
    said.paragraph(docs);
    Some((said.into_text(), word))
}

/// What the rule of a name is: one of ours, or of the user's own.
fn rule(snapshot: &Snapshot, name: &str) -> Option<String> {
    let own = || snapshot.around.rules.iter().copied().find(|meta| meta.is_called(name));
    formwork_rules::find(name).or_else(own).map(describe::rule)
}

/// Whether a comment is for us: others are not worth a check of the document.
fn is_exception(text: &str, comment: Span) -> bool {
    text.get(comment.range()).is_some_and(|text| text.starts_with('#') && text.contains("formwork"))
}

/// What an exception covers, why, until when and by whom.
fn told(snapshot: &Snapshot, exception: &Exception) -> String {
    let reach = match &exception.reach {
        Reach::Line => "on one line".to_owned(),
        Reach::Resource(id) => format!("of `{id}`"),
        Reach::File => "of the file".to_owned(),
        Reach::Matching { .. } => "of several files".to_owned(),
    };
    let covers = match exception.covers {
        0 => format!("Covers nothing {reach}"),
        1 => format!("Covers one finding {reach}"),
        count => format!("Covers {count} findings {reach}"),
    };
    let state = match exception.state {
        State::Active => "",
        State::EndsSoon => ", and ends soon",
        State::Idle => ": its rule does not run",
        State::Foreign => ": no rule of Formwork has the name",
        State::Unused => ": it can go",
        State::Expired => ": it has expired",
        State::Unknown => ": there is no such rule",
        State::Incomplete => ": it lacks what `formwork.yaml` asks of exceptions",
        State::Forbidden => ": `formwork.yaml` forbids it",
    };
    let reason = exception.reason.as_ref().map(|reason| format!(" Reason: {reason}.")).unwrap_or_default();
    let until = exception.until.map(|until| format!(" Until {until}.")).unwrap_or_default();
    let owner = exception.owner.as_ref().map(|owner| format!(" Owner: {owner}.")).unwrap_or_default();
    let mut told = Markdown::begun(format!("{covers}{state}.{reason}{until}{owner}"));
    let suppressed = snapshot.report().suppressed.iter();
    let covered = suppressed.filter(|it| it.file.is_none() && it.by.touches(exception.place.start));
    told.items(covered.take(MOST).map(|it| &it.diagnostic.message));
    told.into_text()
}

/// The word around an offset, as a rule can be called.
fn word(text: &str, within: Span, offset: u32) -> Option<Span> {
    let is_word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    let inside = text.get(within.range())?;
    let at = offset.checked_sub(within.start)? as usize;
    let before = inside.get(..at)?.chars().rev().take_while(|char| is_word(*char)).count();
    let behind = inside.get(at..)?.chars().take_while(|char| is_word(*char)).count();
    let span = Span::new(offset - before as u32, offset + behind as u32);
    (!span.is_empty()).then_some(span)
}
