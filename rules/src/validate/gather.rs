//! `cfnGather`: values of this resource and of those that it refers to, put
//! together in one object and judged by one schema. A finding stands where the
//! value stands that it is about, whichever resource has it.

use formwork_schemas::{Comparison, Gather, Gathered, Number, Origin, Pattern, Schema, Source};
use formwork_template::{Assumption, Kind, Resource, Span, Value, json_string};
use smol_str::SmolStr;

use super::{Fault, Functions, Limit, Place, Validator};

/// Cases of a reference that are looked at.
const MAX_CASES: usize = 16;

/// Where findings stand that are about a made value: the places of its parts, and of the whole.
#[derive(Debug, Clone)]
pub(crate) struct Moved {
    whole: Span,
    /// Keys in the made text with what follows them, and their places, inner ones last.
    keys: Vec<(Span, Span)>,
}

impl Moved {
    /// All of it stands at one place.
    pub(crate) fn to(whole: Span) -> Self {
        Self { whole, keys: Vec::new() }
    }

    pub(super) fn place(&self, made: Span) -> Span {
        let holder =
            self.keys.iter().rev().find(|(part, _)| part.start <= made.start && made.end <= part.end);
        holder.map_or(self.whole, |(_, place)| *place)
    }

    /// Notes where the parts of a made value stand, which is written as `written`.
    fn follow(&mut self, made: Value<'_>, written: Value<'_>) {
        match (made.kind(), written.kind()) {
            (Kind::Map, Kind::Map) => {
                for ((key, made), (name, written)) in made.entries().zip(written.entries()) {
                    self.keys.push((Span::new(key.span.start, made.span().end), name.span));
                    self.follow(made, written);
                }
            }
            (Kind::List, Kind::List) => {
                for (made, written) in made.items().zip(written.items()) {
                    self.keys.push((made.span(), written.span()));
                    self.follow(made, written);
                }
            }
            // What is in a function stands where the function does.
            _ => {}
        }
    }
}

/// What is written for a gathered value, by its member and name.
type Part<'a> = (&'a str, &'a str, Value<'a>);

/// A resource whose values are gathered.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// The one that is judged
    This(Value<'a>),
    Other(Resource<'a>),
}

impl<'a> Validator<'a> {
    pub(super) fn gather(
        &mut self,
        gather: &'a Gather,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let leader = gather.members.iter().find_map(|member| Some((member, member.reference.as_ref()?)));
        let Some((leader, reference)) = leader else {
            return self.judge_together(gather, schema, None, value, place, when);
        };
        for (referring, when) in self.found_at(value, reference, when) {
            let target = match self.referent(referring) {
                Some(target) if is_wanted(leader, target) => Some(target),
                None if referring.function().is_none() => None,
                _ => continue,
            };
            self.judge_together(gather, schema, target.map(|target| (leader, target)), value, place, &when);
        }
    }

    fn judge_together(
        &mut self,
        gather: &'a Gather,
        schema: Schema<'a>,
        leader: Option<(&'a Gathered, Resource<'a>)>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let mut text = String::from("{");
        let mut moved = Moved::to(place.span);
        let mut parts: Vec<Part<'a>> = Vec::new();
        for member in &gather.members {
            let owner = match (&member.reference, leader) {
                (None, _) => Owner::This(value),
                (Some(_), None) => continue,
                (Some(_), Some((leading, target))) if std::ptr::eq(leading, member) => Owner::Other(target),
                (Some(reference), _) => {
                    let mut targets = self.found_at(value, reference, when).into_iter();
                    let target = targets.find_map(|(referring, _)| self.referent(referring));
                    match target.filter(|target| is_wanted(member, *target)) {
                        Some(target) => Owner::Other(target),
                        None => continue,
                    }
                }
            };
            parts.extend(self.write_member(member, owner, place, when, &mut text, &mut moved));
        }
        text.push('}');
        let made = self.made.json(&text);
        for (member, name, written) in parts {
            if let Some(value) = made.get(member).and_then(|member| member.get(name)) {
                moved.follow(value, written);
            }
        }
        let outer = (self.moved.replace(moved), self.gathered.replace(made));
        self.value(schema.at(gather.schema), made, place.inside(), when);
        (self.moved, self.gathered) = outer;
    }

    fn write_member(
        &self,
        member: &'a Gathered,
        owner: Owner<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
        text: &mut String,
        moved: &mut Moved,
    ) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let (properties, whole) = match owner {
            Owner::This(value) => (Some(value), place.span),
            Owner::Other(resource) => {
                let key = resource.value().entry("Properties").map_or(resource.id(), |(key, _)| key);
                (resource.properties(), key.span)
            }
        };
        let start = begin(text, &member.name);
        text.push('{');
        let first = moved.keys.len();
        for (name, origin) in &member.values {
            let (json, at) = match origin {
                Origin::TypeName => match owner {
                    Owner::Other(resource) => {
                        (json_string(resource.type_name().map_or("", |name| name.text)), whole)
                    }
                    Owner::This(_) => continue,
                },
                Origin::Property(path, default) => {
                    let found = properties.and_then(|map| self.first_at(map, path, when));
                    match (found, default) {
                        (Some((value, key, is_direct)), _) => {
                            if is_direct {
                                parts.push((member.name.as_str(), name.as_str(), value));
                            }
                            (value.to_json(), key.unwrap_or(whole))
                        }
                        (None, Some(default)) => (default.to_string(), whole),
                        (None, None) => continue,
                    }
                }
            };
            let start = begin(text, name);
            text.push_str(&json);
            moved.keys.push((Span::of(start..text.len()), at));
        }
        text.push('}');
        moved.keys.insert(first, (Span::of(start..text.len()), whole));
        parts
    }

    /// The first value at a path that is there, the key it stands at, and whether no `Fn::If` stands between.
    fn first_at(
        &self,
        map: Value<'a>,
        path: &[SmolStr],
        when: &Assumption<'a>,
    ) -> Option<(Value<'a>, Option<Span>, bool)> {
        let (value, _) = self.found_at(map, path, when).into_iter().find(|(value, _)| !value.is_null())?;
        let mut key = None;
        let mut at = map;
        for step in path {
            let Some((name, below)) = at.entry(step) else { break };
            key = Some(name.span);
            at = below;
        }
        Some((value, key, at.node() == value.node()))
    }

    /// The values at a path, each in its case; `Fn::If` on the way is followed, missing ones are left out.
    pub(crate) fn found_at(
        &self,
        value: Value<'a>,
        path: &[SmolStr],
        when: &Assumption<'a>,
    ) -> Vec<(Value<'a>, Assumption<'a>)> {
        let mut open = vec![(value, when.clone())];
        for step in path {
            let mut next = Vec::new();
            for (value, when) in open {
                for possibility in value.possibilities_when(&when) {
                    let Some(value) = possibility.value else { continue };
                    match step.as_str() {
                        "*" => next.extend(value.items().map(|item| (item, possibility.when.clone()))),
                        _ if value.function().is_some() => {}
                        _ => next.extend(value.get(step).map(|value| (value, possibility.when))),
                    }
                }
            }
            next.truncate(MAX_CASES);
            open = next;
        }
        let mut found = Vec::new();
        for (value, when) in open {
            for possibility in value.possibilities_when(&when) {
                if let Some(value) = possibility.value
                    && self.possible(&possibility.when)
                {
                    found.push((value, possibility.when));
                }
            }
        }
        found.truncate(MAX_CASES);
        found
    }

    /// The resource that a `Ref` or `Fn::GetAtt` is about.
    pub(crate) fn referent(&self, value: Value<'a>) -> Option<Resource<'a>> {
        let function = value.function()?;
        let name = function.reference().or_else(|| Some(function.get_att()?.resource))?;
        self.template.resource(name.text)
    }

    /// A comparison with another of the gathered values.
    pub(super) fn computed(
        &mut self,
        comparison: Comparison,
        source: &'a Source,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let other =
            self.gathered.and_then(|root| source.path.iter().try_fold(root, |value, step| value.get(step)));
        let is_known = |other: &Value<'a>| {
            self.functions == Functions::Plain || !matches!(other.kind(), Kind::Function(_))
        };
        let Some(other) = other.filter(is_known) else {
            self.unknown = true;
            return;
        };
        let text = super::scalar::literal_text(other).unwrap_or_default().to_owned();
        let text = match &source.map {
            None => Some(text),
            Some(map) => map.iter().find(|(key, _)| *key == text).map(|(_, mapped)| mapped.to_string()),
        };
        let Some(text) = text else {
            self.unknown = true;
            return;
        };
        let other = source.map.is_none().then_some(other);
        if let Some(fault) = comparison_fault(comparison, other, text, value) {
            self.report(fault, place, Some(value), when);
        }
    }
}

