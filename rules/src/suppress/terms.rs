//! What the organisation asks of a suppression (`suppressions` in
//! `formwork.yaml`), and what day it is. Whether a suppression covers anything
//! is not known here.

use formwork_template::Span;
use smol_str::SmolStr;

use super::{Date, Justification};
use crate::builtin::suppressions::expired_suppression::ExpiredSuppression;
use crate::builtin::suppressions::forbidden_suppression::ForbiddenSuppression;
use crate::builtin::suppressions::incomplete_suppression::IncompleteSuppression;
use crate::config::{Requirement, Suppressions as Policy};
use crate::rule::Described as _;
use crate::rule_names::RuleNames;
use crate::{Applicability, Edit, Fix, Meta, Settings};

/// Rules that tell when a suppression is not in order. One that lets them go would excuse itself.
const BEYOND_SUPPRESSION: [Meta; 3] =
    [ExpiredSuppression::META, IncompleteSuppression::META, ForbiddenSuppression::META];
/// How far ahead a date is proposed where no limit is set.
const USUAL_DAYS: u32 = 180;
/// What the editor writes where somebody is to give a reason. Left as it is, it is none.
pub const REASON_TO_GIVE: &str = "reason";
/// How long before its end a suppression is said to end soon.
const SOON_DAYS: u32 = 14;

/// Whether a rule of this name tells when a suppression is not in order.
pub(crate) fn is_beyond_suppression(name: &str) -> bool {
    BEYOND_SUPPRESSION.iter().any(|meta| meta.is_called(name))
}

/// What is asked of the suppressions of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    settings: &'a Settings,
    policy: &'a Policy,
    today: Option<Date>,
}

/// What a suppression's justification lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Faults {
    /// Where the whole of it is written.
    pub(crate) place: Span,
    pub(crate) missing: Vec<Requirement>,
    /// The date where it is too far away, with its place.
    pub(crate) late: Option<Late>,
    /// Writes a date, or a nearer one.
    pub(crate) fix: Option<Fix>,
}

/// A date that is too far away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Late {
    pub(crate) place: Span,
    /// The last day that may be written today.
    pub(crate) latest: Date,
    pub(crate) days: u32,
}

impl<'a> Terms<'a> {
    pub(crate) fn of(settings: &'a Settings) -> Self {
        Self { settings, policy: settings.suppressions(), today: settings.today() }
    }

    pub(crate) fn names(&self) -> &'a RuleNames {
        self.settings.rule_names()
    }

    /// Whether its last day is over.
    pub(crate) fn is_past(&self, until: Option<Date>) -> bool {
        until.zip(self.today).is_some_and(|(until, today)| until < today)
    }

    /// Whether its last day is near.
    pub(crate) fn is_near(&self, until: Option<Date>) -> bool {
        until.zip(self.today).is_some_and(|(until, today)| until <= today.plus(SOON_DAYS))
    }

    /// Whether no suppression may cover what this rule finds.
    pub(crate) fn forbids(&self, meta: &Meta) -> bool {
        BEYOND_SUPPRESSION.iter().any(|other| other.code == meta.code) || self.policy.forbids(meta)
    }

    /// Whether none of the rules of this name may be suppressed.
    pub(crate) fn forbids_name(&self, name: &str) -> bool {
        if self.policy.never.is_empty() {
            return is_beyond_suppression(name);
        }
        let metas = self.names().metas(name);
        !metas.is_empty() && metas.iter().all(|meta| self.forbids(meta))
    }

    /// What a justification lacks. `place` is where it is written, `date` where its date is, and
    /// `insert` writes a date where there is none.
    pub(crate) fn faults(
        &self,
        justification: &Justification,
        place: Span,
        date: Option<Span>,
        insert: impl FnOnce(Date) -> Option<Edit>,
    ) -> Option<Faults> {
        let Justification { reason, until, owner, .. } = justification;
        let is_given = |text: &SmolStr| !matches!(text.trim(), "" | REASON_TO_GIVE);
        let has = |text: &Option<SmolStr>| text.as_ref().is_some_and(is_given);
        let is_missing = |requirement: &Requirement| match requirement {
            Requirement::Reason => !has(reason),
            Requirement::Until => until.is_none(),
            Requirement::Owner => !has(owner),
        };
        let missing: Vec<Requirement> = self.policy.require.iter().copied().filter(is_missing).collect();
        let late = self.late(*until, date);
        if missing.is_empty() && late.is_none() {
            return None;
        }
        let fix = match &late {
            Some(Late { place, latest, .. }) => {
                Some(Fix::safe(format!("Change to `{latest}`"), *place, latest.to_string()))
            }
            None if missing.contains(&Requirement::Until) => self.today.and_then(|today| {
                let date = today.plus(self.policy.max_days.map_or(USUAL_DAYS, u32::from));
                let edits = vec![insert(date)?];
                Some(Fix::new(format!("Add `until {date}`"), Applicability::Unsafe, edits))
            }),
            None => None,
        };
        Some(Faults { place, missing, late, fix })
    }

    fn late(&self, until: Option<Date>, place: Option<Span>) -> Option<Late> {
        let days = u32::from(self.policy.max_days?);
        let (until, latest) = (until?, self.today?.plus(days));
        (until > latest).then_some(Late { place: place?, latest, days })
    }
}
