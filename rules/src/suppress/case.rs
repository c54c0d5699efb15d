//! Suppressions judged one by one: the state of each, and the edits that would
//! put it in order. The rules about suppressions put their share into words.

use formwork_template::{Span, Template};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::exception::{Exception, Reach, Spelling, State};
use super::terms::Faults;
use super::{Item, Justification, List, Malformed, Scope, Standing, Suppression, Suppressions};
use crate::locate::path_at;
use crate::nearest::Suggestions;
use crate::{Applicability, Edit, Fix};

/// What the rules about suppressions see.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) cases: Vec<Case>,
    /// What could not be read.
    pub(crate) malformed: Vec<Malformed>,
}

/// An exception, and what would put it in order.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) exception: Exception,
    /// How far it reaches, as words behind "ignored".
    pub(crate) extent: String,
    /// Takes it out.
    pub(crate) removal: Option<Fix>,
    /// For one that names no rule: the name that was probably meant.
    pub(crate) near: Option<&'static str>,
    /// Where the rule's name is written, without quotes.
    pub(crate) name_place: Span,
    /// For one that is incomplete: what it lacks, and every rule that is let go by the same words;
    /// none where another case has told it.
    pub(crate) faults: Option<(Faults, Vec<SmolStr>)>,
}

/// What a rule says of a case.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) place: Span,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) fix: Option<Fix>,
}

/// A suppression, its state, and, where it names no rule, the name that was probably meant.
type Verdict<'s> = (&'s Suppression, State, Option<&'static str>);

