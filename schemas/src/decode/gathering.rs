//! The keywords that only rules' own schemas have: values of several resources
//! judged together, and questions about the template around a value.

use smol_str::SmolStr;

use super::{Decoder, Problem, Result, members, property_path, text};
use crate::json::Json;
use crate::keyword::{Comparison, Dynamic, Gather, Gathered, Keyword, Origin, Source};
use crate::literal::Literal;

impl<'j> Decoder<'j> {
    pub(super) fn gather(&mut self, operand: &'j Json<'j>) -> Result<'j, Gather> {
        let gathered = operand.get("gather").ok_or(Problem(operand, "gathers nothing"))?;
        let schema = operand.get("schema").ok_or(Problem(operand, "has no schema"))?;
        let gathered = members(gathered)?.iter().map(|(name, entry)| {
            let reference = entry.get("reference").map(|reference| text(reference).map(property_path));
            let values = entry.get("properties").map(members).transpose()?.unwrap_or_default();
            let values = values.iter().map(|(name, from)| Ok((SmolStr::new(name), origin(from)?)));
            Ok(Gathered {
                name: SmolStr::new(name),
                reference: reference.transpose()?,
                type_name: entry
                    .get("filter")
                    .and_then(|filter| filter.get("type")?.as_str())
                    .map(SmolStr::new),
                values: values.collect::<Result<'j, _>>()?,
            })
        });
        Ok(Gather { members: gathered.collect::<Result<'j, _>>()?, schema: self.schema(schema) })
    }
}

/// A comparison with `$data` or `$lookup` in the place of its operand.
pub(super) fn computed<'j>(name: &str, operand: &'j Json<'j>) -> Result<'j, Option<Keyword>> {
    let comparison = match name {
        "const" => Comparison::Const,
        "pattern" => Comparison::Pattern,
        "minimum" => Comparison::Minimum,
        "maximum" => Comparison::Maximum,
        "exclusiveMinimum" => Comparison::ExclusiveMinimum,
        "exclusiveMaximum" => Comparison::ExclusiveMaximum,
        _ => return Ok(None),
    };
    let (data, map) = match operand.get("$lookup") {
        Some(lookup) => (lookup.get("key").and_then(|key| key.get("$data")), lookup.get("map")),
        None => (operand.get("$data"), None),
    };
    let Some(data) = data else { return Ok(None) };
    let map = map.map(|map| {
        let entries = members(map)?.iter();
        entries.map(|(key, value)| Ok((SmolStr::new(key), SmolStr::new(text(value)?)))).collect()
    });
    let source = Source { path: property_path(text(data)?), map: map.transpose()? };
    Ok(Some(Keyword::Computed(comparison, source)))
}

fn origin<'j>(operand: &'j Json<'j>) -> Result<'j, Origin> {
    Ok(match operand.as_str() {
        Some("$type") => Origin::TypeName,
        Some(path) => Origin::Property(property_path(path), None),
        None => {
            let path = operand.get("path").ok_or(Problem(operand, "has no path"))?;
            Origin::Property(property_path(text(path)?), operand.get("default").map(Literal::from))
        }
    })
}

/// `None` for a question that no schema of ours needs an answer to.
pub(super) fn dynamic(operand: &Json<'_>) -> Option<Keyword> {
    let said = |key: &str| operand.get(key).and_then(Json::as_str);
    let dynamic = match (said("context"), said("transformCheck"), said("pathCheck")) {
        (Some("conditions"), ..) => Dynamic::Condition,
        (Some("mappings"), ..) => Dynamic::Mapping,
        (Some("refs"), ..) => Dynamic::Referent,
        (_, Some(transform), _) => Dynamic::Transform(transform.into()),
        (_, _, Some(place)) => Dynamic::Place(place.into()),
        _ => return None,
    };
    Some(Keyword::Dynamic(dynamic))
}
