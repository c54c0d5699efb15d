//! Keywords about lists. Items can depend on conditions: `Fn::If` with `AWS::NoValue`.

use formwork_schemas::{Keyword, Schema};
use formwork_template::{Assumption, Kind, Span, Value};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Fault, Limit, Place, Validator, Verdict};

impl<'a> Validator<'a> {
    pub(super) fn list_keyword(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        list: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
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
            Keyword::MinItems(min) => self.too_few(list, *min, place, when),
            Keyword::MaxItems(max) => {
                let actual = list.items().filter(|item| !self.can_be_absent(*item, when)).count();
                if actual > *max as usize {
                    let fault = Fault::ItemCount { actual, limit: Limit::Max(*max) };
                    self.report(fault, place, Some(list), when);
                }
            }
            Keyword::UniqueItems(true) => self.repeated(list, &[], place, when),
            Keyword::UniqueKeys(keys) => self.repeated(list, keys, place, when),
            Keyword::MaxUniqueItems(max) => {
                let distinct: FxHashSet<String> = list.items().map(Value::canonical).collect();
                let actual = distinct.len();
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
            self.value(schema, item, Place { span: item.span(), ..place }, when);
        }
    }

    fn can_be_absent(&self, item: Value<'a>, when: &Assumption<'a>) -> bool {
        matches!(item.kind(), Kind::Function(_) | Kind::Error)
            && item.possibilities_when(when).iter().any(|possibility| possibility.value.is_none())
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

    /// Items that agree with an earlier one, wholly or in `keys`.
    fn repeated(
        &mut self,
        list: Value<'a>,
        keys: &'a [smol_str::SmolStr],
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let mut seen: FxHashMap<String, Span> = FxHashMap::default();
        for item in list.items() {
            let Some(text) = identity(item, keys) else { continue };
            match seen.get(&text) {
                Some(first) => {
                    let fault = Fault::Repeated { first: *first, keys };
                    self.report(fault, place, Some(item), when);
                }
                None => {
                    seen.insert(text, item.span());
                }
            }
        }
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
fn identity(item: Value<'_>, keys: &[smol_str::SmolStr]) -> Option<String> {
    if keys.is_empty() {
        return Some(item.canonical());
    }
    let parts: Option<Vec<String>> = keys.iter().map(|key| item.get(key).map(Value::canonical)).collect();
    Some(parts?.join("\u{0}"))
}
