//! The options of cfn-lint 1.58.0 and what a command line says with them.

use std::collections::BTreeMap;

use super::layer::{EXIT_LEVELS, FORMATS, Key, Layer, Options, Setting};
use super::reader::{self, Refusal, Spelling, Takes};

/// An option by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Help,
    Template,
    IgnoreBadTemplate,
    IgnoreTemplates,
    DeploymentFiles,
    Parameters,
    ParameterFiles,
    Debug,
    Info,
    Format,
    ListRules,
    ListTemplates,
    Regions,
    AppendRules,
    IgnoreChecks,
    IncludeChecks,
    MandatoryChecks,
    IncludeExperimental,
    ConfigureRule,
    ConfigFile,
    CustomRules,
    OverrideSpec,
    BuildGraph,
    RegistrySchemas,
    Version,
    UpdateSpecs,
    PatchSpecs,
    UpdateDocumentation,
    UpdateIamPolicies,
    OutputFile,
    MergeConfigs,
    NonZeroExitCode,
    Force,
}

const fn option(name: Name, short: Option<char>, long: &'static str, takes: Takes) -> Spelling<Name> {
    let excludes_its_like = matches!(name, Name::Template | Name::DeploymentFiles | Name::ParameterFiles);
    Spelling { name, short, long, takes, excludes_its_like }
}

static OPTIONS: &[Spelling<Name>] = &[
    option(Name::Help, Some('h'), "--help", Takes::Nothing),
    option(Name::Template, Some('t'), "--template", Takes::Many),
    option(Name::IgnoreBadTemplate, Some('b'), "--ignore-bad-template", Takes::Nothing),
    option(Name::IgnoreTemplates, None, "--ignore-templates", Takes::Many),
    option(Name::DeploymentFiles, None, "--deployment-files", Takes::Many),
    option(Name::Parameters, None, "--parameters", Takes::Many),
    option(Name::ParameterFiles, None, "--parameter-files", Takes::Many),
    option(Name::Debug, Some('D'), "--debug", Takes::Nothing),
    option(Name::Info, Some('I'), "--info", Takes::Nothing),
    option(Name::Format, Some('f'), "--format", Takes::OneOf(FORMATS)),
    option(Name::ListRules, Some('l'), "--list-rules", Takes::Nothing),
    option(Name::ListTemplates, Some('L'), "--list-templates", Takes::Nothing),
    option(Name::Regions, Some('r'), "--regions", Takes::ManyByComma),
    option(Name::AppendRules, Some('a'), "--append-rules", Takes::ManyByComma),
    option(Name::IgnoreChecks, Some('i'), "--ignore-checks", Takes::ManyByComma),
    option(Name::IncludeChecks, Some('c'), "--include-checks", Takes::ManyByComma),
    option(Name::MandatoryChecks, Some('m'), "--mandatory-checks", Takes::ManyByComma),
    option(Name::IncludeExperimental, Some('e'), "--include-experimental", Takes::Nothing),
    option(Name::ConfigureRule, Some('x'), "--configure-rule", Takes::Many),
    option(Name::ConfigFile, None, "--config-file", Takes::One),
    option(Name::CustomRules, Some('z'), "--custom-rules", Takes::One),
    option(Name::OverrideSpec, Some('o'), "--override-spec", Takes::One),
    option(Name::BuildGraph, Some('g'), "--build-graph", Takes::Nothing),
    option(Name::RegistrySchemas, Some('s'), "--registry-schemas", Takes::ManyByComma),
    option(Name::Version, Some('v'), "--version", Takes::Nothing),
    option(Name::UpdateSpecs, Some('u'), "--update-specs", Takes::Nothing),
    option(Name::PatchSpecs, Some('p'), "--patch-specs", Takes::Nothing),
    option(Name::UpdateDocumentation, None, "--update-documentation", Takes::Nothing),
    option(Name::UpdateIamPolicies, None, "--update-iam-policies", Takes::Nothing),
    option(Name::OutputFile, None, "--output-file", Takes::One),
    option(Name::MergeConfigs, None, "--merge-configs", Takes::Nothing),
    option(Name::NonZeroExitCode, None, "--non-zero-exit-code", Takes::OneOf(EXIT_LEVELS)),
    option(Name::Force, None, "--force", Takes::Nothing),
];

