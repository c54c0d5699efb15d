//! Everything in a template that can be called, and what of it is open to anyone, in
//! each way of deploying it and in each stage.

use formwork_template::{Resource, Span};
use rustc_hash::FxHashMap;

use super::case::View;
use super::openapi::{self, Document};
use super::remedy::Authorizers;
use super::route::{Open, Route, Terms};
use super::stages::Stages;
use super::{http, rest, serverless};
use crate::Context;
use crate::config::{ApiGateway, ApiKind};
use crate::deployed::Deployed;

/// All that anyone may call, in each way of deploying the template and each stage; a place once.
pub(super) fn all_open(cx: &Context<'_>) -> Vec<Open> {
    /// Routes that are looked at in all ways together.
    const MOST: usize = 20_000;
    let (template, rules) = (cx.template(), cx.settings().api_gateway());
    let deployed = Deployed::all(template, cx.settings(), cx.around());
    let authorizers = Authorizers::of(template);
    let mut all = FoundOpen::default();
    let mut looked_at = 0;
    for way in &deployed {
        let view = View { template, deployed: way, authorizers: &authorizers };
        let routes: Vec<Route<'_>> = template.resources().flat_map(|resource| routes(view, resource)).collect();
        let documents: Vec<Document<'_>> =
            template.resources().filter_map(|resource| openapi::document(view, resource)).collect();
        looked_at += routes.len();
        if (routes.is_empty() && documents.is_empty()) || (looked_at > MOST && !all.in_order.is_empty()) {
            break;
        }
        let stages = Stages::new(view, deployed.len(), rules);
        for route in &routes {
            let of = |terms: Terms<'_>| route.open_cases(view, terms);
            each(&stages, route.api, route.kind.api(), rules, of, &mut all);
        }
        for document in &documents {
            let of = |terms: Terms<'_>| document.open_operations(view, terms);
            each(&stages, Some(document.api.text), document.kind, rules, of, &mut all);
        }
    }
    all.in_order
}

/// What is open, once by place and message.
#[derive(Default)]
struct FoundOpen {
    in_order: Vec<Open>,
    numbers: FxHashMap<(Span, String), usize>,
}

impl FoundOpen {
    fn add(&mut self, open: Open) {
        let new = self.in_order.len();
        let number = *self.numbers.entry((open.place, open.message.clone())).or_insert(new);
        match self.in_order.get_mut(number) {
            Some(known) => known.join(open),
            None => self.in_order.push(open),
        }
    }
}

/// What is open in each stage of an API. Where a place is in several, the stage that allows least is told.
fn each(
    stages: &Stages<'_>,
    api: Option<&str>,
    kind: ApiKind,
    rules: &ApiGateway,
    open_cases: impl Fn(Terms<'_>) -> Vec<Open>,
    all: &mut FoundOpen,
) {
    for (policy, stage) in stages.policies(api, kind, rules) {
        for open in open_cases(Terms { policy, stage }) {
            all.add(open);
        }
    }
}

fn routes<'t>(view: View<'t>, resource: Resource<'t>) -> Vec<Route<'t>> {
    match resource.type_name().map(|kind| kind.text) {
        Some("AWS::ApiGateway::Method") => vec![rest::route(view, resource)],
        Some("AWS::ApiGatewayV2::Route") => http::route(view, resource).into_iter().collect(),
        Some("AWS::Serverless::Function" | "AWS::Serverless::StateMachine") => serverless::routes(view, resource),
        _ => Vec::new(),
    }
}
