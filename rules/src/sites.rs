//! Places in the properties of resources, found by path: what stands there in
//! each case that `Fn::If` makes, and where findings about it are reported. The
//! service rules look at templates through these; nothing here judges a value.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use formwork_template::{
    Answer, Assumption, Name, Place, Resource, ScalarKind, Section, Span, Template, Value,
};

use rustc_hash::FxHashMap;

use crate::Context;
use crate::validate::NOTHING;

/// Places that the rule of one template may visit. Beyond, there are none:
/// rules that hold places against one another end in silence, not late.
const MAX_STEPS: u32 = 200_000;

/// The walks of one rule over one template.
#[derive(Debug)]
pub(crate) struct Walk<'t> {
    template: &'t Template,
    resources: Rc<ByType<'t>>,
    steps: Cell<u32>,
}

/// The resources of a template by their types. Those whose names are none are left out, as
/// nothing else is said of them; a loop may make a name one.
#[derive(Debug)]
pub(crate) struct ByType<'t>(FxHashMap<&'t str, Vec<Resource<'t>>>);

impl<'t> ByType<'t> {
    pub(crate) fn new(template: &'t Template) -> Self {
        let mut by_type: FxHashMap<&str, Vec<Resource<'_>>> = FxHashMap::default();
        let loops = template.has_language_extensions();
        for resource in template.resources() {
            let is_plain = resource.id().text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let Some(name) = resource.type_name().filter(|_| is_plain || (resource.0.looped && loops)) else {
                continue;
            };
            by_type.entry(name.text).or_default().push(resource);
        }
        Self(by_type)
    }

