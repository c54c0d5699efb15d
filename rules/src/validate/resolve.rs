//! The values that a function can give: a parameter's default and allowed
//! values, what a mapping holds, texts put together of such. The validator
//! judges them as if they were written at the function's place.
//!
//! Invariants:
//! 1. Only values that can be at once are put together: a parameter has one
//!    value in all of a text, and the conditions allow it.
//! 2. What nobody knows before deployment gives no values at all.
//! 3. No function gives more than [`MOST`] values.

use formwork_schemas::Region;
use formwork_template::{Answer, Function, FunctionName, Kind, Section, SubPiece, Template, Value};

use super::made::{DependsOn, Given, Made};
use super::rounds::Rounds;
use super::zones;

/// Values that are looked at of one function.
const MOST: usize = 512;

/// Bytes of a text that is put together; nobody knows a longer one.
const LONGEST: usize = 20_000;

/// One value that a function gives, and what it takes for it.
pub(crate) type Outcome<'a> = (Value<'a>, Given<'a>);

/// Works out values in one template.
#[derive(Clone, Copy)]
pub(crate) struct Resolver<'a, 'r> {
    pub(crate) template: &'a Template,
    pub(crate) regions: &'a [Region],
    pub(crate) made: &'a Made,
    /// Variables of the loops around the place.
    pub(crate) rounds: &'r [Rounds<'a>],
}

