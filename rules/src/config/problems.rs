//! What can be wrong in `formwork.yaml`, as rules with documentation. They are
//! reported on reading the file and never run over a template.

use crate::rule::rule;

rule! {
    /// `formwork.yaml` is not YAML, or not YAML that means what it looks like.
    ///
    /// A configuration that is read by halves would check by halves, so the run is refused.
    pub struct UnreadableConfig { code: "CFG001", name: "unreadable-config", severity: Error, since: "0.1", }
}

rule! {
    /// A key in `formwork.yaml` is not one that there is.
    ///
    /// A misspelt key would be without effect, so it is an error.
    ///
    /// Avoid `region: [eu-west-1]`, prefer `regions: [eu-west-1]`.
    pub struct UnknownConfigKey { code: "CFG002", name: "unknown-config-key", severity: Error, since: "0.1", }
}

rule! {
    /// A value in `formwork.yaml` is of another kind than its key asks for.
    ///
    /// Avoid `regions: eu-west-1`, prefer `regions: [eu-west-1]`.
    pub struct WrongConfigKind { code: "CFG003", name: "wrong-config-kind", severity: Error, since: "0.1", }
}

rule! {
    /// A value in `formwork.yaml` is none of the names that there are: of a rule, a level, a region.
    ///
    /// Avoid `severity: { W3005: warn }`, prefer `severity: { W3005: warning }`.
    pub struct UnknownConfigName { code: "CFG004", name: "unknown-config-name", severity: Error, since: "0.1", }
}

rule! {
    /// Two entries in `formwork.yaml` are about the same thing.
    ///
    /// Only one of them could have effect. Avoid a tag that is both `required` and `optional`, a rule
    /// that has a severity by its code and another by its name, and a value that is in a list twice.
    pub struct DuplicateConfigEntry { code: "CFG005", name: "duplicate-config-entry", severity: Error, since: "0.1", }
}

rule! {
    /// A pattern in `formwork.yaml` is not a regular expression.
    ///
    /// Patterns are those of the Rust crate `regex`: without look-around and back-references, and
    /// so in linear time. They are found anywhere in a text; `^` and `$` hold them to its ends.
    pub struct InvalidConfigRegex { code: "CFG006", name: "invalid-config-regex", severity: Error, since: "0.1", }
}

rule! {
    /// An address range in `formwork.yaml` is not a CIDR block.
    ///
    /// Avoid `prod: 10.0.0.1/12`, prefer `prod: 10.0.0.0/12`.
    pub struct InvalidConfigCidr { code: "CFG007", name: "invalid-config-cidr", severity: Error, since: "0.1", }
}

rule! {
    /// The pattern of names in `formwork.yaml` cannot be read.
    ///
    /// It is made of parts in braces, optional groups in brackets and literal text:
    /// `{prefix}[-{app}]-{resourceName}`. Groups do not nest, and a part stands in it once.
    pub struct InvalidNamingPattern {
        code: "CFG008",
        name: "invalid-naming-pattern",
        severity: Error,
        since: "0.1",
    }
}

rule! {
    /// The pattern of names in `formwork.yaml` and what is said of its parts disagree.
    ///
    /// Each part of the pattern is defined in `parts`, but for `resourceName` and `region`, and each part
    /// that is defined is in the pattern. `region: always` needs the part, and `never` an optional one.
    pub struct MismatchedNameParts {
        code: "CFG009",
        name: "mismatched-name-parts",
        severity: Error,
        since: "0.1",
    }
}