    fn of(&self, type_name: &str) -> &[Resource<'t>] {
        self.0.get(type_name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A place in one case.
#[derive(Clone)]
pub(crate) struct Site<'w, 't> {
    walk: &'w Walk<'t>,
    /// The resource that it belongs to.
    pub(crate) owner: Name<'t>,
    /// What stands there, functions but `Fn::If` included. `None` where the case leaves it out.
    pub(crate) value: Option<Value<'t>>,
    place: Place,
    /// Conditions that make the case, the resource's own among them.
    pub(crate) when: Assumption<'t>,
    /// Whether `Fn::If` chose among the items of a list on the way, so that numbers of items say little.
    pub(crate) is_shifted: bool,
}

impl<'t> Walk<'t> {
    pub(crate) fn new(cx: &Context<'t>) -> Self {
        Self { template: cx.template(), resources: cx.by_type(), steps: Cell::new(MAX_STEPS) }
    }

    /// Walks over another template than the one that is checked.
    pub(crate) fn over(template: &'t Template) -> Self {
        Self { template, resources: Rc::new(ByType::new(template)), steps: Cell::new(MAX_STEPS) }
    }

    /// Where a path such as `AWS::S3::Bucket/Tags/*/Key` leads in the resources of its type.
    /// What is left out in a case is not among the places.
    pub(crate) fn all(&self, path: &str) -> Vec<Site<'_, 't>> {
        let (type_name, path) = path.split_once('/').unwrap_or((path, ""));
        self.resources(type_name).flat_map(|(_, properties)| properties.found(path)).collect()
    }

    /// The resources of a type, each with its properties in each case.
    pub(crate) fn resources(&self, type_name: &str) -> impl Iterator<Item = (Resource<'t>, Site<'_, 't>)> {
        let resources = self.resources.of(type_name).iter().copied();
        resources.flat_map(|resource| self.properties(resource).into_iter().map(move |site| (resource, site)))
    }

    /// The properties of a resource, in each case.
    pub(crate) fn properties(&self, resource: Resource<'t>) -> Vec<Site<'_, 't>> {
        let when = resource.condition().and_then(|condition| Assumption::default().and(condition.text, true));
        let written = resource.value().entry("Properties");
        let (key, value) = written.unwrap_or_else(|| (resource.id(), Value::new(&NOTHING, NOTHING.root())));
        let site = Site {
            walk: self,
            owner: resource.id(),
            value: Some(value),
            place: Place::key(key.span),
            when: when.unwrap_or_default(),
            is_shifted: false,
        };
        site.cases().into_iter().filter(|site| site.value.is_some_and(Value::is_map)).collect()
    }

    /// What SAM's globals have at a path, in each case.
    pub(crate) fn globals(&self, path: &str) -> Vec<Site<'_, 't>> {
        if self.template.is_sam() { self.in_section(Section::Globals, path) } else { Vec::new() }
    }

    /// A section's value at a path, in each case.
    fn in_section(&self, section: Section, path: &str) -> Vec<Site<'_, 't>> {
        let Some((key, value)) = self.template.section(section) else { return Vec::new() };
        let place = Place::key(key.span);
        let when = Assumption::default();
        let site = Site { walk: self, owner: key, value: Some(value), place, when, is_shifted: false };
        site.found(path)
    }

    fn step(&self) -> bool {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        left > 0
    }
}

impl<'w, 't> Site<'w, 't> {
    /// Where findings about what stands here are reported.
    pub(crate) fn span(&self) -> Span {
        self.place.span()
    }

    /// The places that a path leads to from here: keys, and `*` for every item of a list.
    /// Where a case leaves something out, its place has no value; where a function
    /// makes something of which only a part is asked for, there is no place.
    pub(crate) fn at(&self, path: &str) -> Vec<Self> {
        let mut sites = self.cases();
        for step in path.split('/').filter(|step| !step.is_empty()) {
            sites = sites.iter().flat_map(|site| site.below(step)).flat_map(|site| site.cases()).collect();
        }
        sites
    }

    /// As [`Site::at`], without the places that are left out.
    pub(crate) fn found(&self, path: &str) -> Vec<Self> {
        let mut sites = self.at(path);
        sites.retain(|site| site.value.is_some());
        sites
    }

    /// The same place where the case of `other` holds as well; `None` where it can't.
    pub(crate) fn given(&self, other: &Self) -> Option<Self> {
        let when = self.when.and_all(&other.when)?;
        self.walk.may_hold(&when).then(|| Self { when, ..self.clone() })
    }

    /// Whether the cases of both can hold in one deployment.
    pub(crate) fn stands_with(&self, other: &Self) -> bool {
        self.when.and_all(&other.when).is_some_and(|both| self.walk.may_hold(&both))
    }

    /// Whether the other is there wherever this is.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        other.when.literals().iter().all(|literal| self.when.literals().contains(literal))
    }

    /// A literal string; not one that the deployment replaces.
    pub(crate) fn string(&self) -> Option<&'t str> {
        let text = self.value?.string()?.text;
        let is_open = text.contains("{{resolve:")
            || (self.walk.template.has_language_extensions() && (text.contains("${") || text.contains("&{")));
        (!is_open).then_some(text)
    }

    /// A literal string or integer.
    pub(crate) fn word(&self) -> Option<&'t str> {
        let is_integer = matches!(self.value?.scalar()?.kind, ScalarKind::Integer(_));
        if is_integer { self.value?.text() } else { self.string() }
    }

    /// A literal integer.
    pub(crate) fn integer(&self) -> Option<i64> {
        match self.value?.scalar()?.kind {
            ScalarKind::Integer(value) => Some(value),
            _ => None,
        }
    }

    /// The key of a map here, and its value as it is written.
    pub(crate) fn entry(&self, key: &str) -> Option<(Name<'t>, Value<'t>)> {
        self.value.filter(|value| value.is_map())?.entry(key)
    }

    /// What a key of a map here holds, with `Fn::If` still around it.
    pub(crate) fn written(&self, key: &str) -> Option<Self> {
        let (name, value) = self.entry(key)?;
        Some(Self { value: Some(value), place: Place::key(name.span), ..self.clone() })
    }

    /// The place of a finding about what a path leads to as it is written: its last key that is there.
    pub(crate) fn span_of(&self, path: &str) -> Span {
        let mut span = self.place.holder().span();
        let mut value = self.value;
        for step in path.split('/') {
            let Some((key, below)) = value.and_then(|value| value.entry(step)) else { break };
            (span, value) = (key.span, Some(below));
        }
        span
    }

