//! The names of a rules file: where each is defined, and where it is used.

use formwork_guard::ast::{
    Assignment, Block, Clause, Conjunctions, Name, Operand, Part, PartKind, Query, RulesFile,
};
use formwork_template::Span;
use smol_str::SmolStr;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Rule,
    /// Of `let`, of a parameterized rule, or captured by a filter.
    Variable,
}

/// A name that is defined.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) name: SmolStr,
    pub(crate) kind: NameKind,
    pub(crate) span: Span,
    /// The whole of what defines it.
    pub(crate) whole: Span,
    /// Where it is known.
    scope: Span,
    /// The resource type of what it selects, where its query says so.
    pub(crate) type_name: Option<SmolStr>,
}

/// A name that is used.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    pub(crate) name: SmolStr,
    pub(crate) kind: NameKind,
    /// The name's own text, without `%`.
    pub(crate) span: Span,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) definitions: Vec<Definition>,
    pub(crate) uses: Vec<Use>,
}

impl Names {
    pub(crate) fn of(file: &RulesFile, text: &str) -> Self {
        let mut names = Self::default();
        let whole = Span::of(0..text.len());
        names.assignments(&file.assignments, whole, text);
        for rule in &file.rules {
            names.define(&rule.name, NameKind::Rule, rule.span, whole, None);
            names.conjunctions(rule.conditions.as_ref(), whole, text);
            names.block(&rule.block, text);
        }
        for rule in &file.parameterized {
            names.define(&rule.rule.name, NameKind::Rule, rule.rule.span, whole, None);
            for parameter in &rule.parameters {
                names.define(parameter, NameKind::Variable, parameter.span, rule.rule.span, None);
            }
            names.block(&rule.rule.block, text);
        }
        names.uses.sort_by_key(|it| it.span);
        names
    }

    /// What a use means: of several definitions that are known there, the innermost.
    pub(crate) fn definition(&self, used: &Use) -> Option<&Definition> {
        let known = self
            .definitions
            .iter()
            .filter(|it| it.kind == used.kind && it.name == used.name && it.scope.contains(used.span));
        known.min_by_key(|it| it.scope.len())
    }

    /// The definition that an offset is at, by its name or by a use of it, and the text that is at it.
    pub(crate) fn at(&self, offset: u32) -> Option<(&Definition, Span)> {
        if let Some(found) = self.definitions.iter().find(|it| it.span.touches(offset)) {
            return Some((found, found.span));
        }
        let used = self.uses.iter().find(|it| it.span.touches(offset))?;
        Some((self.definition(used)?, used.span))
    }

    /// The places where a definition is used.
    pub(crate) fn uses_of<'n>(&'n self, wanted: &'n Definition) -> impl Iterator<Item = Span> + 'n {
        let is_it = move |it: &&Use| self.definition(it).is_some_and(|found| found.span == wanted.span);
        self.uses.iter().filter(is_it).map(|it| it.span)
    }

    /// The names of a kind that are known at an offset, the innermost first.
    pub(crate) fn known_at(&self, offset: u32, kind: NameKind) -> Vec<&Definition> {
        let is_known = |it: &&Definition| it.kind == kind && it.scope.touches(offset);
        let mut known: Vec<&Definition> = self.definitions.iter().filter(is_known).collect();
        known.sort_by_key(|it| it.scope.len());
        known
    }

    fn define(&mut self, name: &Name, kind: NameKind, whole: Span, scope: Span, type_name: Option<SmolStr>) {
        let name_span = name.span;
        self.definitions.push(Definition {
            name: name.text.clone(),
            kind,
            span: name_span,
            whole,
            scope,
            type_name,
        });
    }

    fn assignments(&mut self, assignments: &[Assignment], scope: Span, text: &str) {
        for assignment in assignments {
            let type_name = match &assignment.value {
                Operand::Query(query) => type_of(query),
                _ => None,
            };
            self.define(&assignment.name, NameKind::Variable, assignment.span, scope, type_name);
            self.operand(&assignment.value, scope, text);
        }
    }

    fn block(&mut self, block: &Block, text: &str) {
        self.assignments(&block.assignments, block.span, text);
        self.conjunctions(Some(&block.conjunctions), block.span, text);
    }

    fn conjunctions(&mut self, conjunctions: Option<&Conjunctions>, scope: Span, text: &str) {
        for clause in conjunctions.into_iter().flatten().flatten() {
            self.clause(clause, scope, text);
        }
    }

    fn clause(&mut self, clause: &Clause, scope: Span, text: &str) {
        match clause {
            Clause::Access(access) => {
                self.query(&access.query, scope, text);
                if let Some(operand) = &access.operand {
                    self.operand(operand, scope, text);
                }
            }
            Clause::Reference(reference) => self.uses_rule(&reference.name),
            Clause::Call(call) => {
                self.uses_rule(&call.name);
                call.arguments.iter().for_each(|it| self.operand(it, scope, text));
            }
            Clause::Block(block) => {
                self.query(&block.query, scope, text);
                self.block(&block.block, text);
            }
            Clause::When(when) => {
                self.conjunctions(Some(&when.conditions), scope, text);
                self.block(&when.block, text);
            }
            Clause::Type(block) => {
                self.conjunctions(block.conditions.as_ref(), scope, text);
                self.block(&block.block, text);
            }
        }
    }

    fn uses_rule(&mut self, name: &Name) {
        self.uses.push(Use { name: name.text.clone(), kind: NameKind::Rule, span: name.span });
    }

    fn operand(&mut self, operand: &Operand, scope: Span, text: &str) {
        match operand {
            Operand::Literal(_) => {}
            Operand::Query(query) => self.query(query, scope, text),
            Operand::Call(call) => call.arguments.iter().for_each(|it| self.operand(it, scope, text)),
        }
    }

    fn query(&mut self, query: &Query, scope: Span, text: &str) {
        for Part { kind, span } in &query.parts {
            match kind {
                PartKind::Variable(name) => {
                    let written = text.get(span.range()).unwrap_or_default();
                    let at = written.find(name.as_str()).unwrap_or_default() as u32;
                    let span = Span::new(span.start + at, span.start + at + name.len() as u32);
                    self.uses.push(Use { name: name.clone(), kind: NameKind::Variable, span });
                }
                PartKind::AllValues(capture) | PartKind::AllIndices(capture) => {
                    self.capture(capture.as_ref());
                }
                PartKind::Filter { capture, clauses } => {
                    self.capture(capture.as_ref());
                    self.conjunctions(Some(clauses), scope, text);
                }
                PartKind::KeyFilter { capture, operand, .. } => {
                    self.capture(capture.as_ref());
                    self.operand(operand, scope, text);
                }
                PartKind::This | PartKind::Key(_) | PartKind::Index(_) => {}
            }
        }
    }

    /// What a filter captures is known in the whole file.
    fn capture(&mut self, name: Option<&Name>) {
        if let Some(name) = name {
            self.define(name, NameKind::Variable, name.span, Span::new(0, u32::MAX), None);
        }
    }
}

/// The type of the resources that a query selects by a filter such as `Resources.*[ Type == 'AWS::S3::Bucket' ]`.
pub(crate) fn type_of(query: &Query) -> Option<SmolStr> {
    let [.., Part { kind: PartKind::Filter { clauses, .. }, .. }] = query.parts.as_slice() else {
        return None;
    };
    super::types::filtered(clauses).map(|name| name.text)
}
