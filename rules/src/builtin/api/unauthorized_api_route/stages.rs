//! The stages that the APIs of a template are deployed to, by the logical IDs of
//! the APIs, in one way of deploying the template.

use formwork_template::{Assumption, Resource};
use rustc_hash::FxHashMap;

use super::case::View;
use super::rest::referred;
use super::serverless::{API, HTTP_API};
use crate::config::{ApiGateway, ApiKind, ApiPolicy};
use crate::network::resolve::Resolver;

/// A stage of an API.
#[derive(Debug)]
pub(super) struct Stage<'t> {
    pub(super) name: String,
    /// When it is there.
    pub(super) when: Assumption<'t>,
}

#[derive(Debug, Default)]
pub(super) struct Stages<'t>(FxHashMap<&'t str, Vec<Stage<'t>>>);

/// Most stages of one API that are looked at.
const MOST: usize = 16;

impl<'t> Stages<'t> {
    /// Without rules about stages none is looked for.
    pub(super) fn new(view: View<'t>, ways: usize, rules: &ApiGateway) -> Self {
        let mut stages = Self::default();
        if rules.stages.is_empty() {
            return stages;
        }
        let resolver = Resolver::deployed(view.template, view.deployed, ways);
        for resource in view.template.resources() {
            stages.add(&resolver, resource);
        }
        for kind in [API, HTTP_API] {
            let (api, stage) = kind.implicit;
            stages.push(api, Stage { name: stage.to_owned(), when: Assumption::default() });
        }
        stages
    }

    fn add(&mut self, resolver: &Resolver<'t>, resource: Resource<'t>) {
        let (id, usual) = match resource.type_name().map(|name| name.text) {
            Some("AWS::ApiGateway::Stage" | "AWS::ApiGateway::Deployment") => ("RestApiId", None),
            Some("AWS::ApiGatewayV2::Stage" | "AWS::ApiGatewayV2::Deployment") => ("ApiId", None),
            Some(name) if name == API.api_type => ("", None),
            Some(name) if name == HTTP_API.api_type => ("", Some(HTTP_API.implicit.1)),
            _ => return,
        };
        let api = if id.is_empty() { Some(resource.id().text) } else { resource.property(id).and_then(referred) };
        let Some(api) = api else { return };
        let premise = resolver.premise_of(resource);
        match (resource.property("StageName"), usual) {
            (Some(name), _) => {
                for (_, case) in resolver.cases(name, &premise).into_iter().take(MOST) {
                    let Some(name) = case.value else { continue };
                    self.push(api, Stage { name: name.into_owned(), when: case.premise.when });
                }
            }
            (None, Some(name)) => self.push(api, Stage { name: name.to_owned(), when: premise.when }),
            (None, None) => {}
        }
    }

    fn push(&mut self, api: &'t str, stage: Stage<'t>) {
        let stages = self.0.entry(api).or_default();
        if stages.len() < MOST && stages.iter().all(|known| known.name != stage.name) {
            stages.push(stage);
        }
    }

    /// What holds for an API of a kind in each of its stages; once, where none is known.
    pub(super) fn policies<'s>(
        &'s self,
        api: Option<&str>,
        kind: ApiKind,
        rules: &'s ApiGateway,
    ) -> Vec<(ApiPolicy<'s>, Option<&'s Stage<'t>>)> {
        let stages = api.and_then(|api| self.0.get(api)).map(Vec::as_slice).unwrap_or_default();
        let of = |stage: &'s Stage<'t>| (rules.policy(kind, Some(&stage.name)), Some(stage));
        match stages {
            [] => vec![(rules.policy(kind, None), None)],
            stages => stages.iter().map(of).collect(),
        }
    }
}