const LISTS: [(Name, Key); 9] = [
    (Name::AppendRules, "append_rules"),
    (Name::DeploymentFiles, "deployment_files"),
    (Name::IgnoreChecks, "ignore_checks"),
    (Name::IgnoreTemplates, "ignore_templates"),
    (Name::IncludeChecks, "include_checks"),
    (Name::MandatoryChecks, "mandatory_checks"),
    (Name::ParameterFiles, "parameter_files"),
    (Name::Regions, "regions"),
    (Name::RegistrySchemas, "registry_schemas"),
];

const WORDS: [(Name, Key); 4] = [
    (Name::CustomRules, "custom_rules"),
    (Name::Format, "format"),
    (Name::OutputFile, "output_file"),
    (Name::OverrideSpec, "override_spec"),
];

const FLAGS: [(Name, Key); 4] = [
    (Name::Debug, "debug"),
    (Name::IgnoreBadTemplate, "ignore_bad_template"),
    (Name::IncludeExperimental, "include_experimental"),
    (Name::MergeConfigs, "merge_configs"),
];

/// A command line, option by option.
#[derive(Debug)]
pub(super) struct Arguments {
    line: reader::CommandLine<Name>,
}

impl Arguments {
    pub(super) fn read(words: &[String]) -> Result<Self, Refusal> {
        let line = reader::read(OPTIONS, words, |name| matches!(name, Name::Help | Name::Version))?;
        Ok(Self { line })
    }

    /// Whether the option was given.
    pub(super) fn has(&self, name: Name) -> bool {
        self.line.options.iter().any(|given| given.name == name)
    }

    /// The last word that the option was given.
    pub(super) fn one(&self, name: Name) -> Option<&str> {
        self.all(name).last()
    }

    /// All words that the option was given, wherever it stands.
    pub(super) fn all(&self, name: Name) -> impl Iterator<Item = &str> {
        let given = self.line.options.iter().filter(move |given| given.name == name);
        given.flat_map(|given| given.words.iter().map(String::as_str))
    }

    pub(super) fn list(&self, name: Name) -> Vec<String> {
        self.all(name).map(str::to_owned).collect()
    }

    pub(super) fn templates(&self) -> &[String] {
        &self.line.templates
    }
    /// What the command line says of the configuration; `None` where an option of a rule is malformed.
    pub(super) fn layer(&self) -> Option<Layer> {
        let mut layer = Layer::default();
        for (name, key) in LISTS {
            let words = self.list(name);
            if !words.is_empty() {
                layer.set(key, Setting::List(words));
            }
        }
        for (name, key) in WORDS {
            if let Some(word) = self.one(name) {
                layer.set(key, Setting::Word(word.to_owned()));
            }
        }
        for (name, key) in FLAGS {
            if self.has(name) {
                layer.set(key, Setting::Flag(true));
            }
        }
        layer.set("configure_rules", Setting::Options(self.rule_options()?));
        layer.set("parameters", Setting::ParameterSets(self.parameter_sets()?));
        Some(layer)
    }

    /// `E3012:strict=true`, several of them with commas.
    fn rule_options(&self) -> Option<Options> {
        let mut options = Options::new();
        for one in self.all(Name::ConfigureRule).flat_map(|word| word.split(',')) {
            let (rule, option) = one.split_once(':')?;
            let (option, value) = option.split_once('=')?;
            options.entry(rule.to_owned()).or_default().insert(option.to_owned(), vec![value.to_owned()]);
        }
        Some(options)
    }

    /// `Name=value`; each `--parameters` is a set of its own.
    fn parameter_sets(&self) -> Option<Vec<BTreeMap<String, String>>> {
        let given = self.line.options.iter().filter(|given| given.name == Name::Parameters);
        let pair = |word: &String| {
            let (name, value) = word.split_once('=')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        };
        given.map(|given| given.words.iter().map(pair).collect()).collect()
    }
}
