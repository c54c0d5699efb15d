//! Conditions as formulas over variables with few values each. A variable is a
//! parameter or any other expression that `Fn::Equals` compares with literals;
//! its values are the literals that matter, and "any other".

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::function::{Function, FunctionName};
use crate::template::{Section, Template};
use crate::value::{Kind, Value};

/// A condition's meaning.
#[derive(Debug, Clone)]
pub(super) enum Formula {
    Constant(bool),
    /// A variable has its value number `.1`.
    Is(u32, u32),
    /// Another condition of the template.
    Condition(u32),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

/// The outcome of an evaluation under a partial assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    True,
    False,
    /// Depends on this variable first.
    Undecided(u32),
    OutOfBudget,
}

impl Outcome {
    fn of(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            other => other,
        }
    }
}

/// All conditions and variables of a template.
#[derive(Debug, Default)]
pub(super) struct Model {
    conditions: Vec<Formula>,
    by_name: FxHashMap<SmolStr, u32>,
    variables: Vec<Variable>,
    by_text: FxHashMap<SmolStr, u32>,
    /// What `Rules` assert.
    always: Vec<Formula>,
}

#[derive(Debug)]
struct Variable {
    /// The literals it is compared with; value numbers are positions here.
    literals: Vec<SmolStr>,
    /// The allowed values, where a parameter limits them.
    allowed: Option<Vec<SmolStr>>,
}

impl Variable {
    /// Number of values to try: each literal, and one for all others where there can be others.
    fn choices(&self) -> u32 {
        let others = match &self.allowed {
            None => true,
            Some(allowed) => allowed.iter().any(|value| !self.literals.contains(value)),
        };
        self.literals.len() as u32 + u32::from(others)
    }
}

impl Model {
    pub(super) fn new(template: &Template) -> Self {
        let mut model = Self::default();
        let members: Vec<_> = template.members(Section::Conditions).collect();
        for member in &members {
            let number = model.by_name.len() as u32;
            model.by_name.entry(SmolStr::new(member.id.text)).or_insert(number);
        }
        model.conditions = vec![Formula::Constant(true); model.by_name.len()];
        for member in &members {
            let formula = model.formula(template, member.value);
            let number = model.by_name[member.id.text];
            model.conditions[number as usize] = formula;
        }
        for member in template.members(Section::Rules) {
            model.assertions(template, member.value);
        }
        model
    }

    /// The formula that a condition has a truth value. An undefined one is free.
    pub(super) fn literal(&self, name: &str, holds: bool) -> Formula {
        let formula = match self.by_name.get(name) {
            Some(number) => Formula::Condition(*number),
            None => Formula::Constant(holds),
        };
        if holds { formula } else { Formula::Not(Box::new(formula)) }
    }

    pub(super) fn always(&self) -> &[Formula] {
        &self.always
    }

    /// Whether some condition depends on a parameter or pseudo parameter.
    pub(super) fn knows_parameter(&self, name: &str) -> bool {
        self.by_text.contains_key(reference(name).as_str())
    }

    /// What is known of the variables at the start: the parameters that are given.
    pub(super) fn given(&self, given: &[(SmolStr, SmolStr)]) -> Vec<Option<u32>> {
        let mut values = vec![None; self.variables.len()];
        for (name, value) in given {
            let Some(number) = self.by_text.get(reference(name).as_str()) else { continue };
            let literals = &self.variables[*number as usize].literals;
            let position = literals.iter().position(|literal| literal == value).unwrap_or(literals.len());
            values[*number as usize] = Some(position as u32);
        }
        values
    }

    pub(super) fn choices(&self, variable: u32) -> u32 {
        self.variables[variable as usize].choices()
    }

    /// Evaluates the conjunction of `goals`.
    pub(super) fn evaluate(&self, goals: &[Formula], values: &[Option<u32>], budget: &mut u32) -> Outcome {
        let mut run = Run { model: self, values, known: vec![None; self.conditions.len()], depth: 0, budget };
        run.all(goals, Outcome::True)
    }

    /// A member of `Rules`: where its `RuleCondition` holds, its assertions do.
    fn assertions(&mut self, template: &Template, rule: Value<'_>) {
        let gate = rule.get("RuleCondition").map(|value| self.formula(template, value));
        let Some(assertions) = rule.get("Assertions") else { return };
        for assertion in assertions.items().filter_map(|item| item.get("Assert")) {
            let asserted = self.formula(template, assertion);
            self.always.push(match &gate {
                None => asserted,
                Some(gate) => Formula::Any(vec![Formula::Not(Box::new(gate.clone())), asserted]),
            });
        }
    }

    fn formula(&mut self, template: &Template, value: Value<'_>) -> Formula {
        if let Kind::Function(function) = value.kind() {
            return self.function(template, value, function);
        }
        match value.entries().next() {
            Some((key, name)) if key.text == "Condition" => self.named(name),
            _ => self.free(value),
        }
    }

    fn function(&mut self, template: &Template, value: Value<'_>, function: Function<'_>) -> Formula {
        let argument = function.argument;
        match function.name {
            FunctionName::Condition => self.named(argument),
            FunctionName::And => Formula::All(self.operands(template, argument)),
            FunctionName::Or => Formula::Any(self.operands(template, argument)),
            FunctionName::Not => match argument.items().next() {
                Some(operand) => Formula::Not(Box::new(self.formula(template, operand))),
                None => self.free(value),
            },
            FunctionName::Equals => {
                let mut items = argument.items();
                match (items.next(), items.next()) {
                    (Some(left), Some(right)) => self.equals(template, left, right),
                    _ => self.free(value),
                }
            }
            FunctionName::Contains => {
                let mut items = argument.items();
                match (items.next(), items.next()) {
                    (Some(list), Some(sought)) if list.is_list() => {
                        Formula::Any(list.items().map(|item| self.equals(template, item, sought)).collect())
                    }
                    _ => self.free(value),
                }
            }
            _ => self.free(value),
        }
    }

