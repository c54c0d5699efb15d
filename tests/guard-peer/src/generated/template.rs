//! Templates: mostly of CloudFormation's form, with scalars in odd spellings,
//! empty collections, lists in lists and short forms of functions.

use super::piece::Piece;
use super::random::Random;

/// A value of a template. Scalars are as they are written.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Scalar(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
    /// Something with a tag, the `!` included.
    Tagged(&'static str, Box<Self>),
}

/// How a template is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Yaml,
    Json,
}

/// Keys of properties, which rules ask for as well.
pub(crate) const KEYS: [&str; 20] = [
    "Name",
    "Size",
    "Enabled",
    "Tags",
    "Key",
    "Value",
    "Rules",
    "Port",
    "foo_bar",
    "FooBar",
    "fooBar",
    "foo-bar",
    "BucketName",
    "Items",
    "URLPath",
    "a",
    "b",
    "port_2",
    "DBName",
    "Type",
];
pub(crate) const TYPES: [&str; 5] =
    ["AWS::S3::Bucket", "AWS::EC2::Instance", "AWS::SNS::Topic", "Custom::Thing", "AWS::S3::BucketPolicy"];
/// Texts that are values on both sides.
pub(crate) const WORDS: [&str; 14] = [
    "alpha",
    "beta",
    "prod-eu",
    "PROD",
    "a",
    "z",
    "arn:aws:s3:::x",
    "10.0.0.0/8",
    "a%20b",
    "2024-01-01T00:00:00Z",
    "Hello World",
    "true",
    "17",
    "1.5",
];
const RESOURCES: [&str; 6] = ["Alpha", "Beta", "bucket", "Queue1", "my_topic", "Gamma"];
const ODD: [&str; 62] = [
    "true",
    "false",
    "True",
    "FALSE",
    "yes",
    "no",
    "Yes",
    "on",
    "off",
    "y",
    "n",
    "Y",
    "null",
    "~",
    "NULL",
    "Null",
    "nUll",
    "",
    "0",
    "1",
    "2",
    "-1",
    "+1",
    "007",
    "80",
    "443",
    "1.0",
    "1.5",
    "-2.5",
    "1e3",
    "1E+2",
    ".5",
    "5.",
    "+.inf",
    ".inf",
    "-.inf",
    "inf",
    "NaN",
    ".nan",
    "infinity",
    "-Infinity",
    "0x10",
    "0o7",
    "1_000",
    "12:30",
    "2020-01-01",
    "99999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "1e400",
    "'quoted'",
    "\"dq\\n\"",
    "'17'",
    "\"true\"",
    "''",
    "\"\"",
    "'null'",
    "'{\"a\": 1, \"b\": [1, true]}'",
    "'[1, 2.5, \"x\", null]'",
    "é",
    "\"\\u00e9\"",
];
const JSON_SCALARS: [&str; 24] = [
    "true",
    "false",
    "null",
    "0",
    "1",
    "-1",
    "80",
    "1.0",
    "1.5",
    "-2.5e3",
    "1e3",
    "1E+2",
    "\"\"",
    "\"true\"",
    "\"17\"",
    "\"~\"",
    "99999999999999999999",
    "9223372036854775807",
    "\"a\\\"b\"",
    "\"\\u00e9\"",
    "\"null\"",
    "\"a/b\"",
    "0.1",
    "-0",
];
const SCALAR_TAGS: [&str; 17] = [
    "!Ref",
    "!Sub",
    "!GetAtt",
    "!Base64",
    "!GetAZs",
    "!ImportValue",
    "!Condition",
    "!RefAll",
    "!Foo",
    "!If",
    "!!str",
    "!!int",
    "!!bool",
    "!!float",
    "!!null",
    "!Join",
    "!ToJsonString",
];
const LIST_TAGS: [&str; 18] = [
    "!GetAtt",
    "!Sub",
    "!Select",
    "!Split",
    "!Join",
    "!FindInMap",
    "!And",
    "!Equals",
    "!Contains",
    "!If",
    "!Not",
    "!Or",
    "!EachMemberIn",
    "!ValueOf",
    "!Cidr",
    "!Foo",
    "!Ref",
    "!!seq",
];
const MAP_TAGS: [&str; 5] = ["!Transform", "!Base64", "!Sub", "!Foo", "!!map"];

impl Tree {
    /// A template.
    pub(crate) fn template(random: &mut Random, form: Form) -> Self {
        let mut sections = Vec::new();
        if random.percent(96) {
            let name = if random.percent(97) { "Resources" } else { "resources" };
            sections.push((name.to_owned(), Self::resources(random, form)));
        }
        for (name, chance) in
            [("Parameters", 30), ("Mappings", 10), ("Settings", 25), ("Empty", 10), ("items", 15)]
        {
            if random.percent(chance) {
                sections.push((name.to_owned(), Self::value(random, form, 3)));
            }
        }
        Self::Map(sections)
    }

    fn resources(random: &mut Random, form: Form) -> Self {
        if random.percent(3) {
            return Self::value(random, form, 1);
        }
        let mut resources: Vec<(String, Self)> = Vec::new();
        for _ in 0..random.below(5) {
            let name = random.word(&RESOURCES);
            if !resources.iter().any(|(known, _)| *known == name) || random.percent(10) {
                resources.push((name, Self::resource(random, form)));
            }
        }
        Self::Map(resources)
    }

