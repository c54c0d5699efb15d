//! What a property can be: through `Fn::If`, through parameters, and where it is
//! not written, through the properties that stand in for it.

use formwork_template::{Answer, Assumption, Kind, Name, Section, Template, Value};

use super::remedy::Authorizers;
use crate::deployed::Deployed;

/// A template in one way of deploying it.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'t> {
    pub(super) template: &'t Template,
    pub(super) deployed: &'t Deployed<'t>,
    pub(super) authorizers: &'t Authorizers<'t>,
}

impl View<'_> {
    /// Whether conditions can be like this in the way of deploying.
    pub(super) fn may_hold(self, literals: &[(&str, bool)]) -> bool {
        let given = self.deployed.given();
        literals.is_empty() || self.template.conditions().satisfiable_given(literals, given) != Answer::No
    }
}

/// Most cases of one property that are looked at; the rest is not found.
const MAX_CASES: usize = 16;

/// A property at the end of a chain of keys.
#[derive(Debug, Clone, Copy)]
pub(super) enum Link<'t> {
    /// Below a value, or nowhere where there is no such value.
    At(Option<Value<'t>>, &'static [&'static str]),
    /// Somewhere else than in the template.
    Elsewhere,
}

/// What a property is in one case.
#[derive(Debug, Clone)]
pub(super) struct Case<'t> {
    pub(super) state: State<'t>,
    pub(super) when: Assumption<'t>,
}

#[derive(Debug, Clone)]
pub(super) enum State<'t> {
    Absent,
    /// One of these texts.
    Text(Text<'t>),
    Unknown,
}

#[derive(Debug, Clone)]
pub(super) struct Text<'t> {
    pub(super) value: Value<'t>,
    /// Which of the links gave it.
    pub(super) link: usize,
    /// One, or what a parameter without default allows.
    pub(super) any_of: Vec<&'t str>,
    /// The parameter that has it, by default or because a file or an environment says so.
    pub(super) value_of: Option<Name<'t>>,
}

impl<'t> State<'t> {
    pub(super) fn text(&self) -> Option<&Text<'t>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::Unknown => None,
        }
    }
}

impl<'t> Text<'t> {
    pub(super) fn first(&self) -> &'t str {
        self.any_of.first().copied().unwrap_or_default()
    }

    pub(super) fn all(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.any_of.iter().all(|text| holds(text))
    }
}

/// What the first link that is there can be.
pub(super) fn cases<'t>(
    view: View<'t>,
    links: &[Link<'t>],
    when: &Assumption<'t>,
) -> Vec<Case<'t>> {
    let mut open = vec![when.clone()];
    let mut found = Vec::new();
    for (number, link) in links.iter().enumerate() {
        let given = open.drain(..).flat_map(|when| link_cases(view, *link, number, when));
        let (absent, there): (Vec<_>, Vec<_>) =
            given.take(MAX_CASES).partition(|case| matches!(case.state, State::Absent));
        open = absent.into_iter().map(|case| case.when).collect();
        found.extend(there);
    }
    found.extend(open.into_iter().map(|when| Case { state: State::Absent, when }));
    found
}

fn link_cases<'t>(
    view: View<'t>,
    link: Link<'t>,
    number: usize,
    when: Assumption<'t>,
) -> Vec<Case<'t>> {
    let Link::At(Some(base), keys) = link else {
        let state = if matches!(link, Link::Elsewhere) { State::Unknown } else { State::Absent };
        return vec![Case { state, when }];
    };
    let mut found = Vec::new();
    let mut open = vec![(base, when, keys)];
    while let Some((value, when, keys)) = open.pop() {
        for possibility in value.possibilities_when(&when).into_iter().take(MAX_CASES) {
            let when = possibility.when;
            let state = match (possibility.value, keys) {
                (None, _) => State::Absent,
                (Some(value), []) => text(view, value, number, &when),
                (Some(value), [key, rest @ ..]) if value.is_map() => match value.get(key) {
                    Some(inner) => {
                        open.push((inner, when, rest));
                        continue;
                    }
                    None => State::Absent,
                },
                _ => State::Unknown,
            };
            found.push(Case { state, when });
        }
    }
    found
}

fn text<'t>(view: View<'t>, value: Value<'t>, link: usize, when: &Assumption<'t>) -> State<'t> {
    let known = |any_of, value_of| State::Text(Text { value, link, any_of, value_of });
    let template = view.template;
    match value.kind() {
        Kind::Scalar(_) => value.text().map_or(State::Absent, |text| known(vec![text], None)),
        Kind::Function(function) => {
            let parameter = function.reference().and_then(|name| template.parameter(name.text));
            let Some(parameter) = parameter.filter(|parameter| !parameter.is_ssm()) else { return State::Unknown };
            let id = parameter.id();
            if let Some(given) = view.deployed.value(id.text) {
                return known(vec![given], Some(id));
            }
            let decides_conditions =
                || template.index().references_to(id.text).any(|it| it.section == Section::Conditions);
            if !when.is_always() && decides_conditions() {
                // The case may be one in which the parameter has not its default.
                return State::Unknown;
            }
            if let Some(default) = parameter.default() {
                return default.text().map_or(State::Unknown, |text| known(vec![text], Some(id)));
            }
            let allowed = parameter.allowed_values().map(|values| values.items().map(Value::text).collect());
            match allowed {
                Some(Some(texts)) if !Vec::is_empty(&texts) => known(texts, None),
                _ => State::Unknown,
            }
        }
        _ => State::Unknown,
    }
}
