//! The walk: finds function calls and compares them with the table in `arguments`.

use formwork_template::{
    Assumption, Form, Function, FunctionName, Index, Kind, Name, Place, Span, Template, Value,
};

use super::Problem;
use super::advice::Site;
use super::arguments::{self, Part, Shape};
use super::owner::Owner;
use super::target::Target;
use crate::files::NestedOutputs;
use crate::nearest::{Suggestions, is_slip};
use crate::{Applicability, Fix, generator, transforms};

/// The walk over one template.
pub(super) struct Walk<'t> {
    pub(super) template: &'t Template,
    pub(super) index: &'t Index,
    pub(super) found: Vec<Problem>,
    /// How many of those are errors, which hide what is behind them.
    errors: usize,
    /// `AWS::LanguageExtensions` runs.
    pub(super) extended: bool,
    /// The CDK made the template, and nobody reads it.
    pub(super) from_cdk: bool,
    pub(super) nested: NestedOutputs,
    /// Identifiers of the loops around the place.
    pub(super) loops: Vec<&'t str>,
    /// Conditions that hold at the place.
    pub(super) when: Assumption<'t>,
    pub(super) suggestions: Suggestions,
}

/// What is known of the place of a value on the way down.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub(super) owner: Owner,
    pub(super) place: Place,
    pub(super) functions: &'static [FunctionName],
    /// The function whose argument the place is.
    pub(super) inside: Option<FunctionName>,
    /// A value that no function makes has to fit its place; elsewhere the schema's rules see to it.
    pub(super) judged: bool,
    /// Resources can be referred to.
    pub(super) resources: bool,
    pub(super) site: Site,
}

impl Scope {
    /// The scope of the argument of a function that stands here.
    pub(super) fn argument(self, function: Function<'_>) -> Self {
        Self {
            owner: self.owner.inside(function.name),
            place: self.place.argument(function),
            inside: Some(function.name),
            ..self
        }
    }

    pub(super) fn item(self, item: Value<'_>) -> Self {
        Self { place: self.place.item(item), ..self }
    }

    pub(super) fn key(self, key: Name<'_>) -> Self {
        Self { place: Place::key(key.span), ..self }
    }
}

impl<'t> Walk<'t> {
    pub(super) fn new(template: &'t Template, nested: NestedOutputs) -> Self {
        Self {
            template,
            index: template.index(),
            found: Vec::new(),
            errors: 0,
            extended: template.has_language_extensions(),
            from_cdk: generator::is_cdk(template),
            nested,
            loops: Vec::new(),
            when: Assumption::default(),
            suggestions: Suggestions::default(),
        }
    }

    /// A value at a place that takes functions.
    pub(super) fn value(&mut self, value: Value<'t>, target: Target<'_>, scope: Scope) {
        if let Some(function) = callable(value, scope) {
            self.call(value, function, target, scope);
            return;
        }
        if scope.judged && !target.holds(value) {
            self.mismatch(value, target, scope);
            return;
        }
        let scope = Scope { judged: false, ..scope };
        match value.kind() {
            Kind::List => {
                for item in value.items() {
                    self.value(item, target.below("*"), scope.item(item));
                }
            }
            Kind::Map => {
                for (key, value) in value.entries() {
                    let scope = scope.key(key);
                    if key.text.starts_with("Fn::ForEach::") {
                        self.looped(value, scope, |walk, body| walk.value(body, Target::ANY, scope));
                    } else if !target.forbids(key.text) {
                        self.value(value, target.below(key.text), scope);
                    }
                }
            }
            Kind::Function(function) => self.value(function.argument, Target::ANY, scope.argument(function)),
            Kind::Scalar(_) | Kind::Tagged | Kind::Error => {}
        }
    }