    fn operands(&mut self, template: &Template, list: Value<'_>) -> Vec<Formula> {
        list.items().map(|operand| self.formula(template, operand)).collect()
    }

    fn named(&mut self, name: Value<'_>) -> Formula {
        match name.text().and_then(|name| self.by_name.get(name)) {
            Some(number) => Formula::Condition(*number),
            None => self.free(name),
        }
    }

    fn equals(&mut self, template: &Template, left: Value<'_>, right: Value<'_>) -> Formula {
        match (left.text(), right.text()) {
            (Some(left), Some(right)) => Formula::Constant(left == right),
            (Some(literal), None) => self.is(template, right, literal),
            (None, Some(literal)) => self.is(template, left, literal),
            (None, None) => {
                let (left, right) = (left.canonical(), right.canonical());
                if left == right {
                    return Formula::Constant(true);
                }
                let (first, second) = if left < right { (left, right) } else { (right, left) };
                self.boolean(&format!("{first} == {second}"))
            }
        }
    }

    /// The formula that an expression has a literal value.
    fn is(&mut self, template: &Template, expression: Value<'_>, literal: &str) -> Formula {
        let variable = self.variable(&expression.canonical(), || {
            let name = expression.function()?.reference()?;
            let parameter = template.parameter(name.text).filter(|parameter| !parameter.is_ssm())?;
            parameter.allowed_values()?.items().map(|item| item.text().map(SmolStr::new)).collect()
        });
        let known = &mut self.variables[variable as usize];
        if known.allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|value| value == literal)) {
            return Formula::Constant(false);
        }
        let number = known.literals.iter().position(|value| value == literal).unwrap_or_else(|| {
            known.literals.push(SmolStr::new(literal));
            known.literals.len() - 1
        });
        Formula::Is(variable, number as u32)
    }

    /// A formula that may be true or false, the same for equal expressions.
    fn free(&mut self, value: Value<'_>) -> Formula {
        self.boolean(&value.canonical())
    }

    fn boolean(&mut self, text: &str) -> Formula {
        let variable = self.variable(text, || None);
        let known = &mut self.variables[variable as usize];
        if known.literals.is_empty() {
            known.literals.push(SmolStr::new_static("true"));
        }
        Formula::Is(variable, 0)
    }

    fn variable(&mut self, text: &str, allowed: impl FnOnce() -> Option<Vec<SmolStr>>) -> u32 {
        if let Some(number) = self.by_text.get(text) {
            return *number;
        }
        let number = self.variables.len() as u32;
        self.variables.push(Variable { literals: Vec::new(), allowed: allowed() });
        self.by_text.insert(SmolStr::new(text), number);
        number
    }
}

/// The canonical text of a `Ref`.
fn reference(name: &str) -> String {
    format!("Ref(\"{name}\")")
}

/// An evaluation: each condition is evaluated once.
struct Run<'m> {
    model: &'m Model,
    values: &'m [Option<u32>],
    /// By condition; a condition being evaluated is in it as undecidable, which ends cycles.
    known: Vec<Option<Outcome>>,
    /// Conditions being evaluated, one inside the other.
    depth: u32,
    budget: &'m mut u32,
}

/// Longest chain of conditions that refer to one another; a longer one is given up.
const MAX_CHAIN: u32 = 300;

impl Run<'_> {
    fn formula(&mut self, formula: &Formula) -> Outcome {
        let Some(rest) = self.budget.checked_sub(1) else { return Outcome::OutOfBudget };
        *self.budget = rest;
        match formula {
            Formula::Constant(value) => Outcome::of(*value),
            Formula::Is(variable, number) => match self.values[*variable as usize] {
                Some(value) => Outcome::of(value == *number),
                None => Outcome::Undecided(*variable),
            },
            Formula::Condition(number) => self.condition(*number),
            Formula::Not(inner) => self.formula(inner).not(),
            Formula::All(parts) => self.all(parts, Outcome::True),
            Formula::Any(parts) => self.all(parts, Outcome::False),
        }
    }

    /// A conjunction where `neutral` is true, a disjunction where it is false.
    fn all(&mut self, parts: &[Formula], neutral: Outcome) -> Outcome {
        let mut result = neutral;
        for part in parts {
            match self.formula(part) {
                Outcome::OutOfBudget => return Outcome::OutOfBudget,
                outcome if outcome == neutral.not() => return outcome,
                outcome @ Outcome::Undecided(_) if result == neutral => result = outcome,
                _ => {}
            }
        }
        result
    }

    fn condition(&mut self, number: u32) -> Outcome {
        if let Some(outcome) = self.known[number as usize] {
            return outcome;
        }
        if self.depth == MAX_CHAIN {
            return Outcome::OutOfBudget;
        }
        // A condition that needs itself is an error elsewhere; here it counts as true.
        self.known[number as usize] = Some(Outcome::True);
        self.depth += 1;
        let outcome = self.formula(&self.model.conditions[number as usize]);
        self.depth -= 1;
        self.known[number as usize] = Some(outcome);
        outcome
    }
}
