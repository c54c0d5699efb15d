//! Schema text to arena: the archive's entries, a user's private types and the
//! schema fragments of rules all come through here.
//!
//! Nodes wait in a queue instead of a recursion, and a node is known by its
//! place in the JSON tree. So a `$ref` costs one lookup, a circle of them ends
//! by itself, and definitions that nothing refers to are never decoded.

use std::fmt;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::json::Json;
use crate::keyword::{Additional, Dependency, Keyword, Properties, PropertyPath, Relationship, Types};
use crate::literal::{Literal, Number};
use crate::pattern::Pattern;
use crate::schema::{Arena, Node, SchemaId};

/// Why a text is no schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// JSON pointer of the place; empty for the whole text
    pub pointer: String,
    /// What is wrong there
    pub problem: String,
}

impl SchemaError {
    pub(crate) fn whole(problem: impl fmt::Display) -> Self {
        Self { pointer: String::new(), problem: problem.to_string() }
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => f.write_str(&self.problem),
            pointer => write!(f, "`{pointer}`: {}", self.problem),
        }
    }
}

impl std::error::Error for SchemaError {}

mod gathering;

use gathering::{computed, dynamic};

type Result<'j, T> = std::result::Result<T, Problem<'j>>;

/// A node of the JSON tree and what it fails to be.
struct Problem<'j>(&'j Json<'j>, &'static str);

/// Decodes all that the root of `json` reaches.
pub(crate) fn decode<'j>(json: &'j Json<'j>) -> std::result::Result<Arena, SchemaError> {
    let mut decoder =
        Decoder { root: json, queue: Vec::new(), ids: FxHashMap::default(), patterns: FxHashMap::default() };
    decoder.schema(json);
    let mut arena = Arena::default();
    while let Some(json) = decoder.queue.get(arena.nodes.len()).copied() {
        let node = decoder.node(json).map_err(|Problem(place, problem)| {
            let pointer = decoder.root.pointer_to(place).unwrap_or_default();
            SchemaError { pointer, problem: problem.to_owned() }
        })?;
        arena.nodes.push(node);
    }
    Ok(arena)
}

struct Decoder<'j> {
    root: &'j Json<'j>,
    /// Every node met so far, in the order of ids.
    queue: Vec<&'j Json<'j>>,
    ids: FxHashMap<*const Json<'j>, SchemaId>,
    patterns: FxHashMap<&'j str, Pattern>,
}

impl<'j> Decoder<'j> {
    fn schema(&mut self, json: &'j Json<'j>) -> SchemaId {
        *self.ids.entry(json).or_insert_with(|| {
            self.queue.push(json);
            SchemaId(self.queue.len() as u32 - 1)
        })
    }

