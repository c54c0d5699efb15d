//! Texts worked out of values: literals, values of parameters, and intrinsic
//! functions over them. One answer a case; what only a deployment decides has
//! none. Bounded in cases and in steps, so that hostile nesting ends in silence.

use std::borrow::Cow;
use std::cell::Cell;

use formwork_template::{Function, FunctionName, Kind, Resource, Section, SubPiece, Template, Value};

use super::cidr;
use super::premise::Premise;
use crate::deployed::Deployed;

/// What a value comes to in one case.
#[derive(Debug, Clone)]
pub(crate) struct Case<'t, T> {
    /// `None` where a deployment decides.
    pub(crate) value: Option<T>,
    pub(crate) premise: Premise<'t>,
}

type Texts<'t> = Vec<Case<'t, Cow<'t, str>>>;

/// Most cases of one value; more of them count as undecidable.
const MAX_CASES: usize = 32;
/// Deepest nesting of functions, mappings and attributes that is followed.
const MAX_DEPTH: u8 = 16;
/// Most parts of one text, and its greatest length.
const MAX_PARTS: usize = 64;
const MAX_TEXT: usize = 4_096;
/// Steps for all values of one template together.
const BUDGET: u32 = 250_000;

/// Works out the values of one template.
#[derive(Debug)]
pub(crate) struct Resolver<'t> {
    template: &'t Template,
    /// The way of deploying that gives parameters their values; without one they have their defaults.
    deployed: Option<&'t Deployed<'t>>,
    budget: Cell<u32>,
}

/// A value under a premise, and how deep the way to it was.
#[derive(Clone, Copy)]
struct At<'p, 't> {
    value: Value<'t>,
    premise: &'p Premise<'t>,
    depth: u8,
}

impl<'p, 't> At<'p, 't> {
    fn inner<'q>(self, value: Value<'t>, premise: &'q Premise<'t>) -> At<'q, 't> {
        At { value, premise, depth: self.depth + 1 }
    }

    fn known(self, text: impl Into<Cow<'t, str>>) -> Texts<'t> {
        let value = Some(text.into()).filter(|text: &Cow<'_, str>| text.len() <= MAX_TEXT);
        vec![Case { value, premise: self.premise.clone() }]
    }

    fn unknown<T>(self) -> Vec<Case<'t, T>> {
        vec![Case { value: None, premise: self.premise.clone() }]
    }
}

impl<'t> Resolver<'t> {
    pub(crate) fn new(template: &'t Template) -> Self {
        Self { template, deployed: None, budget: Cell::new(BUDGET) }
    }

    /// Works out the values that a template has in one of `ways` ways of deploying it.
    pub(crate) fn deployed(template: &'t Template, deployed: &'t Deployed<'t>, ways: usize) -> Self {
        let budget = BUDGET / u32::try_from(ways.max(1)).unwrap_or(u32::MAX);
        Self { template, deployed: Some(deployed), budget: Cell::new(budget) }
    }

    /// That a resource exists, in the way of deploying.
    pub(crate) fn premise_of(&self, resource: Resource<'t>) -> Premise<'t> {
        Premise::of(resource).deployed_as(self.deployed)
    }

    pub(crate) fn template(&self) -> &'t Template {
        self.template
    }

    /// The values that a place can have, `Fn::If` taken apart, and what each comes
    /// to. Where the place is as if it were not there, there is no case.
    pub(crate) fn cases(
        &self,
        value: Value<'t>,
        premise: &Premise<'t>,
    ) -> Vec<(Value<'t>, Case<'t, Cow<'t, str>>)> {
        let mut cases = Vec::new();
        for possibility in self.possibilities(value, premise).unwrap_or_default() {
            let Some(leaf) = possibility.value else { continue };
            let premise = premise.under(possibility.when);
            let texts = self.leaf(At { value: leaf, premise: &premise, depth: 0 });
            cases.extend(texts.into_iter().map(|case| (leaf, case)));
        }
        cases
    }

