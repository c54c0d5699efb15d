//! Rules files over the whole language. No variable and no rule leads to
//! itself: the peer overflows its stack on those.

use super::literal::literal;
use super::piece::Piece;
use super::random::Random;
use super::template::{TYPES, Tree};

/// What is made so far of a rules file.
pub(crate) struct Rules<'r, 't> {
    pub(crate) random: &'r mut Random,
    document: &'t Tree,
    /// Names of rules that may be referred to.
    named: Vec<String>,
    /// Names of parameterized rules and how many parameters they have.
    parameterized: Vec<(String, usize)>,
    /// Names of what filters let through.
    pub(crate) captures: Vec<String>,
    /// How many variables there are.
    variables: usize,
}

/// What can be named at some place of a rules file, and what the document has there.
#[derive(Clone)]
pub(crate) struct Scope<'t> {
    pub(crate) variables: Vec<(String, Option<&'t Tree>)>,
    pub(crate) at: Option<&'t Tree>,
}

/// Where clauses stand: what may stand there differs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    File,
    Rule,
    /// A `when` directly in a rule or a file.
    RuleWhen,
    Block,
    Filter,
    Condition,
}

/// Most levels of blocks and filters.
const LEVELS: usize = 3;

/// A rules file for a document.
pub(crate) fn rules(random: &mut Random, document: &Tree) -> Piece {
    let mut rules = Rules {
        random,
        document,
        named: Vec::new(),
        parameterized: Vec::new(),
        captures: Vec::new(),
        variables: 0,
    };
    rules.file()
}

