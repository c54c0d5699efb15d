//! What values come to, for people who look at them in an editor. The linter's own rules ask the resolvers
//! behind this directly.

use formwork_template::{Answer, Assumption, Resource, Template, Value};
use ipnet::IpNet;

use crate::deployed::Deployed;
use crate::known_text;
use crate::network::premise::Premise;
use crate::network::resolve::Resolver;
use crate::{Settings, Surroundings};

/// A text that a value comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub text: String,
    /// The case in which it does; empty where it always does.
    pub when: String,
    /// It rests on values of parameters that no stack gives, and a deployment may give others.
    pub by_default: bool,
    /// It holds where nobody says anything else, or in a stack.
    pub is_usual: bool,
    /// Nothing of it is left open, as `${AWS::Region}` would be.
    pub is_whole: bool,
}

/// Most texts that are told of one value.
const MOST: usize = 16;

/// The ways in which a template is deployed, kept for those who ask for many values.
#[derive(Debug)]
pub struct Ways<'t> {
    template: &'t Template,
    ways: Vec<Deployed<'t>>,
}

/// Whether a condition holds in one way of deploying its template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The way in words; empty where there is but one and nobody told of it.
    pub way: String,
    pub truth: Truth,
}

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Holds,
    Fails,
    /// What decides it is not known.
    Open,
}

/// Works out values. All of them together have one budget, so that asking for many is no more than asking for one.
#[derive(Debug)]
pub struct Values<'t> {
    template: &'t Template,
    ways: Vec<(&'t Deployed<'t>, Resolver<'t>)>,
}

impl<'t> Ways<'t> {
    pub fn new(template: &'t Template, settings: &'t Settings, around: Surroundings<'t>) -> Self {
        Self { template, ways: Deployed::all(template, settings, around) }
    }

    /// Whether a condition holds, in each way; where no file tells of stacks and nothing names environments, in
    /// general.
    pub fn holds(&self, condition: &str) -> Vec<Holding> {
        let holding = |way: &Deployed<'t>| {
            let can = |holds| {
                let answer = self.template.conditions().satisfiable_given(&[(condition, holds)], way.given());
                answer != Answer::No
            };
            let truth = match (can(true), can(false)) {
                (true, false) => Truth::Holds,
                (false, true) => Truth::Fails,
                _ => Truth::Open,
            };
            Holding { way: named(way), truth }
        };
        self.ways.iter().take(MOST).map(holding).collect()
    }

    pub fn values(&'t self) -> Values<'t> {
        let count = self.ways.len();
        let resolver = |way| (way, Resolver::deployed(self.template, way, count));
        Values { template: self.template, ways: self.ways.iter().map(resolver).collect() }
    }
}

impl<'t> Values<'t> {
    /// The texts that a value comes to, as far as the template and the stacks around it tell, without
    /// duplicates. Where a deployment decides a part of it, the text is told with that part left open. Nothing
    /// that is masked is told.
    pub fn of(&self, value: Value<'t>) -> Vec<Resolved> {
        let mut found = Vec::new();
        for (deployed, resolver) in &self.ways {
            let Some(known) = self.whole(value, deployed, resolver).or_else(|| self.in_part(value, deployed))
            else {
                return Vec::new();
            };
            found.extend(known.into_iter().filter(|it| !found.contains(it)).collect::<Vec<_>>());
            found.truncate(MOST);
        }
        alike(found)
    }

    /// `None` where a part of the value is not known, or masked.
    fn whole(
        &self,
        value: Value<'t>,
        way: &'t Deployed<'t>,
        resolver: &Resolver<'t>,
    ) -> Option<Vec<Resolved>> {
        let premise = Premise::default().deployed_as(Some(way));
        let cases = resolver.cases(value, &premise).into_iter().map(|(_, case)| case);
        let cases = cases.filter(|case| case.premise.may_hold(self.template));
        let known = cases.map(|case| {
            let given = case.premise.given();
            if given.iter().any(|(name, _)| self.is_masked(name)) {
                return None;
            }
            Some(Resolved {
                text: case.value?.into_owned(),
                when: case.premise.to_string(),
                by_default: way.stack.is_none() && !given.is_empty(),
                is_usual: way.is_usual || self.are_defaults(given),
                is_whole: true,
            })
        });
        known.collect()
    }