/// What a comparison of `value` finds: with another value if there is one, else with a text.
fn comparison_fault<'a>(
    comparison: Comparison,
    other: Option<Value<'_>>,
    text: String,
    value: Value<'_>,
) -> Option<Fault<'a>> {
    let number = text.trim().parse::<f64>().ok().map(|number| match text.trim().parse::<i64>() {
        Ok(whole) => Number::Integer(whole),
        Err(_) => Number::Float(number),
    });
    match (comparison, number, value.number()) {
        (Comparison::Const, ..) => {
            let equal = match other {
                Some(other) => {
                    value.canonical() == other.canonical() || super::scalar::is_equal(value, other)
                }
                None => super::scalar::literal_text(value) == Some(text.as_str()),
            };
            (!equal).then(|| Fault::NotEqual { other: other.map_or(text, shown) })
        }
        (Comparison::Pattern, ..) => {
            let held = super::scalar::literal_text(value);
            held.filter(|held| Pattern::new(&text).is_match(held) == Some(false))
                .map(|_| Fault::NotEqual { other: text })
        }
        (_, Some(limit), Some(number)) => {
            let bound = limit.as_f64();
            let (broken, limit, exclusive) = match comparison {
                Comparison::Minimum => (number < bound, Limit::Min(limit), false),
                Comparison::Maximum => (number > bound, Limit::Max(limit), false),
                Comparison::ExclusiveMinimum => (number <= bound, Limit::Min(limit), true),
                _ => (number >= bound, Limit::Max(limit), true),
            };
            broken.then_some(Fault::Range { limit, exclusive })
        }
        _ => None,
    }
}

fn is_wanted(member: &Gathered, target: Resource<'_>) -> bool {
    member.type_name.as_ref().is_none_or(|wanted| target.is(wanted))
}

/// A value in words: a text or a number, or a reference as YAML has it.
pub(super) fn shown(value: Value<'_>) -> String {
    let Some(function) = value.function() else {
        return super::scalar::literal_text(value).unwrap_or_default().to_owned();
    };
    match (
        function.reference(),
        function.get_att().and_then(|target| Some((target.resource, target.attribute?))),
    ) {
        (Some(name), _) => format!("!Ref {}", name.text),
        (None, Some((resource, attribute))) => format!("!GetAtt {}.{}", resource.text, attribute.text),
        (None, None) => function.name.key().to_owned(),
    }
}

/// Begins a member of a JSON object; says where its key begins.
fn begin(text: &mut String, name: &str) -> usize {
    if !text.ends_with('{') {
        text.push(',');
    }
    let start = text.len();
    text.push_str(&json_string(name));
    text.push(':');
    start
}