impl<'t> Rules<'_, 't> {
    fn file(&mut self) -> Piece {
        let mut scope = Scope { variables: Vec::new(), at: Some(self.document) };
        let mut items = self.assignments(&mut scope, 3);
        let mut rules = Vec::new();
        for number in 0..self.random.below(3) {
            rules.push(self.parameterized_rule(number, &scope));
        }
        for number in 0..self.random.between(1, 4) {
            rules.push(self.rule(number, &scope));
        }
        if self.random.percent(25) {
            rules.push(self.conjunctions(&scope, LEVELS, 2, Place::File));
        }
        // Clauses may not stand behind a rule's last brace without a break, all else may be in any order.
        for _ in 0..rules.len() {
            let (one, other) = (self.random.below(rules.len()), self.random.below(rules.len()));
            rules.swap(one, other);
        }
        let head = if self.random.percent(20) { "# rules\n\n" } else { "" };
        let rules = Piece::Some { items: rules, between: "\n", least: 1 };
        items.insert(0, Piece::optional(Piece::text(head)));
        let assignments = Piece::Some { items, between: "", least: 0 };
        Piece::All(vec![assignments, rules, Piece::text("\n")])
    }

    fn rule(&mut self, number: usize, scope: &Scope<'t>) -> Piece {
        // The same name twice is allowed; nothing refers to it yet if it is the last.
        let name = format!("rule_{}", if self.random.percent(4) { number + 1 } else { number });
        let head = Piece::text(format!("rule {name} "));
        let when = if self.random.percent(35) { self.when(scope) } else { Piece::text("") };
        let block = self.block(scope, LEVELS, Place::Rule);
        let fresh = !self.named.contains(&name);
        if fresh && name == format!("rule_{number}") {
            self.named.push(name);
        }
        Piece::All(vec![head, Piece::optional(when), block])
    }

    fn parameterized_rule(&mut self, number: usize, scope: &Scope<'t>) -> Piece {
        let count = self.random.between(1, 3);
        let parameters: Vec<String> =
            (0..count).map(|parameter| format!("given_{number}_{parameter}")).collect();
        let mut inner = scope.clone();
        inner.variables.extend(parameters.iter().map(|name| (name.clone(), None)));
        let between = *self.random.pick(&[", ", ",", " , "]);
        let head = format!("rule check_{number}({}) ", parameters.join(between));
        let block = self.block(&inner, LEVELS - 1, Place::Rule);
        self.parameterized.push((format!("check_{number}"), count));
        Piece::All(vec![Piece::text(head), block])
    }

    /// `when ...`, with a space behind it.
    fn when(&mut self, scope: &Scope<'t>) -> Piece {
        let word = Piece::text(self.random.word(&["when ", "WHEN ", "when\n    "]));
        let conditions = self.conjunctions(scope, 1, 2, Place::Condition);
        Piece::All(vec![word, conditions, Piece::text(" ")])
    }

    /// `{ ... }`
    fn block(&mut self, scope: &Scope<'t>, depth: usize, place: Place) -> Piece {
        let mut inner = scope.clone();
        let assignments = if self.random.percent(30) { self.assignments(&mut inner, 2) } else { Vec::new() };
        let assignments = Piece::Some { items: assignments, between: "", least: 0 };
        let most = if place == Place::Rule { 4 } else { 3 };
        let clauses = self.conjunctions(&inner, depth, most, place);
        Piece::All(vec![Piece::text("{\n"), assignments, clauses, Piece::text("\n}")])
    }

    /// Some `let`s, each with a line of its own.
    fn assignments(&mut self, scope: &mut Scope<'t>, most: usize) -> Vec<Piece> {
        let mut assignments = Vec::new();
        for _ in 0..self.random.below(most + 1) {
            let (value, at) = match self.random.below(10) {
                0 | 1 => (literal(self.random, scope.at), None),
                2 => (self.call(scope, 2), None),
                _ => {
                    let query = self.query(scope, 2);
                    (query.piece, query.at)
                }
            };
            let sign = self.random.word(&[" = ", " := ", "="]);
            // Now and then the name of another scope's variable, which nothing here can lead back to.
            let written = value.written();
            let name = match scope.variables.first() {
                Some((name, _)) if self.random.percent(5) && !written.contains('%') => name.clone(),
                _ => {
                    self.variables += 1;
                    format!("v{}", self.variables)
                }
            };
            scope.variables.retain(|(known, _)| *known != name);
            scope.variables.push((name.clone(), at));
            assignments.push(Piece::All(vec![
                Piece::text(format!("let {name}{sign}")),
                value,
                Piece::text("\n"),
            ]));
        }
        assignments
    }

    /// Clauses, all of which are to hold, with alternatives in them.
    pub(crate) fn conjunctions(
        &mut self,
        scope: &Scope<'t>,
        depth: usize,
        most: usize,
        place: Place,
    ) -> Piece {
        let count = if self.random.percent(55) { 1 } else { self.random.between(1, most) };
        let mut items = Vec::new();
        for _ in 0..count {
            let alternatives = if self.random.percent(22) { self.random.between(2, 3) } else { 1 };
            let or = *self.random.pick(&[" or ", " OR ", " |OR| ", "\n  or "]);
            let types = matches!(place, Place::File | Place::Rule) && self.random.percent(22);
            let clause = |rules: &mut Self| {
                if types { rules.type_block(scope, depth) } else { rules.clause(scope, depth, place) }
            };
            let alternatives = (0..alternatives).map(|_| clause(self)).collect();
            let line = Piece::Some { items: alternatives, between: or, least: 1 };
            items.push(if self.random.percent(4) {
                Piece::All(vec![Piece::optional(Piece::text("# note: {x} == 'y'\n")), line])
            } else {
                line
            });
        }
        Piece::Some { items, between: "\n", least: 1 }
    }

    fn clause(&mut self, scope: &Scope<'t>, depth: usize, place: Place) -> Piece {
        let refers = matches!(place, Place::Rule | Place::RuleWhen | Place::Condition);
        let blocks = place != Place::Condition && depth > 0;
        match self.random.below(100) {
            0..=11 if refers && !self.named.is_empty() => self.reference(),
            12..=18 if !self.parameterized.is_empty() => self.rule_call(scope, depth),
            19..=30 if blocks => self.block_clause(scope, depth),
            31..=37 if blocks => {
                let inside =
                    if matches!(place, Place::Rule | Place::File) { Place::RuleWhen } else { Place::Block };
                let when = self.when(scope);
                Piece::All(vec![when, self.block(scope, depth - 1, inside)])
            }
            _ => self.access(scope, depth),
        }
    }

    fn negation(&mut self) -> Piece {
        let not =
            if self.random.percent(7) { self.random.word(&["not ", "NOT ", "!"]) } else { String::new() };
        Piece::optional(Piece::text(not))
    }

    fn reference(&mut self) -> Piece {
        let not = self.negation();
        let name =
            if self.random.percent(2) { "nobody".to_owned() } else { self.random.pick(&self.named).clone() };
        let behind = self.random.word(&["\n", "\n", " # see there\n", " <<why>>"]);
        Piece::All(vec![not, Piece::text(name + &behind)])
    }

    fn rule_call(&mut self, scope: &Scope<'t>, depth: usize) -> Piece {
        let not = self.negation();
        let (name, count) = self.random.pick(&self.parameterized).clone();
        let count = if self.random.percent(2) { count + 1 } else { count };
        let arguments = (0..count).map(|_| self.operand(scope, depth)).collect();
        let between = *self.random.pick(&[", ", ",", " ,\n  "]);
        let arguments = Piece::Some { items: arguments, between, least: count };
        Piece::All(vec![not, Piece::text(name + "("), arguments, Piece::text(")"), self.message()])
    }

    fn block_clause(&mut self, scope: &Scope<'t>, depth: usize) -> Piece {
        let query = self.query(scope, depth - 1);
        let not_empty = if self.random.percent(12) {
            self.random.word(&[" !empty", " not empty"])
        } else {
            String::new()
        };
        let inner = Scope { at: query.at, ..scope.clone() };
        let block = self.block(&inner, depth - 1, Place::Block);
        Piece::All(vec![query.piece, Piece::optional(Piece::text(not_empty)), Piece::text(" "), block])
    }

    fn type_block(&mut self, scope: &Scope<'t>, depth: usize) -> Piece {
        let name = self.random.word(&TYPES);
        let module = if self.random.percent(3) && name.matches("::").count() == 2 { "::MODULE" } else { "" };
        let inner = Scope { at: self.resource(&name), ..scope.clone() };
        let head = Piece::text(format!("{name}{module} "));
        if self.random.percent(12) {
            return Piece::All(vec![head, self.clause(&inner, 0, Place::Block)]);
        }
        let when = if self.random.percent(25) { self.when(scope) } else { Piece::text("") };
        let block = self.block(&inner, depth.saturating_sub(1), Place::Block);
        Piece::All(vec![head, Piece::optional(when), block])
    }

    /// A resource of that type.
    fn resource(&self, name: &str) -> Option<&'t Tree> {
        let Tree::Map(sections) = self.document else { return None };
        let (_, Tree::Map(resources)) = sections.first()? else { return None };
        let typed = |resource: &&(String, Tree)| match &resource.1 {
            Tree::Map(parts) => {
                matches!(parts.first(), Some((_, Tree::Scalar(text))) if text.trim_matches('"') == name)
            }
            _ => false,
        };
        resources.iter().find(typed).map(|(_, resource)| resource)
    }

    fn message(&mut self) -> Piece {
        let message = self.random.word(&[" <<as agreed>>", "\n  <<a\n # b\n>>", " << it's 'so' >>", "<<>>"]);
        Piece::optional(Piece::text(if self.random.percent(9) { message } else { String::new() }))
    }

    /// `query operator operand`
    fn access(&mut self, scope: &Scope<'t>, depth: usize) -> Piece {
        let not = self.negation();
        let query = self.query(scope, depth.saturating_sub(1));
        let operator = if self.random.percent(38) { self.unary() } else { self.binary() };
        let mut pieces = vec![not, query.piece, Piece::text(operator.0)];
        if !operator.1 {
            let value = match self.random.below(20) {
                0..=4 => self.query(scope, depth.saturating_sub(1)).piece,
                5 => self.call(scope, depth),
                _ => literal(self.random, query.at),
            };
            pieces.push(value);
        }
        pieces.push(self.message());
        Piece::All(pieces)
    }

    /// An operator with the space around it, and whether it stands alone.
    fn unary(&mut self) -> (String, bool) {
        let operators = [
            "exists",
            "exists",
            "exists",
            "empty",
            "empty",
            "empty",
            "is_string",
            "is_list",
            "is_struct",
            "is_bool",
            "is_int",
            "is_float",
            "is_null",
        ];
        let word = self.random.word(&operators);
        let word = if self.random.percent(20) { word.to_uppercase() } else { word };
        let not = self.random.word(&["", "", "", "!", "not ", "NOT "]);
        (format!(" {not}{word}"), true)
    }

    fn binary(&mut self) -> (String, bool) {
        let operators = [
            "==", "==", "==", "==", "!=", "!=", "!=", ">", ">=", "<", "<=", "in", "in", "IN", "not in",
            "!in", "NOT IN", "!IN", "not  in",
        ];
        let operator = self.random.word(&operators);
        let word = operator.ends_with(['n', 'N']);
        let (before, behind) = if word || self.random.percent(90) { (" ", " ") } else { ("", "") };
        (format!("{before}{operator}{behind}"), false)
    }

    pub(crate) fn operand(&mut self, scope: &Scope<'t>, depth: usize) -> Piece {
        match self.random.below(10) {
            0..=3 => literal(self.random, None),
            4 if depth > 0 => self.call(scope, depth),
            _ => self.query(scope, depth.saturating_sub(1)).piece,
        }
    }
}
