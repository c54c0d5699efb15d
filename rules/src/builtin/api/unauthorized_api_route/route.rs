//! A route and whether anyone may call it.

use formwork_template::{Assumption, Name, Span, Value};

use super::case::{Case, Link, State, Text, View, cases};
use super::remedy;
use super::stages::Stage;
use crate::config::{ApiKind, ApiPolicy, Authorization};
use crate::{Fix, Related};

/// Something that can be called over the network, and where its protection is written.
#[derive(Debug)]
pub(super) struct Route<'t> {
    /// What a finding is about where nothing is written.
    pub(super) name: Name<'t>,
    /// As it begins a message.
    pub(super) subject: String,
    /// The condition of its resource.
    pub(super) condition: Option<Name<'t>>,
    pub(super) kind: RouteKind,
    /// The logical ID of its API.
    pub(super) api: Option<&'t str>,
    pub(super) properties: Option<Value<'t>>,
    pub(super) authorization: Vec<Link<'t>>,
    /// Empty where an API key is not asked for.
    pub(super) key: Vec<Link<'t>>,
    pub(super) method: Vec<Link<'t>>,
    pub(super) path: Path,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RouteKind {
    Resource(ApiKind),
    /// An event of a serverless function, which makes a method of a REST API or a route of an HTTP API.
    Event(ApiKind),
}

impl RouteKind {
    pub(super) fn api(self) -> ApiKind {
        match self {
            Self::Resource(kind) | Self::Event(kind) => kind,
        }
    }

    fn is_event(self) -> bool {
        matches!(self, Self::Event(_))
    }
}

/// The path of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Path {
    Known(String),
    Unknown,
    /// Behind the method, with a blank between them, or nowhere.
    InMethod,
}

/// A case in which anyone may call a route.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) place: Span,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) related: Option<Related>,
    pub(super) when: String,
    /// The stages that it is about, where what is said of them decides.
    pub(super) stages: Vec<String>,
    /// In how many ways callers could be authorized.
    pub(super) ways: usize,
    pub(super) fix: Option<Fix>,
}

/// What is asked of a route, and in which stage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'s> {
    pub(super) policy: ApiPolicy<'s>,
    pub(super) stage: Option<&'s Stage<'s>>,
}

impl Terms<'_> {
    pub(super) fn stages(&self) -> Vec<String> {
        self.stage.map(|stage| stage.name.clone()).into_iter().collect()
    }
}

impl Open {
    /// Takes in what another stage or another way of deploying says of the same place.
    pub(super) fn join(&mut self, other: Self) {
        if self.stages.is_empty() || other.stages.is_empty() {
            self.stages.clear();
        } else {
            self.stages.extend(other.stages.into_iter().filter(|name| !self.stages.contains(name)).collect::<Vec<_>>());
        }
        if other.ways < self.ways {
            (self.help, self.fix, self.ways) = (other.help, other.fix, other.ways);
        }
    }
}

impl<'t> Route<'t> {
    /// One for each place that leaves the route open.
    pub(super) fn open_cases(&self, view: View<'t>, terms: Terms<'_>) -> Vec<Open> {
        if terms.policy.allows(Authorization::Open) {
            return Vec::new();
        }
        let all = cases(view, &self.authorization, &Assumption::default());
        let open = all.into_iter().filter(|case| match &case.state {
            State::Absent => true,
            State::Text(text) => text.all(|text| !authorizes(terms.policy, text)),
            State::Unknown => false,
        });
        open.filter_map(|case| self.open_case(view, terms, &case)).collect()
    }

