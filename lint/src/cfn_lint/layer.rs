//! One layer of configuration: what the command line, a template's `Metadata`
//! or a `.cfnlintrc` says, key by key. Which layer wins is not decided here.

use std::collections::BTreeMap;

use formwork_template::Value;

/// A key of the configuration, by the name that a file has for it.
pub(super) type Key = &'static str;

/// What may stand at a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Flag,
    Word,
    OneOf(&'static [&'static str]),
    List,
    /// Rules, each with the names of its options and their values.
    Options,
    /// A list of maps from parameters to values.
    ParameterSets,
}

/// The options of rules: rule, option, values.
pub(super) type Options = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// What stands at a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Setting {
    Flag(bool),
    Word(String),
    List(Vec<String>),
    Options(Options),
    ParameterSets(Vec<BTreeMap<String, String>>),
}

/// A key, what may stand there, and whether a template may say it, too.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) key: Key,
    pub(super) shape: Shape,
    pub(super) in_template: bool,
}

pub(super) const FORMATS: &[&str] = &["quiet", "parseable", "json", "junit", "pretty", "sarif"];
pub(super) const EXIT_LEVELS: &[&str] = &["informational", "warning", "error", "none"];

const fn known(key: Key, shape: Shape) -> Known {
    Known { key, shape, in_template: false }
}

const fn anywhere(key: Key, shape: Shape) -> Known {
    Known { key, shape, in_template: true }
}

pub(super) static KEYS: [Known; 22] = [
    known("append_rules", Shape::List),
    anywhere("configure_rules", Shape::Options),
    known("custom_rules", Shape::Word),
    known("debug", Shape::Flag),
    known("deployment_files", Shape::List),
    known("format", Shape::OneOf(FORMATS)),
    anywhere("ignore_bad_template", Shape::Flag),
    anywhere("ignore_checks", Shape::List),
    known("ignore_templates", Shape::List),
    anywhere("include_checks", Shape::List),
    anywhere("include_experimental", Shape::Flag),
    known("mandatory_checks", Shape::List),
    known("merge_configs", Shape::Flag),
    known("non_zero_exit_code", Shape::OneOf(EXIT_LEVELS)),
    known("output_file", Shape::Word),
    known("override_spec", Shape::Word),
    anywhere("parameter_files", Shape::List),
    anywhere("parameters", Shape::ParameterSets),
    anywhere("regions", Shape::List),
    known("registry_schemas", Shape::List),
    known("template_parameters", Shape::ParameterSets),
    known("templates", Shape::List),
];

impl Shape {
    /// What `value` sets; none where it has another shape.
    pub(super) fn read(self, value: Value<'_>) -> Option<Setting> {
        Some(match self {
            Self::Flag => Setting::Flag(value.boolean()?),
            Self::Word => Setting::Word(value.string()?.text.to_owned()),
            Self::OneOf(words) => {
                let word = value.string()?.text;
                Setting::Word(words.contains(&word).then(|| word.to_owned())?)
            }
            Self::List => Setting::List(words(value)?),
            Self::Options => Setting::Options(map(value, |rule| map(rule, option))?),
            Self::ParameterSets => {
                let set =
                    |set| map(set, |value: Value<'_>| Some(value.text().unwrap_or_default().to_owned()));
                Setting::ParameterSets(list(value)?.map(set).collect::<Option<_>>()?)
            }
        })
    }

    /// What it is called in a message, with its article.
    pub(super) fn kind(self) -> String {
        match self {
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Word => "a text".to_owned(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::List => "a list of texts".to_owned(),
            Self::Options => "a map from rules to their options".to_owned(),
            Self::ParameterSets => "a list of maps from parameters to values".to_owned(),
        }
    }
}

fn list(value: Value<'_>) -> Option<impl Iterator<Item = Value<'_>>> {
    value.is_list().then(|| value.items())
}

fn words(value: Value<'_>) -> Option<Vec<String>> {
    list(value)?.map(|item| Some(item.string()?.text.to_owned())).collect()
}

fn map<'t, T>(value: Value<'t>, each: impl Fn(Value<'t>) -> Option<T>) -> Option<BTreeMap<String, T>> {
    if !value.is_map() {
        return None;
    }
    value.entries().map(|(key, value)| Some((key.text.to_owned(), each(value)?))).collect()
}

fn option(value: Value<'_>) -> Option<Vec<String>> {
    match value.text() {
        Some(text) => Some(vec![text.to_owned()]),
        None => list(value)?.map(|item| item.text().map(str::to_owned)).collect(),
    }
}

/// The settings of one layer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layer(BTreeMap<Key, Setting>);

impl Layer {
    pub(super) fn set(&mut self, key: Key, setting: Setting) {
        self.0.insert(key, setting);
    }

    pub(super) fn get(&self, key: Key) -> Option<&Setting> {
        self.0.get(key)
    }

    pub(super) fn list(&self, key: Key) -> &[String] {
        match self.0.get(key) {
            Some(Setting::List(words)) => words,
            _ => &[],
        }
    }

    pub(super) fn word(&self, key: Key) -> Option<&str> {
        match self.0.get(key) {
            Some(Setting::Word(word)) if !word.is_empty() => Some(word),
            _ => None,
        }
    }

    pub(super) fn flag(&self, key: Key) -> bool {
        matches!(self.0.get(key), Some(Setting::Flag(true)))
    }

    /// This layer with what `over` says instead, key by key.
    #[must_use]
    pub(super) fn under(mut self, over: Self) -> Self {
        for (key, setting) in over.0 {
            match (self.0.get_mut(key), setting) {
                (Some(Setting::Options(own)), Setting::Options(other)) => {
                    for (rule, options) in other {
                        own.entry(rule).or_default().extend(options);
                    }
                }
                (_, setting) => self.set(key, setting),
            }
        }
        self
    }

    /// What a template says in `Metadata.cfn-lint.config`; what has another shape says nothing.
    pub(super) fn of_template(root: Value<'_>) -> Self {
        let mut layer = Self::default();
        let Some(config) = root.at(&["Metadata", "cfn-lint", "config"]).filter(|config| config.is_map())
        else {
            return layer;
        };
        for known in KEYS.iter().filter(|known| known.in_template) {
            if let Some(setting) = config.get(known.key).and_then(|value| known.shape.read(value)) {
                layer.set(known.key, setting);
            }
        }
        layer
    }
}
