//! `Fn::FindInMap`: whether the mapping and its keys exist.

use formwork_template::{FindInMap, Function, FunctionName, Name, Section, Value};

use super::calls::{Scope, Walk, suggest};

impl<'t> Walk<'t> {
    pub(super) fn find_in_map(&mut self, function: Function<'t>, scope: Scope) {
        let Some(find) = function.find_in_map() else { return };
        if find.default.is_some() || self.index.is_open(Section::Mappings) {
            return;
        }
        let code = scope.owner.of(FunctionName::FindInMap);
        let inside = scope.argument(function);
        let Some(map) = find.map.name().filter(|name| !self.is_dynamic(name.text)) else { return };
        let Some(mapping) = self.template.member(Section::Mappings, map.text) else {
            let message = format!("The template has no mapping `{map}`");
            let index = self.index;
            self.absent(map, || index.names(Section::Mappings), message, code, inside.item(find.map));
            return;
        };
        self.keys(find, map, mapping.value, code, inside);
    }

    fn keys(
        &mut self,
        find: FindInMap<'t>,
        map: Name<'t>,
        mapping: Value<'t>,
        code: &'static str,
        scope: Scope,
    ) {
        if !mapping.is_map() || mapping.get("Fn::Transform").is_some() {
            return;
        }
        let literal = |value: Value<'t>, walk: &Self| value.name().filter(|name| !walk.is_dynamic(name.text));
        let second = literal(find.second, self);
        let Some(top) = literal(find.top, self) else {
            let Some(second) = second else { return };
            if mapping.entries().all(|(_, inner)| lacks(inner, second)) {
                let message = format!("No part of the mapping `{map}` has a key `{second}`");
                self.absent(second, Vec::new, message, code, scope.item(find.second));
            }
            return;
        };
        let Some(inner) = mapping.get(top.text) else {
            let message = format!("The mapping `{map}` has no key `{top}`");
            self.absent(top, || keys(mapping), message, code, scope.item(find.top));
            return;
        };
        if let Some(second) = second.filter(|second| lacks(inner, *second)) {
            let message = format!("`{top}` in the mapping `{map}` has no key `{second}`");
            self.absent(second, || keys(inner), message, code, scope.item(find.second));
        }
    }

    fn absent(
        &mut self,
        name: Name<'t>,
        names: impl FnOnce() -> Vec<&'t str>,
        message: String,
        code: &'static str,
        scope: Scope,
    ) {
        let near = self.suggestions.nearest(name.text, names);
        suggest(self.problem(code, scope.place.span(), message), name, near);
    }
}

fn keys(map: Value<'_>) -> Vec<&str> {
    map.entries().map(|(key, _)| key.text).collect()
}

fn lacks(map: Value<'_>, key: Name<'_>) -> bool {
    map.is_map() && map.get(key.text).is_none()
}