impl<'a> Resolver<'a, '_> {
    /// The values of anything: itself, where no function makes it.
    pub(crate) fn values(&self, value: Value<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        match value.kind() {
            Kind::Function(function) => self.function_values(function, given),
            _ => vec![(value, given.clone())],
        }
    }

    /// The values of a function.
    pub(crate) fn function_values(&self, function: Function<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        if !self.made.step() {
            return Vec::new();
        }
        let mut found = self.function(function, given);
        found.retain(|(_, given)| self.possible(given));
        found.truncate(MOST);
        found
    }

    fn function(&self, function: Function<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let argument = function.argument;
        match function.name {
            FunctionName::Ref => argument.text().map(|name| self.named(name, given)).unwrap_or_default(),
            FunctionName::Sub => self.sub(function, given),
            FunctionName::Join => self.join(argument, given),
            FunctionName::Select => self.select(argument, given),
            FunctionName::Split => self.split(argument, given),
            FunctionName::FindInMap => self.find_in_map(function, given),
            FunctionName::If => self.choice(function, given),
            FunctionName::GetAZs => self.zones(argument, given),
            FunctionName::ToJsonString => self.json(argument, given),
            _ => Vec::new(),
        }
    }

    /// Whether the conditions allow it, in one of the regions.
    fn possible(&self, given: &Given<'a>) -> bool {
        let literals = given.when.literals();
        let named: Vec<(&str, &str)> =
            given.names.iter().filter_map(|(name, value)| Some((name.as_str(), value.text()?))).collect();
        if literals.is_empty() {
            return true;
        }
        self.regions.iter().any(|region| {
            let with: Vec<_> = match given.value("AWS::Region") {
                Some(_) => named.clone(),
                None => named.iter().copied().chain([("AWS::Region", region.name())]).collect(),
            };
            self.template.conditions().satisfiable_given(literals, &with) != Answer::No
        })
    }

    fn sub(&self, function: Function<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let Some(sub) = function.sub() else { return Vec::new() };
        let mut texts: Vec<(String, Given<'a>)> = vec![(String::new(), given.clone())];
        for piece in &sub.pieces {
            let next = match piece {
                SubPiece::Text(text) => {
                    for (whole, _) in &mut texts {
                        whole.push_str(text);
                    }
                    continue;
                }
                SubPiece::Escaped(text) => {
                    for (whole, _) in &mut texts {
                        whole.push_str("${");
                        whole.push_str(text);
                        whole.push('}');
                    }
                    continue;
                }
                SubPiece::Variable(name) => texts.iter().flat_map(|(whole, given)| {
                    let own = format!("${{{}}}", name.text);
                    let values = match (given.value(&own), sub.own(name.text)) {
                        (Some(value), _) => vec![(value, given.clone())],
                        (None, Some(value)) => self
                            .values(value, given)
                            .into_iter()
                            .map(|(value, given)| (value, given.and(&own, value)))
                            .collect(),
                        (None, None) => self.named(name.text, given),
                    };
                    values
                        .into_iter()
                        .filter_map(move |(value, given)| Some((whole.clone() + value.text()?, given)))
                }),
            };
            texts = next.filter(|(text, _)| text.len() < LONGEST).take(MOST).collect();
        }
        // A text of many parts is a sample, and one that fits is enough: a parameter in it
        // is as good as a value that is written out.
        let parameter = given.parameter;
        let made = |(text, given): (String, Given<'a>)| {
            (self.made.text(&text), Given { parameter, origin: None, ..given })
        };
        texts.into_iter().map(made).collect()
    }

    fn join(&self, argument: Value<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let Some([delimiter, list]) = pair(argument) else { return Vec::new() };
        let mut found = Vec::new();
        for (delimiter, given) in self.values(delimiter, given) {
            let Some(delimiter) = delimiter.text() else { continue };
            for (list, given) in self.values(list, &given).into_iter().filter(|(list, _)| list.is_list()) {
                let mut texts = vec![(String::new(), given)];
                for (index, item) in list.items().enumerate() {
                    let joint = if index == 0 { "" } else { delimiter };
                    let next = texts.iter().flat_map(|(whole, given)| {
                        let whole = whole.clone() + joint;
                        let values = self.values(item, given).into_iter();
                        values.filter_map(move |(value, given)| {
                            let text = super::scalar::literal_text(value)?;
                            Some((whole.clone() + text, given))
                        })
                    });
                    texts = next.filter(|(text, _)| text.len() < LONGEST).take(MOST).collect();
                }
                let made = texts.into_iter();
                let made = made.map(|(text, given)| (self.made.text(&text), Given { origin: None, ..given }));
                found.extend(made);
                if found.len() >= MOST {
                    return found;
                }
            }
        }
        found
    }

    fn select(&self, argument: Value<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let Some([index, list]) = pair(argument) else { return Vec::new() };
        let mut found = Vec::new();
        for (index, given) in self.values(index, given) {
            let Some(index) = index.text().and_then(|text| text.trim().parse::<usize>().ok()) else {
                continue;
            };
            for (list, given) in self.values(list, &given) {
                let Some(item) = list.items().nth(index) else { continue };
                found.extend(self.values(item, &given));
                if found.len() >= MOST {
                    return found;
                }
            }
        }
        found
    }

    fn split(&self, argument: Value<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let Some([delimiter, source]) = pair(argument) else { return Vec::new() };
        let mut found = Vec::new();
        for (delimiter, _) in self.values(delimiter, given) {
            let Some(delimiter) = delimiter.text().filter(|text| !text.is_empty()) else { continue };
            for (source, given) in self.values(source, given) {
                let Some(text) = source.text() else { continue };
                let texts: Vec<String> = text.split(delimiter).map(str::to_owned).collect();
                found.push((self.made.list(&texts), given));
            }
        }
        found
    }

    fn find_in_map(&self, function: Function<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let Some(find) = function.find_in_map() else { return Vec::new() };
        let given = &Given { on: DependsOn::Anything, ..given.clone() };
        let mut found = Vec::new();
        if let Some(default) = find.default {
            found.extend(self.values(default, given));
        }
        if is_pseudo(find.map) || is_pseudo(find.second) {
            return found;
        }
        for (map, given) in self.values(find.map, given) {
            let Some(mapping) = map.text().and_then(|name| self.template.member(Section::Mappings, name))
            else {
                continue;
            };
            let tops: Vec<(Value<'a>, Given<'a>)> = match find.top.function().and_then(Function::reference) {
                Some(name) if name.text.starts_with("AWS::") => {
                    if find.second.function().is_some() {
                        continue;
                    }
                    let keys = mapping.value.entries().filter(|(key, _)| is_key_of(name.text, key.text));
                    keys.map(|(_, value)| (value, given.clone())).collect()
                }
                _ => {
                    let keys = self.values(find.top, &given).into_iter();
                    keys.filter_map(|(key, given)| Some((mapping.value.get(key.text()?)?, given))).collect()
                }
            };
            for (top, given) in tops {
                let keys = self.values(find.second, &given).into_iter();
                let values = keys.filter_map(|(key, given)| Some((top.get(key.text()?)?, given)));
                found.extend(values.map(|(value, given)| (value, Given { origin: None, ..given })));
                if found.len() >= MOST {
                    return found;
                }
            }
        }
        found
    }

    fn choice(&self, function: Function<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let Some(choice) = function.choice() else { return Vec::new() };
        let mut found = Vec::new();
        for (branch, holds) in [(choice.then, true), (choice.otherwise, false)] {
            let Some(when) = given.when.and(choice.condition.text, holds) else { continue };
            let values = self.values(branch, &Given { when, ..given.clone() }).into_iter();
            found.extend(values.map(|(value, given)| (value, Given { origin: None, ..given })));
        }
        found
    }

    fn zones(&self, argument: Value<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let mut found = Vec::new();
        for (region, given) in self.values(argument, given) {
            let regions: Vec<Region> = match region.text() {
                Some("") => self.regions.to_vec(),
                Some(name) => Region::parse(name).into_iter().collect(),
                None => Vec::new(),
            };
            for region in regions {
                found.push((self.made.list(&zones::of(region)), given.clone()));
            }
        }
        found
    }

    fn json(&self, argument: Value<'a>, given: &Given<'a>) -> Vec<Outcome<'a>> {
        let values = self.values(argument, given).into_iter();
        values.map(|(value, given)| (self.made.text(&value.to_json()), given)).collect()
    }
}

fn pair(argument: Value<'_>) -> Option<[Value<'_>; 2]> {
    let mut items = argument.items();
    let pair = [items.next()?, items.next()?];
    items.next().is_none().then_some(pair)
}

fn is_pseudo(value: Value<'_>) -> bool {
    value.function().and_then(Function::reference).is_some_and(|name| name.text.starts_with("AWS::"))
}

/// Whether a key of a mapping can be what a pseudo parameter gives.
fn is_key_of(pseudo: &str, key: &str) -> bool {
    match pseudo {
        "AWS::AccountId" => key.len() == 12 && key.bytes().all(|byte| byte.is_ascii_digit()),
        "AWS::Region" => Region::parse(key).is_some(),
        _ => true,
    }
}