    /// The body of an `Fn::ForEach` at `scope`.
    pub(super) fn looped(&mut self, value: Value<'t>, scope: Scope, body: impl FnOnce(&mut Self, Value<'t>)) {
        if !self.extended {
            self.unrepeated(value, scope);
            return;
        }
        let mut items = value.items();
        if let (Some(identifier), Some(_), Some(inner)) = (items.next(), items.next(), items.next()) {
            self.loops.push(identifier.text().unwrap_or_default());
            body(self, inner);
            self.loops.pop();
        }
    }

    /// A loop without the transform that repeats it, and those directly inside.
    fn unrepeated(&mut self, value: Value<'t>, scope: Scope) {
        let message = "`Fn::ForEach` needs the transform `AWS::LanguageExtensions`".to_owned();
        let code = scope.owner.of(FunctionName::ForEach);
        let fix = transforms::addition(self.template, EXTENSIONS);
        self.problem(code, scope.place.span(), message).help(TRANSFORM_HELP).fix = fix;
        let inner = value.items().nth(2).into_iter().flat_map(Value::entries);
        for (key, value) in inner.filter(|(key, _)| key.text.starts_with("Fn::ForEach::")) {
            self.unrepeated(value, scope.key(key));
        }
    }

    pub(super) fn call(
        &mut self,
        value: Value<'t>,
        function: Function<'t>,
        target: Target<'_>,
        scope: Scope,
    ) {
        let before = self.errors;
        let name = function.name;
        if matches!(name, FunctionName::Length | FunctionName::ToJsonString) && !self.extended {
            let message = format!("`{}` needs the transform `AWS::LanguageExtensions`", name.key());
            let fix = transforms::addition(self.template, EXTENSIONS);
            self.problem(scope.owner.of(name), scope.place.span(), message).help(TRANSFORM_HELP).fix = fix;
            return;
        }
        match name {
            FunctionName::Join => self.joined(value, function, scope),
            FunctionName::ImportValue => self.imported(scope.argument(function)),
            _ => {}
        }
        if !target.accepts(arguments::gives(name)) {
            let message = format!("`{}` does not give {}", name.key(), target.words());
            self.problem(scope.owner.of(name), scope.place.span(), message);
        }
        let inside = scope.argument(function);
        self.shape(function, inside);
        if self.errors > before {
            return;
        }
        match name {
            FunctionName::Ref => self.reference(value, function, target, scope),
            FunctionName::GetAtt => self.get_att(function, target, scope),
            FunctionName::Sub => self.substitution(value, function, scope),
            FunctionName::FindInMap => self.find_in_map(function, scope),
            FunctionName::If => self.branches(function, target, scope),
            FunctionName::Split => self.unsplittable(function, inside),
            FunctionName::Equals => self.compared(function, scope.place),
            _ => {}
        }
    }

    fn shape(&mut self, function: Function<'t>, scope: Scope) {
        let argument = function.argument;
        match arguments::shape(function.name) {
            Shape::Open => {}
            Shape::One(part) => self.part(argument, part, scope, None),
            Shape::List { least, most, parts } => self.list(function, least, most, parts, scope),
            Shape::Attribute => self.attribute_shape(function, scope),
            Shape::Substitution => self.substitution_shape(function, scope),
            Shape::Map(names, part) => self.map(function, names, part, scope),
        }
    }

    fn list(
        &mut self,
        function: Function<'t>,
        least: usize,
        most: usize,
        parts: &'static [&'static Part],
        scope: Scope,
    ) {
        let argument = function.argument;
        if !argument.is_list() {
            self.mismatch(argument, Target::of_types(&[formwork_schemas::Types::ARRAY]), scope);
            return;
        }
        self.count(function, least, most, scope);
        let rest = if function.name == FunctionName::If { 1 } else { usize::MAX };
        for (number, item) in argument.items().enumerate().take(rest) {
            // A single part stands for every item.
            let part = if let [each] = parts { Some(each) } else { parts.get(number) };
            let Some(part) = part else { break };
            let beside = argument.items().nth(number + 1);
            self.part(item, part, scope.item(item), beside);
        }
    }

    /// Whether a list has as many items as its function takes.
    pub(super) fn count(&mut self, function: Function<'t>, least: usize, most: usize, scope: Scope) {
        let count = function.argument.items().len();
        if (least..=most).contains(&count) {
            return;
        }
        let takes = if least == most { least.to_string() } else { format!("{least} to {most}") };
        let message = format!("`{}` takes {takes} items and has {count}", function.name.key());
        self.problem(scope.owner.of(function.name), scope.place.span(), message);
    }

    fn map(
        &mut self,
        function: Function<'t>,
        names: &'static [(&'static str, bool)],
        part: &'static Part,
        scope: Scope,
    ) {
        let (argument, code) = (function.argument, scope.owner.of(function.name));
        if !argument.is_map() && argument.function().is_none() {
            self.mismatch(argument, Target::of_types(&[formwork_schemas::Types::OBJECT]), scope);
            return;
        }
        for (key, value) in argument.entries() {
            if names.iter().any(|(name, _)| *name == key.text) {
                self.part(value, part, scope.key(key), None);
            } else {
                let message = format!("`{}` has no option `{key}`", function.name.key());
                self.problem(code, key.span, message);
            }
        }
        for (name, _) in names.iter().filter(|(name, required)| *required && argument.get(name).is_none()) {
            let message = format!("`{}` has no `{name}`", function.name.key());
            self.problem(code, scope.place.span(), message);
        }
    }

    /// A value that its place does not take.
    pub(super) fn mismatch(&mut self, value: Value<'t>, target: Target<'_>, scope: Scope) {
        let place = scope.place.span();
        let Some(inside) = scope.inside else {
            let message = format!("This value is not {}", target.words());
            self.here(scope, message);
            return;
        };
        let code = scope.owner.of(inside);
        let message = match value.function() {
            Some(function) => {
                format!("`{}` can't stand in this argument of `{}`", function.name.key(), inside.key())
            }
            None => format!("This argument of `{}` is not {}", inside.key(), target.words()),
        };
        self.problem(code, place, message);
    }

    /// A problem with the value at a place inside a function.
    pub(super) fn here(&mut self, scope: Scope, message: String) -> Option<&mut Problem> {
        let code = match scope.inside {
            Some(inside) => scope.owner.of(inside),
            None => scope.owner.here()?,
        };
        Some(self.problem(code, scope.place.span(), message))
    }

    pub(super) fn problem(&mut self, code: &'static str, span: Span, message: String) -> &mut Problem {
        self.errors += usize::from(code.starts_with('E'));
        self.found.push(Problem::new(code, span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Whether a name has a loop's variable in it, or is one.
    pub(super) fn is_dynamic(&self, name: &str) -> bool {
        name.contains("${") || name.contains("&{") || self.loops.contains(&name)
    }
}

const EXTENSIONS: &str = "AWS::LanguageExtensions";
const TRANSFORM_HELP: &str = "Add `Transform: AWS::LanguageExtensions`";

/// The function that a value is, where its place takes it.
pub(super) fn callable<'t>(value: Value<'t>, scope: Scope) -> Option<Function<'t>> {
    let function = value.function().or_else(|| {
        // The long form of `!Condition`, where conditions are combined.
        let mut entries = value.entries();
        let (key, argument) = entries.next().filter(|(key, _)| key.text == "Condition")?;
        let alone = entries.next().is_none() && scope.functions.contains(&FunctionName::Condition);
        let name = FunctionName::Condition;
        alone.then_some(Function { name, name_span: key.span, argument, form: Form::Long })
    })?;
    let in_rule = scope.site == Site::Rule && function.name.is_of_rules();
    (scope.functions.contains(&function.name) || in_rule).then_some(function)
}

/// Offers the nearest name.
pub(super) fn suggest(problem: &mut Problem, name: Name<'_>, near: Option<&str>) {
    if let Some(near) = near {
        problem.help(format!("Change it to `{near}`"));
        problem.fix = Fix::rename(name, near, Applicability::Unsafe).filter(|_| is_slip(name.text, near));
    }
}