    /// The texts with what is open in them; `None` where nothing is known.
    fn in_part(&self, value: Value<'t>, way: &'t Deployed<'t>) -> Option<Vec<Resolved>> {
        /// With more texts than that, nobody is told more by them than by the value.
        const FEW: usize = 4;
        let always = Assumption::default();
        let texts = known_text::texts_in(value, self.template, &always, way.stack);
        let is_told = !texts.is_empty() && texts.len() <= FEW;
        let told = texts.iter().map(|known| {
            let given = known.case.given();
            let rests_on_stack =
                known.case.stack.is_some() || !given.is_empty() || !known.case.when.is_always();
            Resolved {
                text: known.to_string(),
                when: match way.stack.filter(|_| rests_on_stack) {
                    Some(stack) => format!("deployed as `{}`", stack.file),
                    None => known.case.beyond(&always),
                },
                by_default: way.stack.is_none() && !given.is_empty(),
                is_usual: way.stack.is_some() || self.are_defaults(given),
                is_whole: known.exact().is_some(),
            }
        });
        is_told.then(|| told.collect())
    }

    /// Whether parameters have the values that they have where nobody says anything.
    fn are_defaults(&self, given: &[(&str, &str)]) -> bool {
        given.iter().all(|(name, value)| {
            let default = self.template.parameter(name).and_then(|parameter| parameter.default()?.text());
            default == Some(value)
        })
    }

    fn is_masked(&self, parameter: &str) -> bool {
        let parameter = self.template.parameter(parameter);
        let masks = parameter.and_then(|parameter| parameter.0.value.get("NoEcho"));
        masks.is_some_and(|masks| masks.boolean() != Some(false))
    }
}

/// A way of deploying in words.
fn named(way: &Deployed<'_>) -> String {
    match (way.stack, way.given()) {
        (Some(stack), _) => format!("deployed as `{}`", stack.file),
        (None, [(name, value)]) => format!("`{name}` is `{value}`"),
        (None, _) => String::new(),
    }
}

/// One text that holds in several cases, or in one that is nothing but defaults, without its cases.
fn alike(mut found: Vec<Resolved>) -> Vec<Resolved> {
    if let [first, rest @ ..] = found.as_mut_slice()
        && rest.iter().all(|it| it.text == first.text)
        && (!rest.is_empty() || first.by_default)
    {
        first.when.clear();
        found.truncate(1);
    }
    found
}

/// The texts that a value comes to: [`Values::of`] for one who asks once.
pub fn values(
    value: Value<'_>,
    template: &Template,
    settings: &Settings,
    around: Surroundings<'_>,
) -> Vec<Resolved> {
    Ways::new(template, settings, around).values().of(value)
}

/// The blocks that an organisation cuts its networks from, each with its environment.
pub fn supernets(settings: &Settings) -> impl Iterator<Item = (&str, IpNet)> {
    let all = settings.network().supernets.iter();
    all.flat_map(|(name, blocks)| blocks.iter().map(move |block| (name.as_str(), *block)))
}

/// The blocks that no network may use, each with what it is kept for.
pub fn reserved(settings: &Settings) -> impl Iterator<Item = (Option<&str>, IpNet)> {
    settings.network().reserved.iter().map(|reserved| (reserved.purpose.as_deref(), reserved.block))
}

/// An address block of a template: the resource that has it, and the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressBlock {
    pub owner: String,
    pub block: IpNet,
}

/// The address blocks of VPCs and subnets that are known, in the order of the template.
pub fn address_blocks(template: &Template) -> Vec<AddressBlock> {
    let is_network = |resource: &Resource<'_>| {
        resource.type_name().is_some_and(|name| matches!(name.text, "AWS::EC2::VPC" | "AWS::EC2::Subnet"))
    };
    let resolver = Resolver::new(template);
    let mut found = Vec::new();
    for resource in template.resources().filter(is_network) {
        let Some(value) = resource.property("CidrBlock") else { continue };
        for (_, case) in resolver.cases(value, &Premise::of(resource)) {
            let block = case.value.and_then(|text| crate::network::cidr::parse(&text));
            found.extend(block.map(|block| AddressBlock { owner: resource.id().text.to_owned(), block }));
        }
    }
    found
}