    fn node(&mut self, json: &'j Json<'j>) -> Result<'j, Node> {
        let members = match json {
            Json::Bool(value) => return Ok(Node::Boolean(*value)),
            Json::Object(members) => members,
            _ => return Err(Problem(json, "a schema is an object or a boolean")),
        };
        let mut keywords = Vec::with_capacity(members.len());
        for (name, operand) in members {
            if name == "if" {
                keywords.push(self.if_then_else(json, operand));
            } else {
                keywords.extend(self.keyword(name, operand)?);
            }
        }
        Ok(Node::Keywords(keywords.into()))
    }

    fn if_then_else(&mut self, json: &'j Json<'j>, condition: &'j Json<'j>) -> Keyword {
        Keyword::IfThenElse {
            condition: self.schema(condition),
            then: json.get("then").map(|then| self.schema(then)),
            otherwise: json.get("else").map(|otherwise| self.schema(otherwise)),
        }
    }

    /// `None` for a name that is no keyword of ours: prose, facts about the
    /// whole type, `definitions`.
    fn keyword(&mut self, name: &str, operand: &'j Json<'j>) -> Result<'j, Option<Keyword>> {
        use Keyword as K;
        if let Some(computed) = computed(name, operand)? {
            return Ok(Some(computed));
        }
        Ok(Some(match name {
            "type" => K::Type(types(operand)?),
            "enum" => K::Enum(literals(operand)?),
            "enumCaseInsensitive" => K::EnumCaseInsensitive(literals(operand)?),
            "const" => K::Const(operand.into()),
            "pattern" => K::Pattern(self.pattern(text(operand)?)),
            "format" => K::Format(text(operand)?.into()),
            "minLength" => K::MinLength(count(operand)?),
            "maxLength" => K::MaxLength(count(operand)?),
            "minimum" => K::Minimum(number(operand)?),
            "maximum" => K::Maximum(number(operand)?),
            "exclusiveMinimum" => K::ExclusiveMinimum(number(operand)?),
            "exclusiveMaximum" => K::ExclusiveMaximum(number(operand)?),
            "multipleOf" => K::MultipleOf(number(operand)?),
            // A list in `items` is draft-07's way to say `prefixItems`.
            "items" if operand.as_array().is_some() => K::PrefixItems(self.schemas(operand)?),
            "items" | "additionalItems" => K::Items(self.schema(operand)),
            "prefixItems" => K::PrefixItems(self.schemas(operand)?),
            "contains" => K::Contains(self.schema(operand)),
            "minContains" => K::MinContains(count(operand)?),
            "maxContains" => K::MaxContains(count(operand)?),
            "minItems" => K::MinItems(count(operand)?),
            "maxItems" => K::MaxItems(count(operand)?),
            "uniqueItems" => K::UniqueItems(boolean(operand)?),
            "uniqueKeys" => K::UniqueKeys(names(operand)?),
            "maxUniqueItems" => K::MaxUniqueItems(count(operand)?),
            "properties" => K::Properties(self.properties(operand)?),
            "patternProperties" => K::PatternProperties(self.pattern_properties(operand)?),
            "additionalProperties" => K::AdditionalProperties(match operand {
                Json::Bool(true) => Additional::Allowed,
                Json::Bool(false) => Additional::Forbidden,
                _ => Additional::Schema(self.schema(operand)),
            }),
            "propertyNames" => K::PropertyNames(self.schema(operand)),
            "required" => K::Required(names(operand)?),
            "requiredOr" => K::RequiredOr(names(operand)?),
            "requiredXor" => K::RequiredXor(names(operand)?),
            "dependentRequired" => K::DependentRequired(names_by_name(operand)?),
            "dependentExcluded" => K::DependentExcluded(names_by_name(operand)?),
            "dependencies" | "dependentSchemas" => K::Dependencies(self.dependencies(operand)?),
            "minProperties" => K::MinProperties(count(operand)?),
            "maxProperties" => K::MaxProperties(count(operand)?),
            "allOf" => K::AllOf(self.schemas(operand)?),
            "anyOf" => K::AnyOf(self.schemas(operand)?),
            "oneOf" => K::OneOf(self.schemas(operand)?),
            "not" => K::Not(self.schema(operand)),
            "$ref" => K::Ref(self.reference(operand)?),
            "default" => K::Default(operand.into()),
            "insertionOrder" => K::InsertionOrder(boolean(operand)?),
            "arrayType" => K::ArrayType(text(operand)?.into()),
            "relationshipRef" => K::Relationship(Box::new(relationship(operand)?)),
            "cfnLint" => K::Kinds(names(operand)?),
            "cfnContext" => K::Functions {
                allowed: operand.get("functions").and_then(Json::as_array).map(texts).transpose()?,
                schema: self.schema(operand.get("schema").unwrap_or(&Json::Bool(true))),
            },
            "cfnGather" => K::Gather(Box::new(self.gather(operand)?)),
            "dynamicValidation" => return Ok(dynamic(operand)),
            _ => return Ok(None),
        }))
    }

    fn reference(&mut self, operand: &'j Json<'j>) -> Result<'j, SchemaId> {
        let pointer = text(operand)?.strip_prefix('#');
        let pointer = pointer.ok_or(Problem(operand, "the reference leads out of the text"))?;
        // `#/` is read as the whole, as the schemas mean it.
        let target = self.root.pointer(if pointer == "/" { "" } else { pointer });
        let target = target.ok_or(Problem(operand, "the reference leads nowhere"))?;
        Ok(self.schema(target))
    }

    fn pattern(&mut self, source: &'j str) -> Pattern {
        let known = self.patterns.entry(source);
        known.or_insert_with(|| Pattern::new(source)).clone()
    }

    fn schemas(&mut self, operand: &'j Json<'j>) -> Result<'j, Box<[SchemaId]>> {
        Ok(list(operand)?.iter().map(|item| self.schema(item)).collect())
    }

    fn properties(&mut self, operand: &'j Json<'j>) -> Result<'j, Properties> {
        let members = members(operand)?.iter();
        let entries = members.map(|(name, value)| (SmolStr::new(name), self.schema(value)));
        Ok(Properties::new(entries.collect()))
    }

    fn pattern_properties(&mut self, operand: &'j Json<'j>) -> Result<'j, PatternProperties> {
        let members = members(operand)?.iter();
        let entries = members.map(|(name, value)| (self.pattern(name), self.schema(value)));
        Ok(entries.collect())
    }

    fn dependencies(&mut self, operand: &'j Json<'j>) -> Result<'j, Dependencies> {
        let members = members(operand)?.iter();
        let entries = members.map(|(name, value)| {
            let dependency = match value {
                Json::Array(_) => Dependency::Properties(names(value)?),
                _ => Dependency::Schema(self.schema(value)),
            };
            Ok((SmolStr::new(name), dependency))
        });
        entries.collect()
    }
}

type PatternProperties = Box<[(Pattern, SchemaId)]>;
type Dependencies = Box<[(SmolStr, Dependency)]>;
type NamesByName = Box<[(SmolStr, Box<[SmolStr]>)]>;

fn types<'j>(operand: &'j Json<'j>) -> Result<'j, Types> {
    let one = |json: &'j Json<'j>| {
        let known = json.as_str().and_then(Types::parse);
        known.ok_or(Problem(json, "not the name of a JSON type"))
    };
    let Json::Array(items) = operand else {
        return one(operand);
    };
    let mut all = Types::NONE;
    for item in items {
        all = all.union(one(item)?);
    }
    Ok(all)
}