    /// The first case of the key and the method that leaves it open too.
    fn open_case(&self, view: View<'t>, terms: Terms<'_>, authorization: &Case<'t>) -> Option<Open> {
        let policy = terms.policy;
        let asks_key = !self.key.is_empty() && policy.allows(Authorization::ApiKey);
        let keys: &[Link<'t>] = if asks_key { &self.key } else { &[] };
        for key in cases(view, keys, &authorization.when) {
            let is_open = match &key.state {
                State::Absent => true,
                State::Text(text) => text.all(|text| !text.eq_ignore_ascii_case("true")),
                State::Unknown => false,
            };
            if !is_open {
                continue;
            }
            for method in cases(view, &self.method, &key.when) {
                if is_exempt(policy, &method.state, &self.path)
                    || !self.is_possible(view, &method.when, terms.stage)
                {
                    continue;
                }
                let texts = [&authorization.state, &key.state, &method.state];
                let when = described(view, &method.when, texts);
                return Some(self.open(view, terms, [&authorization.state, &key.state], asks_key, when));
            }
        }
        None
    }

    fn is_possible(&self, view: View<'t>, when: &Assumption<'t>, stage: Option<&Stage<'_>>) -> bool {
        let own = self.condition.map(|condition| (condition.text, true));
        let of_stage = stage.map(|stage| stage.when.literals()).unwrap_or_default();
        let all: Vec<_> = when.literals().iter().chain(of_stage).copied().chain(own).collect();
        view.may_hold(&all)
    }

    fn open(
        &self,
        view: View<'t>,
        terms: Terms<'_>,
        states: [&State<'t>; 2],
        asks_key: bool,
        when: String,
    ) -> Open {
        let blamed: Vec<&Text<'t>> = states.iter().filter_map(|state| state.text()).collect();
        let (place, related) = match blamed.first() {
            // What an API says for all its events is shown beside each of them.
            Some(text) if text.link > 0 => {
                let label = "said here".to_owned();
                (self.name.span, Some(Related { span: text.value.span(), label, file: None }))
            }
            Some(text) => (text.value.span(), giver(view, text)),
            None => (self.name.span, None),
        };
        Open {
            place,
            message: self.message(states, asks_key),
            help: remedy::help(self.kind, terms.policy, asks_key, blamed.is_empty()),
            related,
            when,
            stages: terms.stages(),
            ways: terms.policy.allow.len(),
            fix: remedy::fix(view.authorizers, self, terms.policy, states[0]),
        }
    }

    fn message(&self, states: [&State<'t>; 2], asks_key: bool) -> String {
        let names = if self.kind.is_event() {
            ["Auth.Authorizer", "Auth.ApiKeyRequired"]
        } else {
            ["AuthorizationType", "ApiKeyRequired"]
        };
        let subject = &self.subject;
        if let Some(way) = states[0].text().and_then(|text| named(text.first())) {
            return refused(subject, way);
        }
        let said = names.iter().zip(states).filter_map(|(name, state)| Some((name, state.text()?.first())));
        let said: Vec<_> = said.map(|(name, text)| format!("`{name}` is `{text}`")).collect();
        if !said.is_empty() {
            return format!("{subject} does not authorize its callers: {}", said.join(" and "));
        }
        let default = if self.kind.is_event() { ", and its API has no default one" } else { "" };
        match names {
            [authorization, key] if asks_key => {
                format!("{subject} has neither `{authorization}` nor `{key}`{default}")
            }
            [authorization, _] => format!("{subject} has no `{authorization}`{default}"),
        }
    }
}

/// What is said of callers that are authorized in a way that is not allowed.
pub(super) fn refused(subject: &str, way: Authorization) -> String {
    format!("{subject} authorizes its callers by `{}`, which the policy does not allow", way.as_str())
}

/// The way to authorize that a type stands for.
pub(super) fn named(text: &str) -> Option<Authorization> {
    use Authorization::{AwsIam, CognitoUserPools, Custom, Jwt};
    [AwsIam, CognitoUserPools, Custom, Jwt].into_iter().find(|one| one.as_str() == text)
}

/// Whether an authorization type keeps anyone out. A type that is not known is not judged.
fn authorizes(policy: ApiPolicy<'_>, text: &str) -> bool {
    !text.eq_ignore_ascii_case("NONE") && named(text).is_none_or(|one| policy.allows(one))
}

/// Where the parameter has its value from that gives the text.
fn giver(view: View<'_>, text: &Text<'_>) -> Option<Related> {
    let parameter = text.value_of?;
    let given = view.deployed.stack.and_then(|stack| Some((stack, stack.parameters.get(parameter.text)?)));
    Some(match given {
        Some((stack, given)) => stack.related(given.key, format!("`{parameter}` is `{}`", given.value)),
        None => Related { span: parameter.span, label: format!("`{parameter}` has this default"), file: None },
    })
}

/// The case in words: conditions, and parameters that have their defaults or what a file gives them.
fn described(view: View<'_>, when: &Assumption<'_>, states: [&State<'_>; 3]) -> String {
    let given = states.iter().filter_map(|state| {
        let text = state.text()?;
        Some(format!("`{}` is `{}`", text.value_of?, text.first()))
    });
    let conditions = (!when.is_always()).then(|| when.to_string());
    let all: Vec<String> = conditions.into_iter().chain(given).collect();
    match view.deployed.stack {
        Some(stack) if !all.is_empty() => format!("deployed as `{}`", stack.file),
        _ => all.join(" and "),
    }
}

/// Whether it is a method or a path that needs no authorization; one that is not written is not.
pub(super) fn is_exempt(policy: ApiPolicy<'_>, method: &State<'_>, path: &Path) -> bool {
    let is_exempt_path = |path: &str| policy.exclude_paths.iter().any(|exempt| exempt.is_match(path));
    let by_path = match path {
        Path::Known(path) => is_exempt_path(path),
        Path::Unknown => !policy.exclude_paths.is_empty(),
        Path::InMethod => false,
    };
    let is_exempt_key = |text: &str| {
        let (method, behind) = text.split_once(' ').unwrap_or((text, ""));
        policy.exclude_methods.iter().any(|exempt| exempt.as_str().eq_ignore_ascii_case(method))
            || (*path == Path::InMethod && !behind.is_empty() && is_exempt_path(behind))
    };
    by_path
        || match method {
            State::Absent => false,
            State::Text(text) => !text.all(|text| !is_exempt_key(text)),
            State::Unknown => true,
        }
}
