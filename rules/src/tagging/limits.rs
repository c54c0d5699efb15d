//! How many tags AWS takes, how long they may be, and which characters some services
//! want; as far as neither a schema nor `faults` says it.

use std::collections::BTreeSet;
use std::sync::Arc;

use formwork_schemas::{Keyword, Schema, TagShape, resource_type};
use formwork_template::Span;
use smol_str::SmolStr;

use crate::Stack;
use crate::tagging::faults::{LONGEST_KEY, LONGEST_VALUE, judged_as_invalid};
use crate::tagging::tags::{Key, TaggedResource};

/// Source: tag naming limits and requirements in the guide to tagging AWS resources.
const MOST: usize = 50;

/// A resource with more tags than AWS takes, and with which stack.
pub(crate) fn surplus(tagged: &TaggedResource<'_>, stacks: &[Arc<Stack>]) -> Option<(String, String)> {
    let own: BTreeSet<&str> = tagged
        .tags
        .iter()
        .filter(|tag| tag.when == tagged.base)
        .filter_map(|tag| match tag.key {
            Key::Literal(name) => Some(name.text),
            _ => None,
        })
        .collect();
    let id = tagged.resource.id();
    if own.len() > MOST {
        let is_said = says(tagged, &[], |keyword| matches!(keyword, Keyword::MaxItems(_)));
        return (!is_said)
            .then(|| (format!("`{id}` has {} tags, and may have {MOST}", own.len()), String::new()));
    }
    stacks.iter().filter(|_| tagged.takes_stack_tags()).find_map(|stack| {
        let all: BTreeSet<&str> = own.iter().copied().chain(stack.tags.keys().map(SmolStr::as_str)).collect();
        let message = format!("`{id}` has {} tags with those of the stack, and may have {MOST}", all.len());
        (all.len() > MOST && !own.is_empty()).then(|| (message, format!("deployed with `{}`", stack.file)))
    })
}

/// Tags that are too long or have other characters: the place, the fact and the remedy.
pub(crate) fn excess(tagged: &TaggedResource<'_>) -> Vec<(Span, String, Option<String>)> {
    let mut found = Vec::new();
    let is_told = judged_as_invalid(tagged);
    let is_map = tagged.tagging.shape == TagShape::Map;
    for tag in &tagged.tags {
        let Key::Literal(key) = tag.key else { continue };
        let [key_place, value_place] = places(tagged.tagging.shape);
        let whose = format!("The key `{}`", crate::words::shortened(key.text));
        let half =
            Half { text: key.text, longest: LONGEST_KEY, place: key_place, is_told: is_told && !is_map };
        found.extend(half.judge(tagged, &whose).map(|(fact, help)| (key.span, fact, help)));
        let Some((value, text)) = tag.value.and_then(|value| Some((value, value.text()?))) else { continue };
        if text.contains("{{resolve:") {
            continue;
        }
        let whose = format!("The value of the tag `{}`", crate::words::shortened(key.text));
        let half = Half { text, longest: LONGEST_VALUE, place: value_place, is_told };
        found.extend(half.judge(tagged, &whose).map(|(fact, help)| (value.span(), fact, help)));
    }
    found
}

/// The key or the value of a tag.
struct Half<'a> {
    text: &'a str,
    longest: usize,
    /// Its place below the property, in the schema.
    place: &'static [&'static str],
    /// Whether another rule judges its length.
    is_told: bool,
}

impl Half<'_> {
    fn judge(&self, tagged: &TaggedResource<'_>, whose: &str) -> Option<(String, Option<String>)> {
        let length = self.text.chars().count();
        if length > self.longest {
            let is_said =
                self.is_told || says(tagged, self.place, |keyword| matches!(keyword, Keyword::MaxLength(_)));
            let message = format!("{whose} has {length} characters, and may have {}", self.longest);
            return (!is_said).then_some((message, None));
        }
        let service = strict_service(tagged.type_name())?;
        let strange = self.text.chars().find(|char| !is_plain(*char))?;
        let is_said = says(tagged, self.place, |keyword| matches!(keyword, Keyword::Pattern(_)));
        let message = format!("{whose} has `{strange}`, which {service} does not take");
        let help = "Letters, digits, blanks and `_.:/=+-@` may be in it".to_owned();
        (!is_said).then_some((message, Some(help)))
    }
}

/// The service that takes few characters without its schemas saying so.
/// Source: the type `Tag` in the API reference of RDS: `[\p{L}\p{Z}\p{N}_.:/=+\-@]`.
fn strict_service(type_name: &str) -> Option<&'static str> {
    type_name.starts_with("AWS::RDS::").then_some("RDS")
}

fn is_plain(char: char) -> bool {
    char.is_alphanumeric() || char.is_whitespace() || "_.:/=+-@".contains(char)
}

/// Where keys and values are below the property.
fn places(shape: TagShape) -> [&'static [&'static str]; 2] {
    match shape {
        TagShape::List | TagShape::PropagatingList => [&["*", "Key"], &["*", "Value"]],
        TagShape::TagKeyList => [&["*", "TagKey"], &["*", "TagValue"]],
        TagShape::Map => [&[], &["*"]],
        TagShape::Specifications => [&["*", "Tags", "*", "Key"], &["*", "Tags", "*", "Value"]],
        TagShape::Items => [&["Items", "*", "Key"], &["Items", "*", "Value"]],
    }
}

/// Whether the schema has a keyword at a place below the property, so that its own rules judge it.
fn says(tagged: &TaggedResource<'_>, place: &[&str], is: impl Fn(&Keyword) -> bool) -> bool {
    let path: Vec<&str> = [tagged.tagging.property.as_str()].iter().chain(place).copied().collect();
    let schema = resource_type(tagged.type_name()).and_then(|known| known.property_at(&path));
    schema.is_some_and(|schema: Schema<'_>| schema.all_keywords().any(is))
}