    /// The resource that a `Ref` or an `Fn::GetAtt` here names.
    pub(crate) fn target(&self) -> Option<&'t str> {
        let function = self.value?.function()?;
        let target = function.get_att().map(|target| target.resource);
        Some(function.reference().or(target)?.text)
    }

    /// The name that a `Ref` here refers to.
    pub(crate) fn reference(&self) -> Option<&'t str> {
        Some(self.value?.function()?.reference()?.text)
    }

    /// Where findings about the argument of a function here are reported.
    pub(crate) fn argument_span(&self) -> Span {
        let function = self.value.and_then(Value::function);
        function.map_or(self.place, |function| self.place.argument(function)).span()
    }

    /// The same place where a condition holds or not; `None` where it can't.
    pub(crate) fn assuming(&self, condition: &'t str, holds: bool) -> Option<Self> {
        let when = self.when.and(condition, holds)?;
        self.walk.may_hold(&when).then(|| Self { when, ..self.clone() })
    }

    /// The properties of another resource where this case holds.
    pub(crate) fn properties_of(&self, id: &str, type_name: &str) -> Vec<Self> {
        let resource = self.walk.template.resource(id).filter(|resource| resource.is(type_name));
        let properties = resource.map(|resource| self.walk.properties(resource)).unwrap_or_default();
        properties.into_iter().filter_map(|properties| properties.given(self)).collect()
    }

    /// What the value here comes to without `Fn::If`.
    fn cases(&self) -> Vec<Self> {
        let Some(value) = self.value.filter(|value| value.function().is_some()) else {
            return vec![self.clone()];
        };
        let mut found = Vec::new();
        let mut open = vec![(value, self.place, self.when.clone())];
        while let Some((value, place, when)) = open.pop() {
            if !self.walk.step() {
                break;
            }
            let function = value.function();
            let Some((function, choice)) = function.and_then(|function| Some((function, function.choice()?)))
            else {
                // What is not there has no place of its own.
                let place = match function.filter(|_| value.is_no_value()) {
                    Some(function) => place.argument(function),
                    None => place,
                };
                let value = Some(value).filter(|value| !value.is_no_value());
                found.push(Self { value, place, when, ..self.clone() });
                continue;
            };
            if !self.walk.template.index().may_define(Section::Conditions, choice.condition.text) {
                continue;
            }
            let place = place.argument(function);
            for (branch, holds) in [(choice.otherwise, false), (choice.then, true)] {
                let when = when.and(choice.condition.text, holds).filter(|when| self.walk.may_hold(when));
                if let Some(when) = when {
                    open.push((branch, place.item(branch), when));
                }
            }
        }
        found
    }

    /// One step down, with `Fn::If` still around what is there.
    fn below(&self, step: &str) -> Vec<Self> {
        let missing = || vec![Self { value: None, place: self.place.holder(), ..self.clone() }];
        let Some(value) = self.value else { return missing() };
        if value.function().is_some() || value.is_error() || !self.walk.step() {
            return Vec::new();
        }
        if step == "*" && value.is_list() {
            let item = |item: Value<'t>| {
                let is_shifted = self.is_shifted || item.function().is_some();
                Self { value: Some(item), place: self.place.item(item), is_shifted, ..self.clone() }
            };
            return value.items().take_while(|_| self.walk.step()).map(item).collect();
        }
        match value.entry(step).filter(|_| value.is_map()) {
            Some((key, value)) => {
                let value = Some(value).filter(|value| !value.is_null());
                vec![Self { value, place: Place::key(key.span), ..self.clone() }]
            }
            None => missing(),
        }
    }
}

impl Walk<'_> {
    fn may_hold(&self, when: &Assumption<'_>) -> bool {
        when.is_always() || self.template.conditions().satisfiable(when.literals()) != Answer::No
    }
}

impl fmt::Debug for Site<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?} when {}", self.owner, self.value, self.when)
    }
}
