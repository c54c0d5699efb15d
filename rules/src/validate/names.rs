//! What a name stands for: the values of parameters, of pseudo parameters and
//! of the variables of loops.

use formwork_schemas::Region;
use formwork_template::{Parameter, Place, ScalarKind, Span, Value};

use super::made::{DependsOn, Given};
use super::resolve::{Outcome, Resolver};
use super::{scalar, zones};

impl<'a> Resolver<'a, '_> {
    /// The values of a parameter or pseudo parameter.
    pub(super) fn named(&self, name: &str, given: &Given<'a>) -> Vec<Outcome<'a>> {
        if let Some(value) = given.value(name) {
            return vec![(value, given.clone())];
        }
        if let Some(rounds) = self.rounds.iter().rev().find(|rounds| rounds.variable == name) {
            let with = |value: &Value<'a>| {
                let on = if given.on == DependsOn::Nothing { DependsOn::Rounds } else { given.on };
                (*value, Given { on, ..given.and(name, *value) })
            };
            return rounds.values.iter().map(with).collect();
        }
        let given = &Given { on: DependsOn::Anything, ..given.clone() };
        if let Some(text) = pseudo(name) {
            let value = self.made.text(text);
            return vec![(value, given.and(name, value))];
        }
        if name.starts_with("AWS::") {
            let regions = self.regions.iter();
            return regions.filter_map(|region| self.regional(name, *region, given)).collect();
        }
        let Some(parameter) = self.template.parameter(name) else { return Vec::new() };
        let with = |(value, origin): (Value<'a>, Span)| {
            let given = Given { parameter: true, origin: Some(origin), ..given.and(name, value) };
            (value, given)
        };
        self.parameter(parameter).into_iter().map(with).collect()
    }

    /// The values of a parameter, and where each is written.
    fn parameter(&self, parameter: Parameter<'a>) -> Vec<(Value<'a>, Span)> {
        if parameter.type_name().is_none_or(|name| name.text.starts_with("AWS::SSM::Parameter::")) {
            return Vec::new();
        }
        let whole = |value: Value<'a>| {
            let text = value.text()?;
            Some(if is_split(parameter) {
                let texts: Vec<String> = text.split(',').map(|part| part.trim().to_owned()).collect();
                self.made.list(&texts)
            } else if value.scalar()?.kind == ScalarKind::String {
                value
            } else {
                self.made.text(scalar::literal_text(value).unwrap_or(text))
            })
        };
        if let Some((key, allowed)) = parameter.0.value.entry("AllowedValues") {
            let place = Place::key(key.span);
            let items = allowed.items().filter_map(|item| Some((whole(item)?, place.item(item).span())));
            let items: Vec<_> = items.collect();
            if !items.is_empty() {
                return items;
            }
        }
        let keys = ["Default", "MinValue", "MaxValue"].into_iter();
        let entries = keys.filter_map(|key| parameter.0.value.entry(key));
        entries.filter_map(|(key, value)| Some((whole(value)?, key.span))).collect()
    }

    fn regional(&self, name: &str, region: Region, given: &Given<'a>) -> Option<Outcome<'a>> {
        let (here, partition) = (region.name(), region.partition());
        let value = match name {
            "AWS::Region" => self.made.text(here),
            "AWS::Partition" => self.made.text(partition),
            "AWS::URLSuffix" => self.made.text(zones::url_suffix(region)),
            "AWS::StackId" => self.made.text(&format!(
                "arn:{partition}:cloudformation:{here}:{ACCOUNT}:stack/{STACK}/00000000-0000-4000-8000-000000000000"
            )),
            "AWS::NotificationARNs" => {
                self.made.list(&[format!("arn:{partition}:sns:{here}:{ACCOUNT}:notification")])
            }
            _ => return None,
        };
        let given = given.and("AWS::Region", self.made.text(here));
        Some((value, given.and(name, value)))
    }
}

/// The account and the stack that stand for those of a deployment.
const ACCOUNT: &str = "123456789012";
const STACK: &str = "teststack";

/// Pseudo parameters that are the same in every region.
fn pseudo(name: &str) -> Option<&'static str> {
    match name {
        "AWS::AccountId" => Some(ACCOUNT),
        "AWS::StackName" => Some(STACK),
        _ => None,
    }
}

/// Whether the text of a parameter is cut at its commas.
fn is_split(parameter: Parameter<'_>) -> bool {
    parameter
        .type_name()
        .is_some_and(|name| name.text == "CommaDelimitedList" || name.text.starts_with("List<"))
}
