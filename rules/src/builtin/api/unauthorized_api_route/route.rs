//! A route and whether anyone may call it.

use formwork_template::{Answer, Assumption, Name, Span};

use super::case::{Case, Link, State, Text, cases};
use crate::config::{ApiGateway, Authorization};
use crate::{Context, Fix};

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
    pub(super) authorization: Vec<Link<'t>>,
    /// Empty where an API key is not asked for.
    pub(super) key: Vec<Link<'t>>,
    pub(super) method: Vec<Link<'t>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RouteKind {
    Rest,
    Http,
    WebSocket,
    /// An event of a serverless function, which makes a method of a REST API or a route of an HTTP API.
    Event,
}

/// A case in which anyone may call a route.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) place: Span,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) related: Option<(Span, String)>,
    pub(super) when: String,
    pub(super) fix: Option<Fix>,
}

impl<'t> Route<'t> {
    /// One for each place that leaves the route open.
    pub(super) fn open_cases(&self, cx: &Context<'t>) -> Vec<Open> {
        let policy = cx.settings().api_gateway();
        let all = cases(cx.template(), &self.authorization, &Assumption::default());
        let open = all.into_iter().filter(|case| match &case.state {
            State::Absent => true,
            State::Text(text) => text.all(|text| !authorizes(policy, text)),
            State::Unknown => false,
        });
        open.filter_map(|case| self.open_case(cx, policy, &case)).collect()
    }

