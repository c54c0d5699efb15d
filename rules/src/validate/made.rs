//! Values that stand nowhere in a template, and what they take: trees that the
//! validator makes, and what is decided about parameters and conditions for a value.

use std::cell::Cell;

use formwork_template::{Assumption, Span, Syntax, Tree, Value, json_string, parse};
use smol_str::SmolStr;

/// Functions and rounds of loops that are worked out for one template; usual ones need hundreds.
const STEPS: u32 = 100_000;

/// Trees of values that no text holds; they live as long as the check.
#[derive(Default)]
pub(crate) struct Made {
    trees: elsa::FrozenVec<Box<Tree>>,
    steps: Cell<u32>,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Made({})", self.trees.len())
    }
}

impl Made {
    /// Counts a step of working values out; false where there have been too many.
    pub(crate) fn step(&self) -> bool {
        let taken = self.steps.get();
        self.steps.set(taken.saturating_add(1));
        taken < STEPS
    }

    /// Whether there were more steps to take than may be taken.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.steps.get() > STEPS
    }

    /// The value of a JSON text.
    pub(crate) fn json(&self, text: &str) -> Value<'_> {
        self.tree(parse(text.into(), Syntax::Json).tree)
    }

    /// The value of a text, if it can be read without errors.
    pub(crate) fn read(&self, text: &str, syntax: Syntax) -> Option<Value<'_>> {
        let parsed = parse(text.into(), syntax);
        parsed.errors.is_empty().then(|| self.tree(parsed.tree))
    }

    fn tree(&self, tree: Tree) -> Value<'_> {
        let tree = self.trees.push_get(Box::new(tree));
        Value::new(tree, tree.root())
    }

    pub(crate) fn text(&self, text: &str) -> Value<'_> {
        self.json(&json_string(text))
    }

    pub(super) fn list(&self, texts: &[String]) -> Value<'_> {
        let texts: Vec<String> = texts.iter().map(|text| json_string(text)).collect();
        self.json(&format!("[{}]", texts.join(",")))
    }
}

/// What a value depends on beside literals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DependsOn {
    /// Nothing.
    #[default]
    Nothing,
    /// Variables of loops alone, which are replaced before anything else happens.
    Rounds,
    /// Parameters, pseudo parameters, mappings.
    Anything,
}

/// What is already decided where a function stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given<'a> {
    pub(crate) when: Assumption<'a>,
    /// Parameters, pseudo parameters and variables of `Fn::Sub` with their value.
    pub(super) names: Vec<(SmolStr, Value<'a>)>,
    /// Something of it is a parameter's default or allowed value, which a deployment may replace.
    pub(crate) parameter: bool,
    /// Where the value is written, if it is a parameter's as it is.
    pub(crate) origin: Option<Span>,
    /// What it depends on beside literals.
    pub(crate) on: DependsOn,
}

impl<'a> Given<'a> {
    pub(crate) fn when(when: &Assumption<'a>) -> Self {
        Self { when: when.clone(), ..Self::default() }
    }

    pub(super) fn value(&self, name: &str) -> Option<Value<'a>> {
        self.names.iter().rev().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    pub(super) fn and(&self, name: &str, value: Value<'a>) -> Self {
        let mut all = self.clone();
        all.names.push((SmolStr::new(name), value));
        all
    }

    /// What the parameters are, in words: `` `Env` is `dev` ``.
    pub(crate) fn words(&self) -> String {
        let said = self.names.iter().filter(|(name, _)| !name.contains("::"));
        let said = said.filter_map(|(name, value)| Some(format!("`{name}` is `{}`", value.text()?)));
        said.collect::<Vec<_>>().join(" and ")
    }
}