    /// `None` where there are too many.
    fn possibilities(
        &self,
        value: Value<'t>,
        premise: &Premise<'t>,
    ) -> Option<Vec<formwork_template::Possibility<'t>>> {
        self.budget.set(self.budget.get().checked_sub(1)?);
        let found = value.possibilities_when(&premise.when);
        self.budget.set(self.budget.get().saturating_sub(found.len() as u32));
        (found.len() <= MAX_CASES).then_some(found)
    }

    fn texts(&self, at: At<'_, 't>) -> Texts<'t> {
        self.each(at, |at| self.leaf(at))
    }

    /// Joins what `answer` gives for each value that the place can have.
    fn each(&self, at: At<'_, 't>, answer: impl Fn(At<'_, 't>) -> Texts<'t>) -> Texts<'t> {
        let Some(found) = self.possibilities(at.value, at.premise).filter(|_| at.depth < MAX_DEPTH) else {
            return at.unknown();
        };
        let mut texts = Vec::new();
        for possibility in found {
            let premise = at.premise.under(possibility.when);
            match possibility.value {
                Some(value) => texts.extend(answer(At { value, premise: &premise, ..at })),
                None => texts.push(Case { value: None, premise }),
            }
        }
        if texts.len() > MAX_CASES { at.unknown() } else { texts }
    }

    /// A value that is no `Fn::If`.
    fn leaf(&self, at: At<'_, 't>) -> Texts<'t> {
        match at.value.kind() {
            Kind::Scalar(_) => at.value.text().map_or_else(|| at.unknown(), |text| at.known(text)),
            Kind::Function(function) => self.function(at, function),
            Kind::List | Kind::Map | Kind::Tagged | Kind::Error => at.unknown(),
        }
    }

    fn function(&self, at: At<'_, 't>, function: Function<'t>) -> Texts<'t> {
        match function.name {
            FunctionName::Ref => match function.reference() {
                Some(name) => self.variable(at, name.text),
                None => at.unknown(),
            },
            FunctionName::GetAtt => {
                match function.get_att().and_then(|get| Some((get.resource, get.attribute?))) {
                    Some((resource, attribute)) => self.attribute(at, resource.text, attribute.text),
                    None => at.unknown(),
                }
            }
            FunctionName::FindInMap => self.mapped(at, function, |at| self.texts(at)),
            FunctionName::Sub => self.sub(at, function),
            FunctionName::Join => self.join(at, function),
            FunctionName::Select => self.select(at, function),
            _ => at.unknown(),
        }
    }

    /// A parameter that is no list.
    fn variable(&self, at: At<'_, 't>, name: &'t str) -> Texts<'t> {
        match self.parameter(name).filter(|_| self.template.parameter(name).is_some_and(|p| !p.is_list())) {
            Some(text) => {
                let premise = at.premise.and(&Premise::value_of(name, text)).unwrap_or_default();
                At { premise: &premise, ..at }.known(text)
            }
            None => at.unknown(),
        }
    }

    /// The value of a parameter: what the way of deploying gives it, its default, or
    /// the only one allowed.
    fn parameter(&self, name: &str) -> Option<&'t str> {
        let parameter = self.template.parameter(name).filter(|parameter| !parameter.is_ssm())?;
        if let Some(value) = self.deployed.and_then(|deployed| deployed.value(name)) {
            return Some(value);
        }
        let only = || parameter.allowed_values().filter(|values| values.items().len() == 1)?.items().next();
        parameter.default().or_else(only)?.text()
    }

    /// Attributes that give a property back.
    fn attribute(&self, at: At<'_, 't>, resource: &str, attribute: &str) -> Texts<'t> {
        let property = self
            .template
            .resource(resource)
            .filter(|resource| resource.is("AWS::EC2::VPC") || resource.is("AWS::EC2::Subnet"))
            .filter(|_| attribute == "CidrBlock")
            .and_then(|resource| resource.property(attribute));
        property.map_or_else(|| at.unknown(), |value| self.texts(at.inner(value, at.premise)))
    }

    /// What `answer` makes of the value that `Fn::FindInMap` finds.
    fn mapped(
        &self,
        at: At<'_, 't>,
        function: Function<'t>,
        answer: impl Fn(At<'_, 't>) -> Texts<'t>,
    ) -> Texts<'t> {
        let Some(find) = function.find_in_map() else { return at.unknown() };
        let keys = [find.map, find.top, find.second].map(|value| self.texts(at.inner(value, at.premise)));
        combine(at, &keys, |keys, premise| {
            let mapping = self.template.member(Section::Mappings, &keys[0]);
            let found = mapping.and_then(|mapping| mapping.value.at(&[&keys[1], &keys[2]])).or(find.default);
            found.map_or_else(|| at.unknown(), |value| answer(at.inner(value, premise)))
        })
    }

    fn sub(&self, at: At<'_, 't>, function: Function<'t>) -> Texts<'t> {
        let Some(sub) = function.sub() else { return at.unknown() };
        let pieces: Vec<Texts<'t>> = sub
            .pieces
            .iter()
            .map(|piece| match piece {
                SubPiece::Text(text) => at.known(*text),
                SubPiece::Escaped(text) => at.known(format!("${{{text}}}")),
                SubPiece::Variable(name) => match (sub.own(name.text), name.text.split_once('.')) {
                    (Some(value), _) => self.texts(at.inner(value, at.premise)),
                    (None, Some((resource, attribute))) => self.attribute(at, resource, attribute),
                    (None, None) => self.variable(at, name.text),
                },
            })
            .collect();
        combine(at, &pieces, |pieces, premise| At { premise, ..at }.known(pieces.concat()))
    }

    fn join(&self, at: At<'_, 't>, function: Function<'t>) -> Texts<'t> {
        let mut arguments = function.argument.items();
        let (Some(delimiter), Some(list)) = (arguments.next(), arguments.next()) else { return at.unknown() };
        if !list.is_list() {
            return at.unknown();
        }
        let parts = std::iter::once(delimiter).chain(list.items());
        let parts: Vec<_> = parts.map(|part| self.texts(at.inner(part, at.premise))).collect();
        combine(at, &parts, |parts, premise| At { premise, ..at }.known(parts[1..].join(&*parts[0])))
    }

    fn select(&self, at: At<'_, 't>, function: Function<'t>) -> Texts<'t> {
        let mut arguments = function.argument.items();
        let (Some(index), Some(list)) = (arguments.next(), arguments.next()) else { return at.unknown() };
        let index = self.texts(at.inner(index, at.premise));
        combine(at, &[index], |index, premise| match index[0].trim().parse() {
            Ok(index) => self.item(at.inner(list, premise), index),
            Err(_) => at.unknown(),
        })
    }

    /// An item of a list, however the list is made.
    fn item(&self, at: At<'_, 't>, index: u32) -> Texts<'t> {
        self.each(at, |at| match at.value.kind() {
            Kind::List => {
                let before = at.value.items().take(index as usize);
                let is_shifted =
                    before.filter(|item| item.function().is_some()).any(|item| self.may_go(at, item));
                match at.value.items().nth(index as usize).filter(|_| !is_shifted) {
                    Some(item) => self.texts(at.inner(item, at.premise)),
                    None => at.unknown(),
                }
            }
            Kind::Function(function) => match function.name {
                FunctionName::Cidr => self.cut(at, function, index),
                FunctionName::Split => self.split(at, function, index),
                FunctionName::FindInMap => self.mapped(at, function, |at| self.item(at, index)),
                FunctionName::Ref => self.listed(at, function, index),
                _ => at.unknown(),
            },
            _ => at.unknown(),
        })
    }

    /// Whether an item may be left out, which moves those behind it.
    fn may_go(&self, at: At<'_, 't>, item: Value<'t>) -> bool {
        self.possibilities(item, at.premise).is_none_or(|found| found.iter().any(|one| one.value.is_none()))
    }

    /// An item of the list that a parameter holds.
    fn listed(&self, at: At<'_, 't>, function: Function<'t>, index: u32) -> Texts<'t> {
        let name = function.reference().map(|name| name.text);
        let item = name.and_then(|name| {
            let default =
                self.template.parameter(name).filter(|p| p.is_list()).and_then(|_| self.parameter(name))?;
            let item = default.split(',').nth(index as usize)?.trim();
            let premise = at.premise.and(&Premise::value_of(name, default))?;
            Some(At { premise: &premise, ..at }.known(item))
        });
        item.unwrap_or_else(|| at.unknown())
    }

    fn cut(&self, at: At<'_, 't>, function: Function<'t>, index: u32) -> Texts<'t> {
        let arguments: Vec<_> =
            function.argument.items().map(|argument| self.texts(at.inner(argument, at.premise))).collect();
        if arguments.len() != 3 {
            return at.unknown();
        }
        combine(at, &arguments, |texts, premise| {
            let cut = cidr::parse(&texts[0])
                .zip(texts[1].parse().ok().zip(texts[2].parse().ok()))
                .and_then(|(block, (count, bits))| cidr::cut(block, count, bits, index));
            cut.map_or_else(|| at.unknown(), |net| At { premise, ..at }.known(net.to_string()))
        })
    }

    fn split(&self, at: At<'_, 't>, function: Function<'t>, index: u32) -> Texts<'t> {
        let arguments: Vec<_> =
            function.argument.items().map(|argument| self.texts(at.inner(argument, at.premise))).collect();
        combine(at, &arguments, |texts, premise| {
            let [delimiter, text] = texts else { return at.unknown() };
            if delimiter.is_empty() {
                return at.unknown();
            }
            let item = text.split(&**delimiter).nth(index as usize);
            item.map_or_else(|| at.unknown(), |item| At { premise, ..at }.known(item.to_owned()))
        })
    }
}

/// What `answer` makes of every way in which the parts go together.
fn combine<'t>(
    at: At<'_, 't>,
    parts: &[Texts<'t>],
    answer: impl Fn(&[Cow<'t, str>], &Premise<'t>) -> Texts<'t>,
) -> Texts<'t> {
    if parts.len() > MAX_PARTS {
        return at.unknown();
    }
    let mut ways: Vec<Case<'t, Vec<Cow<'t, str>>>> =
        vec![Case { value: Some(Vec::new()), premise: at.premise.clone() }];
    for part in parts {
        ways = ways.iter().flat_map(|way| part.iter().filter_map(move |case| together(way, case))).collect();
        if ways.len() > MAX_CASES {
            return at.unknown();
        }
    }
    let mut texts = Vec::new();
    for way in ways {
        match way.value {
            Some(values) => texts.extend(answer(&values, &way.premise)),
            None => texts.push(Case { value: None, premise: way.premise }),
        }
    }
    if texts.len() > MAX_CASES { at.unknown() } else { texts }
}

/// A way to put parts together, and one part more.
fn together<'t>(
    way: &Case<'t, Vec<Cow<'t, str>>>,
    part: &Case<'t, Cow<'t, str>>,
) -> Option<Case<'t, Vec<Cow<'t, str>>>> {
    let premise = way.premise.and(&part.premise)?;
    let value = way.value.as_ref().zip(part.value.as_ref()).map(|(values, value)| {
        let mut values = values.clone();
        values.push(value.clone());
        values
    });
    Some(Case { value, premise })
}