    fn resource(random: &mut Random, form: Form) -> Self {
        if random.percent(2) {
            return Self::value(random, form, 1);
        }
        let mut parts = Vec::new();
        if random.percent(95) {
            let name = random.word(&TYPES);
            let name = if form == Form::Json { format!("\"{name}\"") } else { name };
            parts.push(("Type".to_owned(), Self::Scalar(name)));
        }
        if random.percent(92) {
            parts.push(("Properties".to_owned(), Self::map(random, form, 3)));
        }
        if random.percent(15) {
            let suppressed = Self::value(random, form, 2);
            let guard = Self::Map(vec![("SuppressedRules".to_owned(), suppressed)]);
            parts.push(("Metadata".to_owned(), Self::Map(vec![("guard".to_owned(), guard)])));
        }
        Self::Map(parts)
    }

    /// Anything, at most `depth` levels deep.
    fn value(random: &mut Random, form: Form, depth: usize) -> Self {
        let weights = if depth == 0 { [1, 0, 0, 0] } else { [50, 18, 22, 10] };
        match random.weighted(&weights) {
            1 => Self::list(random, form, depth),
            2 => Self::map(random, form, depth),
            3 if form == Form::Yaml => Self::tagged(random, depth),
            _ => Self::Scalar(scalar(random, form)),
        }
    }

    fn list(random: &mut Random, form: Form, depth: usize) -> Self {
        let like = random.percent(40);
        let mut items: Vec<Self> = Vec::new();
        for _ in 0..random.below(4) {
            let item = Self::value(random, form, depth - 1);
            items.push(if like && random.percent(80) {
                items.first().cloned().unwrap_or(item)
            } else {
                item
            });
        }
        Self::List(items)
    }

    fn map(random: &mut Random, form: Form, depth: usize) -> Self {
        let count = random.below(6);
        let mut entries: Vec<(String, Self)> = Vec::with_capacity(count);
        for _ in 0..count {
            let key = match random.below(40) {
                0 => random.word(&["0", "1", "", "a b", "%x", "Ref", "é", "Foo Bar", "x.y"]),
                _ => random.word(&KEYS),
            };
            if !entries.iter().any(|(known, _)| *known == key) || random.percent(5) {
                entries.push((key, Self::value(random, form, depth - 1)));
            }
        }
        Self::Map(entries)
    }

    fn tagged(random: &mut Random, depth: usize) -> Self {
        match random.below(10) {
            0..=5 => {
                let text = if random.percent(70) {
                    random.word(&["Alpha", "\"${AWS::Region}-x\"", "Alpha.Arn", "''", "5", "true"])
                } else {
                    scalar(random, Form::Yaml)
                };
                Self::Tagged(random.one_of(&SCALAR_TAGS), Box::new(Self::Scalar(text)))
            }
            6..=8 => Self::Tagged(random.one_of(&LIST_TAGS), Box::new(Self::list(random, Form::Yaml, depth))),
            _ => Self::Tagged(random.one_of(&MAP_TAGS), Box::new(Self::map(random, Form::Yaml, depth))),
        }
    }

    /// The template as text; the sections of YAML stand on lines of their own.
    pub(crate) fn piece(&self, form: Form) -> Piece {
        match (self, form) {
            (Self::Map(entries), Form::Yaml) if !entries.is_empty() => {
                let item = |(key, value): &(String, Self)| {
                    Piece::All(vec![Piece::text(yaml_key(key) + ": "), value.flow(form)])
                };
                Piece::Some { items: entries.iter().map(item).collect(), between: "\n", least: 1 }
            }
            _ => self.flow(form),
        }
    }

    fn flow(&self, form: Form) -> Piece {
        let enclosed = |open: &str, items: Vec<Piece>, close: &str| {
            Piece::All(vec![
                Piece::text(open),
                Piece::Some { items, between: ", ", least: 0 },
                Piece::text(close),
            ])
        };
        match self {
            Self::Scalar(text) if form == Form::Json => Piece::text(text.as_str()).or("1"),
            Self::Scalar(text) => Piece::text(text.as_str()).or("1"),
            Self::List(items) => {
                enclosed("[", items.iter().map(|item| item.flow(form)).collect(), "]").or("[]")
            }
            Self::Map(entries) => {
                let key = |key: &str| if form == Form::Json { format!("\"{key}\"") } else { yaml_key(key) };
                let item = |(name, value): &(String, Self)| {
                    Piece::All(vec![Piece::text(key(name) + ": "), value.flow(form)])
                };
                enclosed("{", entries.iter().map(item).collect(), "}").or("{}")
            }
            Self::Tagged(tag, inner) => {
                let tag = Piece::optional(Piece::text(format!("{tag} ")));
                Piece::All(vec![tag, inner.flow(form)])
            }
        }
    }
}

fn yaml_key(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic()) && !key.contains([' ', '.']);
    let odd = ["y", "n", "true", "on"].contains(&key);
    if plain && !odd { key.to_owned() } else { format!("'{key}'") }
}

fn scalar(random: &mut Random, form: Form) -> String {
    match (form, random.below(10)) {
        (Form::Yaml, 0..=4) => random.word(&ODD),
        (Form::Yaml, 5..=7) => random.word(&WORDS),
        (Form::Json, 0..=5) => random.word(&JSON_SCALARS),
        (Form::Json, 6..=7) => format!("\"{}\"", random.word(&WORDS)),
        _ => random.below(6).to_string(),
    }
}