fn text<'j>(operand: &'j Json<'j>) -> Result<'j, &'j str> {
    operand.as_str().ok_or(Problem(operand, "not a string"))
}

fn boolean<'j>(operand: &'j Json<'j>) -> Result<'j, bool> {
    operand.as_bool().ok_or(Problem(operand, "not a boolean"))
}

fn number<'j>(operand: &'j Json<'j>) -> Result<'j, Number> {
    match operand {
        Json::Number(number) => Ok(*number),
        _ => Err(Problem(operand, "not a number")),
    }
}

fn count<'j>(operand: &'j Json<'j>) -> Result<'j, u32> {
    let count = number(operand)?.as_count();
    count.ok_or(Problem(operand, "not a count"))
}

fn list<'j>(operand: &'j Json<'j>) -> Result<'j, &'j [Json<'j>]> {
    operand.as_array().ok_or(Problem(operand, "not a list"))
}

fn members<'j>(operand: &'j Json<'j>) -> Result<'j, &'j [(std::borrow::Cow<'j, str>, Json<'j>)]> {
    match operand {
        Json::Object(members) => Ok(members),
        _ => Err(Problem(operand, "not an object")),
    }
}

fn literals<'j>(operand: &'j Json<'j>) -> Result<'j, Box<[Literal]>> {
    Ok(list(operand)?.iter().map(Literal::from).collect())
}

fn names<'j>(operand: &'j Json<'j>) -> Result<'j, Box<[SmolStr]>> {
    texts(list(operand)?)
}

fn names_by_name<'j>(operand: &'j Json<'j>) -> Result<'j, NamesByName> {
    let members = members(operand)?.iter();
    members.map(|(name, value)| Ok((SmolStr::new(name), names(value)?))).collect()
}

fn relationship<'j>(operand: &'j Json<'j>) -> Result<'j, Relationship> {
    let field = |name| {
        let field = operand.get(name).and_then(Json::as_str);
        field.ok_or(Problem(operand, "not a type and a property"))
    };
    Ok(Relationship { type_name: field("typeName")?.into(), property: property_path(field("propertyPath")?) })
}

fn texts<'j>(operands: &'j [Json<'j>]) -> Result<'j, Box<[SmolStr]>> {
    operands.iter().map(|operand| text(operand).map(SmolStr::new)).collect()
}

/// `/properties/A/*/B` as `A`, `*`, `B`: how schemas name their own properties.
pub(crate) fn property_path(pointer: &str) -> PropertyPath {
    let path = pointer.strip_prefix("/properties/").unwrap_or(pointer);
    let steps = path.split('/').filter(|step| !step.is_empty());
    steps.map(|step| SmolStr::new(step.replace("~1", "/").replace("~0", "~"))).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Document, Keyword, ResourceType};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = Document::from_json(text).err().expect("no schema");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn errors_say_where() {
        check("7", "a schema is an object or a boolean");
        check(
            r#"{"properties":{"a/b":{"type":"text"}}}"#,
            "`/properties/a~1b/type`: not the name of a JSON type",
        );
        check(r##"{"items":{"$ref":"#/definitions/None"}}"##, "`/items/$ref`: the reference leads nowhere");
        check(r#"{"$ref":"other.json#/a"}"#, "`/$ref`: the reference leads out of the text");
        check(r#"{"anyOf":[true,{"minLength":-1}]}"#, "`/anyOf/1/minLength`: not a count");
        check(r#"{"required":"a"}"#, "`/required`: not a list");
        assert!(Document::from_json(&"[".repeat(100_000)).is_err());
        assert!(Document::from_json("{\"a\":").is_err());
        assert!(ResourceType::from_json("{}").is_err());
    }

    #[test]
    fn long_and_circular_references_end() {
        let links = (0..20_000).map(|n| format!(r##""d{n}":{{"$ref":"#/definitions/d{}"}}"##, n + 1));
        let links = links.collect::<Vec<_>>().join(",");
        let text =
            format!(r##"{{"$ref":"#/definitions/d0","definitions":{{{links},"d20000":{{"$ref":"#"}}}}}}"##);
        let document = Document::from_json(&text).expect("a schema");
        assert_eq!(document.root().whole_document().count(), 20_002);
        assert!(document.root().step("A").is_none());
        assert_eq!(document.root().types(), crate::Types::ALL);
    }

    #[test]
    fn keywords_in_the_order_of_the_text() {
        let text =
            r#"{"then":{"minItems":1},"type":["array","string"],"if":true,"title":"x","items":[{},false]}"#;
        let document = Document::from_json(text).expect("a schema");
        let [
            Keyword::Type(types),
            Keyword::IfThenElse { then: Some(_), otherwise: None, .. },
            Keyword::PrefixItems(items),
        ] = document.root().keywords()
        else {
            panic!("{:?}", document.root().keywords());
        };
        assert_eq!(types.names().collect::<Vec<_>>(), ["string", "array"]);
        assert_eq!(document.root().at(items[1]).as_bool(), Some(false));
    }
}
