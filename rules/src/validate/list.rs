//! Keywords about lists, and `enum` where it meets one. Items can depend on conditions: `Fn::If` with `AWS::NoValue`.

use formwork_schemas::{Keyword, Literal, Schema};
use formwork_template::{Assumption, Kind, Span, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{Fault, Limit, Listing, Place, Validator, Verdict};

/// Items with one text, in different cases, that are compared with the next.
const MAX_CASES: usize = 16;

impl<'a> Validator<'a> {
    /// An `enum` over a map or a list, which is none of them unless they are such themselves.
    pub(super) fn collection_enum(
        &mut self,
        allowed: &'a [Literal],
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if allowed.iter().any(|literal| matches!(literal, Literal::Array(_) | Literal::Object(_))) {
            self.unknown = true;
        } else {
            self.report(Fault::NotAllowed { allowed, by: Listing::Enum }, place, Some(value), when);
        }
    }

    pub(super) fn list_keyword(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        list: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let whole = place.around();
        match keyword {
            Keyword::Items(id) => {
                let prefixed = prefix(schema).len();
                for item in list.items().skip(prefixed) {
                    self.item(schema.at(*id), item, place, when);
                }
            }
            Keyword::PrefixItems(ids) => {
                for (item, id) in list.items().zip(ids) {
                    self.item(schema.at(*id), item, place, when);
                }
            }
            Keyword::MinItems(min) => self.too_few(list, *min, whole, when),
            Keyword::MaxItems(max) => {
                let actual = list.items().filter(|item| !can_be_absent(*item, when)).count();
                if actual > *max as usize {
                    let fault = Fault::ItemCount { actual, limit: Limit::Max(*max) };
                    self.report(fault, whole, Some(list), when);
                }
            }
            Keyword::UniqueItems(true) => self.repeated(list, &[], whole, when),
            Keyword::UniqueItems(false) if self.trial.is_none() => {
                if let Some((first, second, case)) = self.repetition(list, &[], when) {
                    let fault = Fault::RepeatedThoughAllowed { first, second };
                    self.report(fault, whole, Some(list), &case);
                }
            }
            Keyword::UniqueKeys(keys) => {
                // Items that agree in everything are one fault, not two.
                let is_told =
                    schema.keywords().iter().any(|keyword| matches!(keyword, Keyword::UniqueItems(true)))
                        && self.repetition(list, &[], when).is_some();
                if !is_told {
                    self.repeated(list, keys, place, when);
                }
            }
            Keyword::MaxUniqueItems(max) => {
                let certain =
                    list.items().filter(|item| item.function().is_none_or(|it| it.choice().is_none()));
                let actual = certain.map(Value::canonical).collect::<FxHashSet<String>>().len();
                if actual > *max as usize {
                    let fault = Fault::DistinctItems { actual, limit: *max };
                    self.report(fault, place, Some(list), when);
                }
            }
            Keyword::Contains(id) => self.contains(schema, schema.at(*id), list, place, when),
            _ => {}
        }
    }

    fn item(&mut self, schema: Schema<'a>, item: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        if !item.is_no_value() {
            self.value(schema, item, place.item(item), when);
        }
    }

    /// Counts the items that are there in every case, then looks for one case in which all others are absent.
    fn too_few(&mut self, list: Value<'a>, min: u32, place: Place<'a>, when: &Assumption<'a>) {
        if list.items().any(|item| matches!(item.kind(), Kind::Error)) {
            return;
        }
        let (mut actual, mut case) = (0, when.clone());
        for item in list.items() {
            let absent = item
                .possibilities_when(&case)
                .into_iter()
                .find(|possibility| possibility.value.is_none() && self.possible(&possibility.when));
            match absent {
                Some(absent) => case = absent.when,
                None => actual += 1,
            }
        }
        if actual < min as usize {
            let fault = Fault::ItemCount { actual, limit: Limit::Min(min) };
            self.report(fault, place, Some(list), &case);
        }
    }

    fn repeated(&mut self, list: Value<'a>, keys: &'a [SmolStr], place: Place<'a>, when: &Assumption<'a>) {
        if let Some((first, second, case)) = self.repetition(list, keys, when) {
            self.report(Fault::Repeated { first, second, keys }, place, Some(list), &case);
        }
    }

    /// The first item that agrees with an earlier one, wholly or in `keys`, and when it does.
    fn repetition(
        &self,
        list: Value<'a>,
        keys: &[SmolStr],
        when: &Assumption<'a>,
    ) -> Option<(Span, Value<'a>, Assumption<'a>)> {
        let mut seen: FxHashMap<String, Vec<(Span, Assumption<'a>)>> = FxHashMap::default();
        for item in list.items() {
            for possibility in item.possibilities_when(when) {
                let Some(value) = possibility.value else { continue };
                let Some(text) = identity(value, keys) else { continue };
                let earlier = seen.entry(text).or_default();
                let twice =
                    earlier.iter().filter(|(first, _)| *first != item.span()).find_map(|(first, case)| {
                        let both = case.and_all(&possibility.when)?;
                        self.possible(&both).then_some((*first, item, both))
                    });
                if twice.is_some() {
                    return twice;
                }
                if earlier.len() < MAX_CASES {
                    earlier.push((item.span(), possibility.when));
                }
            }
        }
        None
    }

    fn contains(
        &mut self,
        schema: Schema<'a>,
        wanted: Schema<'a>,
        list: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let bound = |find: fn(&Keyword) -> Option<u32>| schema.keywords().iter().find_map(find);
        let min = bound(|keyword| match keyword {
            Keyword::MinContains(min) => Some(*min),
            _ => None,
        });
        let max = bound(|keyword| match keyword {
            Keyword::MaxContains(max) => Some(*max),
            _ => None,
        });
        let (mut valid, mut unknown) = (0, 0);
        for item in list.items() {
            match self.verdict(wanted, item, place, when) {
                Verdict::Valid => valid += 1,
                Verdict::Unknown => unknown += 1,
                Verdict::Invalid => {}
            }
        }
        if valid + unknown < min.unwrap_or(1) || max.is_some_and(|max| valid > max) {
            self.report(Fault::Contains, place, Some(list), when);
        }
    }
}

fn prefix(schema: Schema<'_>) -> &[formwork_schemas::SchemaId] {
    let found = schema.keywords().iter().find_map(|keyword| match keyword {
        Keyword::PrefixItems(ids) => Some(ids.as_ref()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// What an item has in common with its copies; `None` where it has none of the keys.
fn identity(item: Value<'_>, keys: &[SmolStr]) -> Option<String> {
    if keys.is_empty() {
        return Some(item.canonical());
    }
    let parts: Option<Vec<String>> = keys.iter().map(|key| item.get(key).map(Value::canonical)).collect();
    Some(parts?.join("\u{0}"))
}

fn can_be_absent<'a>(item: Value<'a>, when: &Assumption<'a>) -> bool {
    matches!(item.kind(), Kind::Function(_) | Kind::Error)
        && item.possibilities_when(when).iter().any(|possibility| possibility.value.is_none())
}