impl Suppressions<'_> {
    /// Judges every suppression, with what it has covered so far. `is_whole` is whether the template
    /// was looked at as a whole: of a part of it nothing can be called unused.
    pub(crate) fn judge(&self, template: &Template, is_whole: bool) -> Judged {
        let (used, mut suggestions) = (self.used_places(template), Suggestions::default());
        let mut cases = Vec::new();
        for list in &self.lists {
            let state = |item: &Item| {
                let one = &self.all[item.suppression? as usize];
                let state = self.state(one, list.spelling, is_whole, &used);
                let names = || self.terms.names().sorted().iter().copied();
                let near = (state == State::Unknown).then(|| suggestions.nearest(&one.rule, names)).flatten();
                Some((one, state, near))
            };
            let states: Vec<_> = list.items.iter().map(state).collect();
            self.cases_of(list, &states, template, &mut cases);
        }
        Judged { cases, malformed: self.malformed.clone() }
    }

    /// Every suppression with its state, by place. One that several resources share by an alias is one.
    pub(crate) fn exceptions(&self, template: &Template, is_whole: bool) -> Vec<Exception> {
        let used = self.used_places(template);
        let mut all: Vec<Exception> = Vec::new();
        for list in &self.lists {
            for one in list.items.iter().filter_map(|item| Some(&self.all[item.suppression? as usize])) {
                let state = self.state(one, list.spelling, is_whole, &used);
                all.push(self.exception(one, state, list.spelling, template));
            }
        }
        all.sort_by_key(|exception| exception.place);
        all.dedup_by(|later, first| {
            let is_same = later.place == first.place && later.rule == first.rule;
            first.covers += if is_same { later.covers } else { 0 };
            is_same
        });
        all
    }

    fn cases_of(
        &self,
        list: &List,
        states: &[Option<Verdict<'_>>],
        template: &Template,
        cases: &mut Vec<Case>,
    ) {
        let source = template.source();
        let goes: Vec<bool> = states.iter().map(|it| it.is_some_and(|(_, state, _)| state.goes())).collect();
        // A name that could be somebody's goes by itself, and never because of others.
        let may_go: Vec<bool> =
            states.iter().map(|it| it.is_some_and(|(_, state, near)| state.may_go(near))).collect();
        let (removals, all_removals) = (list.removals(source, &goes), list.removals(source, &may_go));
        let is_incomplete = |verdict: &&Verdict<'_>| verdict.1 == State::Incomplete;
        let first_incomplete = states.iter().flatten().find(is_incomplete).map(|(one, ..)| one.place);
        for (verdict, removals) in states.iter().zip(removals.into_iter().zip(all_removals)) {
            let Some((one, state, near)) = *verdict else { continue };
            let (gone, removal) = if state.goes() { (&goes, removals.0) } else { (&may_go, removals.1) };
            let removal = removal.map(|span| {
                let title = if gone.contains(&false) {
                    format!("Remove `{}`", one.rule)
                } else {
                    "Remove the suppression".to_owned()
                };
                let edits = vec![Edit { span, text: String::new() }];
                Fix::new(title, applicability(state, list.spelling), edits)
            });
            let faults = one.justification.faults.as_ref().filter(|_| state == State::Incomplete);
            let faults = match list.spelling {
                // The first rule of a comment tells it for all.
                Spelling::Comment => faults.filter(|_| first_incomplete == Some(one.place)).map(|faults| {
                    let incomplete = states.iter().flatten().filter(is_incomplete);
                    (faults.clone(), incomplete.map(|(one, ..)| one.rule.clone()).collect())
                }),
                _ => faults.map(|faults| (faults.clone(), vec![one.rule.clone()])),
            };
            cases.push(Case {
                name_place: unquoted(source, one.place),
                extent: one.scope.extent().to_owned(),
                exception: self.exception(one, state, list.spelling, template),
                removal,
                near,
                faults,
            });
        }
    }

    /// The places in `Metadata` that several resources share by an alias, where one makes use of it.
    fn used_places(&self, template: &Template) -> FxHashSet<Span> {
        let is_used = |one: &&Suppression| match one.standing {
            Standing::InForce(group) => self.groups[group as usize].covered > 0,
            Standing::Expired | Standing::Forbidden => false,
        };
        let has_aliases = !template.tree().aliases().is_empty();
        self.all.iter().filter(|_| has_aliases).filter(is_used).map(|one| one.place).collect()
    }

    fn state(&self, one: &Suppression, spelling: Spelling, is_whole: bool, used: &FxHashSet<Span>) -> State {
        let Justification { until, faults, .. } = &*one.justification;
        let group = match one.standing {
            Standing::Forbidden => return State::Forbidden,
            Standing::Expired => return State::Expired,
            Standing::InForce(group) => group,
        };
        let covers = self.groups[group as usize].covered > 0 || used.contains(&one.place);
        if !covers {
            let names = self.terms.names();
            if one.scope != Scope::FilePrefix && !names.has(&one.rule) {
                return if spelling.is_foreign() { State::Foreign } else { State::Unknown };
            }
            if is_whole && names.runs(&one.rule) {
                return State::Unused;
            }
        }
        match faults {
            // What another tool reads is asked for reasons only where it serves us.
            Some(_) if covers || !spelling.is_foreign() => State::Incomplete,
            _ if !covers => State::Idle,
            _ if self.terms.is_near(*until) => State::EndsSoon,
            _ => State::Active,
        }
    }

    fn exception(
        &self,
        one: &Suppression,
        state: State,
        spelling: Spelling,
        template: &Template,
    ) -> Exception {
        let Justification { reason, until, owner, .. } = &*one.justification;
        let covers = match one.standing {
            Standing::InForce(group) => self.groups[group as usize].covered,
            _ => 0,
        };
        let reach = match one.scope {
            Scope::File | Scope::FilePrefix => Reach::File,
            Scope::Line(_) => Reach::Line,
            Scope::Resource(_) => {
                let path = path_at(template.tree(), one.place.start);
                Reach::Resource(path.logical_id().unwrap_or_default().into())
            }
        };
        Exception {
            rule: one.rule.clone(),
            place: one.place,
            spelling,
            reach,
            reason: reason.clone(),
            until: *until,
            owner: owner.clone(),
            state,
            covers,
        }
    }
}

impl State {
    /// Whether taking it out is the remedy.
    pub(super) fn goes(self) -> bool {
        matches!(self, Self::Unused | Self::Expired | Self::Forbidden)
    }

    /// Whether taking it out is all that can be offered; `near` is the name that was probably meant.
    pub(super) fn may_go(self, near: Option<&str>) -> bool {
        self.goes() || self == Self::Unknown && near.is_none()
    }
}

/// Whether it may go without a person looking: not where it could mean something to somebody else.
fn applicability(state: State, spelling: Spelling) -> Applicability {
    if spelling.is_foreign() || state == State::Unknown { Applicability::Unsafe } else { Applicability::Safe }
}

impl Scope {
    /// As words behind "ignored".
    fn extent(self) -> &'static str {
        match self {
            Self::File | Self::FilePrefix => "in this file",
            Self::Resource(_) => "in this resource",
            Self::Line(_) => "here",
        }
    }
}

/// The text in the quotes of a scalar, where it has some.
pub(crate) fn unquoted(source: &str, span: Span) -> Span {
    match source[span.range()].as_bytes() {
        [b'"', .., b'"'] | [b'\'', .., b'\''] => Span::new(span.start + 1, span.end - 1),
        _ => span,
    }
}