    /// The first case of the key and the method that leaves it open too.
    fn open_case(&self, cx: &Context<'t>, policy: &ApiGateway, authorization: &Case<'t>) -> Option<Open> {
        let asks_key = !self.key.is_empty() && policy.allow.contains(&Authorization::ApiKey);
        let keys: &[Link<'t>] = if asks_key { &self.key } else { &[] };
        for key in cases(cx.template(), keys, &authorization.when) {
            let is_open = match &key.state {
                State::Absent => true,
                State::Text(text) => text.all(|text| !text.eq_ignore_ascii_case("true")),
                State::Unknown => false,
            };
            if !is_open {
                continue;
            }
            for method in cases(cx.template(), &self.method, &key.when) {
                if is_exempt(policy, &method.state) || !self.is_possible(cx, &method.when) {
                    continue;
                }
                let texts = [&authorization.state, &key.state, &method.state];
                let when = described(&method.when, texts);
                return Some(self.open(policy, [&authorization.state, &key.state], asks_key, when));
            }
        }
        None
    }

    fn is_possible(&self, cx: &Context<'t>, when: &Assumption<'t>) -> bool {
        let own = self.condition.map(|condition| (condition.text, true));
        let all: Vec<_> = when.literals().iter().copied().chain(own).collect();
        all.is_empty() || cx.conditions().satisfiable(&all) != Answer::No
    }

    fn open(&self, policy: &ApiGateway, states: [&State<'t>; 2], asks_key: bool, when: String) -> Open {
        let blamed: Vec<&Text<'t>> = states.iter().filter_map(|state| state.text()).collect();
        let (place, related) = match blamed.first() {
            // What an API says for all its events is shown beside each of them.
            Some(text) if text.link > 0 => (self.name.span, Some((text.value.span(), "said here".to_owned()))),
            Some(text) => (text.value.span(), default_of(text)),
            None => (self.name.span, None),
        };
        Open {
            place,
            message: self.message(states, asks_key),
            help: self.help(policy, asks_key, blamed.is_empty()),
            related,
            when,
            fix: states[0].text().and_then(|text| self.fix(policy, text)),
        }
    }

    fn message(&self, states: [&State<'t>; 2], asks_key: bool) -> String {
        let names = match self.kind {
            RouteKind::Event => ["Auth.Authorizer", "Auth.ApiKeyRequired"],
            _ => ["AuthorizationType", "ApiKeyRequired"],
        };
        let said = names.iter().zip(states).filter_map(|(name, state)| Some((name, state.text()?.first())));
        let said: Vec<_> = said.map(|(name, text)| format!("`{name}` is `{text}`")).collect();
        let subject = &self.subject;
        if !said.is_empty() {
            return format!("{subject} does not authorize its callers: {}", said.join(" and "));
        }
        let default = if self.kind == RouteKind::Event { ", and its API has no default one" } else { "" };
        match names {
            [authorization, key] if asks_key => {
                format!("{subject} has neither `{authorization}` nor `{key}`{default}")
            }
            [authorization, _] => format!("{subject} has no `{authorization}`{default}"),
        }
    }

    fn help(&self, policy: &ApiGateway, asks_key: bool, is_missing: bool) -> String {
        let verb = if is_missing { "Add" } else { "Set" };
        let key = match (asks_key, self.kind) {
            (false, _) => "",
            (true, RouteKind::Event) => ", or `Auth.ApiKeyRequired: true`",
            (true, _) => ", or `ApiKeyRequired: true`",
        };
        let types: &[Authorization] = match self.kind {
            RouteKind::Event => {
                return format!("{verb} the name of an authorizer as `Auth.Authorizer`, or as `Auth.DefaultAuthorizer` of the API{key}");
            }
            RouteKind::Rest => &[Authorization::AwsIam, Authorization::CognitoUserPools, Authorization::Custom],
            RouteKind::Http => &[Authorization::AwsIam, Authorization::Jwt, Authorization::Custom],
            RouteKind::WebSocket => &[Authorization::AwsIam, Authorization::Custom],
        };
        let types: Vec<_> = types
            .iter()
            .filter(|one| policy.allow.contains(one))
            .map(|one| format!("`{}`", one.as_str()))
            .collect();
        if types.is_empty() {
            return format!("{verb} `ApiKeyRequired: true`");
        }
        format!("{verb} `AuthorizationType` {} {}{key}", if is_missing { "with" } else { "to" }, types.join(" or "))
    }

    /// IAM needs nothing else in the template; any other type needs an authorizer.
    fn fix(&self, policy: &ApiGateway, text: &Text<'t>) -> Option<Fix> {
        if self.kind == RouteKind::Event || !policy.allow.contains(&Authorization::AwsIam) {
            return None;
        }
        let span = text.value.tree().text_span(text.value.node()).filter(|_| text.value.scalar().is_some())?;
        Some(Fix::confirm("Change to `AWS_IAM`", span, "AWS_IAM"))
    }
}

/// Whether an authorization type keeps anyone out. A type that is not known is not judged.
fn authorizes(policy: &ApiGateway, text: &str) -> bool {
    use Authorization::{AwsIam, CognitoUserPools, Custom, Jwt};
    let known = [AwsIam, CognitoUserPools, Custom, Jwt].into_iter().find(|one| one.as_str() == text);
    !text.eq_ignore_ascii_case("NONE") && known.is_none_or(|one| policy.allow.contains(&one))
}

fn default_of(text: &Text<'_>) -> Option<(Span, String)> {
    let parameter = text.default_of?;
    Some((parameter.span, format!("`{parameter}` has this default")))
}

/// The case in words: conditions, and parameters that have their defaults.
fn described(when: &Assumption<'_>, states: [&State<'_>; 3]) -> String {
    let mut all: Vec<String> = Vec::new();
    if !when.is_always() {
        all.push(when.to_string());
    }
    for state in states {
        if let Some((text, parameter)) = state.text().and_then(|text| Some((text, text.default_of?))) {
            all.push(format!("`{parameter}` is `{}`", text.first()));
        }
    }
    all.join(" and ")
}

/// Whether it is a method that needs no authorization; one that is not written is not.
fn is_exempt(policy: &ApiGateway, method: &State<'_>) -> bool {
    match method {
        State::Absent => false,
        State::Text(text) => !text.all(|text| {
            let method = text.split(' ').next().unwrap_or_default();
            !policy.exclude_methods.iter().any(|exempt| exempt.as_str().eq_ignore_ascii_case(method))
        }),
        State::Unknown => true,
    }
}
