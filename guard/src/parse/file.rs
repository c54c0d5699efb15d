//! Files: rules, assignments, and clauses outside of rules. An error costs the
//! rule in which it stands; the next one that begins a line is read again.

use formwork_template::Span;
use smol_str::SmolStr;

use super::cursor::{Parser, Read, Stop};
use crate::ast::{
    AccessClause, Block, Clause, Conjunctions, Disjunction, Key, Literal, LiteralData, Name, Operand,
    Operator, ParameterizedRule, Part, PartKind, Query, Rule, RulesFile, TypeBlock,
};

impl Parser<'_> {
    pub(super) fn file(&mut self) -> RulesFile {
        let mut file = RulesFile::default();
        let mut loose: Conjunctions = Vec::new();
        self.skip();
        while !self.rest().is_empty() {
            let start = self.at;
            self.forget_expected();
            match self.item(&mut file, &mut loose) {
                Ok(()) => {}
                Err(stop) => {
                    if let Stop::Absent = stop {
                        let _: Read<()> = self.unexpected();
                    }
                    self.recover(start);
                }
            }
            self.skip();
        }
        if !loose.is_empty() {
            file.rules.insert(0, default_rule(loose));
        }
        file.comments = std::mem::take(&mut self.comments);
        file.literals = self.literals;
        file
    }

    fn item(&mut self, file: &mut RulesFile, loose: &mut Conjunctions) -> Read<()> {
        if let Some(assignment) = self.assignment()? {
            file.assignments.push(assignment);
            return Ok(());
        }
        let start = self.at;
        if self.eat("rule") && self.skip() {
            return self.rule(start, file);
        }
        self.at = start;
        if self.at_type_name() {
            loose.push(self.type_blocks()?);
            return Ok(());
        }
        if self.starts_with("when") || self.starts_with("WHEN") {
            let block = self.when_block(Self::clause_or_reference)?;
            loose.push(vec![Clause::When(block)]);
            return Ok(());
        }
        loose.push(self.disjunction(Self::clause)?);
        Ok(())
    }

    fn rule(&mut self, start: usize, file: &mut RulesFile) -> Read<()> {
        let Ok(name) = self.name() else { return self.unexpected() };
        if self.starts_with("(") {
            let parameters = self.parameters()?;
            let block = self.rule_block()?;
            let rule = Rule { name, conditions: None, block, span: self.span_from(start) };
            file.parameterized.push(ParameterizedRule { parameters, rule });
            return Ok(());
        }
        self.skip();
        let conditions = match self.when() {
            Ok(conditions) => Some(conditions),
            Err(Stop::Absent) => None,
            Err(Stop::Wrong) => return Err(Stop::Wrong),
        };
        let block = self.rule_block()?;
        file.rules.push(Rule { name, conditions, block, span: self.span_from(start) });
        Ok(())
    }

    fn rule_block(&mut self) -> Read<Block> {
        match self.block(Self::rule_clause) {
            Err(Stop::Absent) => self.unexpected(),
            block => block,
        }
    }

    /// `(a, b)`; of a name that is given twice one stays.
    fn parameters(&mut self) -> Read<Vec<Name>> {
        self.at += 1;
        let mut parameters: Vec<Name> = Vec::new();
        loop {
            self.skip_white();
            let Ok(name) = self.name() else { return self.unexpected() };
            if parameters.iter().all(|known| known.text != name.text) {
                parameters.push(name);
            }
            self.skip_white();
            if self.eat(")") {
                return Ok(parameters);
            }
            if !self.eat(",") {
                let _: Read<()> = self.absent("`,` or `)`");
                return self.unexpected();
            }
        }
    }

    fn rule_clause(&mut self) -> Read<Clause> {
        if self.at_type_name() {
            return self.type_block();
        }
        if self.starts_with("when") || self.starts_with("WHEN") {
            return Ok(Clause::When(self.when_block(Self::clause_or_reference)?));
        }
        self.clause_or_reference()
    }

    fn at_type_name(&mut self) -> bool {
        let start = self.at;
        let is_type = self.name().is_ok() && self.eat("::") && self.name().is_ok();
        self.at = start;
        is_type
    }

    fn type_blocks(&mut self) -> Read<Disjunction> {
        self.disjunction(|parser| match parser.at_type_name() {
            true => parser.type_block(),
            false => parser.absent("a resource type"),
        })
    }

    /// `AWS::S3::Bucket when CONDITIONS { ... }`, or with one clause instead of the block.
    fn type_block(&mut self) -> Read<Clause> {
        let start = self.at;
        let type_name = self.type_name()?;
        let name_span = type_name.span;
        if !self.skip() {
            let help = "A resource type has two or three parts, and white space behind it";
            return self.wrong(self.span_from(start), "the resource type does not end here", help);
        }
        let conditions = match self.when() {
            Ok(conditions) => Some(conditions),
            Err(Stop::Absent) => None,
            Err(Stop::Wrong) => return Err(Stop::Wrong),
        };
        self.skip();
        let block = if conditions.is_some() || self.starts_with("{") {
            match self.deeper(|parser| parser.block(Self::clause)) {
                Err(Stop::Absent) => return self.unexpected(),
                block => block?,
            }
        } else {
            let start = self.at;
            match self.clause() {
                Ok(clause) => {
                    let span = self.span_from(start);
                    Block { assignments: Vec::new(), conjunctions: vec![vec![clause]], span }
                }
                Err(Stop::Absent) => return self.unexpected(),
                Err(Stop::Wrong) => return Err(Stop::Wrong),
            }
        };
        let query = self.of_type(&type_name.text, name_span);
        Ok(Clause::Type(TypeBlock { type_name, conditions, block, query, span: self.span_from(start) }))
    }

    fn type_name(&mut self) -> Read<Name> {
        let start = self.at;
        let mut parts = vec![self.name()?.text];
        while parts.len() < 3 {
            let before = self.at;
            match self.eat("::").then(|| self.name()) {
                Some(Ok(name)) => parts.push(name.text),
                _ => {
                    self.at = before;
                    break;
                }
            }
        }
        let span = self.span_from(start);
        if parts.len() == 3 {
            self.eat("::MODULE");
        }
        Ok(Name { text: SmolStr::new(parts.join("::")), span })
    }

    /// `Resources.*[ Type == 'NAME' ]`
    fn of_type(&mut self, name: &SmolStr, span: Span) -> Query {
        let part = |kind| Part { kind, span };
        let id = self.literals;
        self.literals += 1;
        let clause = AccessClause {
            negated: false,
            query: Query { parts: vec![part(PartKind::Key(Key::new("Type".into())))], match_all: true, span },
            operator: Operator::Equal,
            not: false,
            operand: Some(Operand::Literal(Literal { id, data: LiteralData::String(name.clone()), span })),
            message: None,
            span,
        };
        let parts = vec![
            part(PartKind::Key(Key::new("Resources".into()))),
            part(PartKind::AllValues(None)),
            part(PartKind::Filter { capture: None, clauses: vec![vec![Clause::Access(clause)]] }),
        ];
        Query { parts, match_all: true, span }
    }

    /// Notes that something else stands where the furthest reading got to.
    pub(super) fn unexpected<T>(&mut self) -> Read<T> {
        let (at, expected) = self.expected();
        let rest = &self.source[at..];
        let end = match rest.chars().next() {
            None => 0,
            Some(first) if first.is_alphanumeric() || first == '_' => {
                rest.find(|next: char| !(next.is_alphanumeric() || next == '_')).unwrap_or(rest.len())
            }
            Some(first) => {
                let twice = rest[first.len_utf8()..].starts_with(first) || rest.starts_with("=~");
                if twice && first.is_ascii() { 2 } else { first.len_utf8() }
            }
        };
        let span = Span::of(at..at + end);
        let token = &rest[..end];
        if token.is_empty() {
            return self.wrong(
                span,
                "the file ends in the middle of a rule",
                &format!("Here goes {expected}"),
            );
        }
        let (message, help) = match token {
            "||" => ("`||` is no operator".to_owned(), "Join alternatives with `or`".to_owned()),
            "&&" | "and" | "AND" => (
                format!("`{token}` is no operator"),
                "Write one clause below the other: all must hold".to_owned(),
            ),
            "=" | "=~" => (
                format!("`{token}` is no operator"),
                "Compare with `==`, also with a regular expression between slashes".to_owned(),
            ),
            _ => {
                let words = [
                    "exists",
                    "empty",
                    "is_string",
                    "is_list",
                    "is_struct",
                    "is_bool",
                    "is_int",
                    "is_float",
                    "is_null",
                ];
                let near =
                    words.iter().find(|word| strsim::damerau_levenshtein(word, &token.to_lowercase()) <= 2);
                let help = match near {
                    Some(word) if expected.contains("operator") => format!("Change it to `{word}`"),
                    _ => format!("Here goes {expected}"),
                };
                (format!("`{token}` does not fit here"), help)
            }
        };
        self.wrong(span, message, &help)
    }

    /// Goes to the next line that begins a rule, an assignment or a type block.
    fn recover(&mut self, start: usize) {
        let mut at = self.at.max(start);
        loop {
            let Some(line) = self.source[at..].find('\n') else {
                self.at = self.source.len();
                return;
            };
            at += line + 1;
            let rest = &self.source[at..];
            let word = |word: &str| rest.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t']));
            if word("rule") || word("let") || word("when") || rest.starts_with("AWS::") {
                self.at = at;
                return;
            }
        }
    }
}

fn default_rule(conjunctions: Conjunctions) -> Rule {
    let spans = conjunctions.iter().flatten().map(Clause::span);
    let span = spans.reduce(Span::cover).unwrap_or_default();
    let name = Name { text: SmolStr::new_static("default"), span: Span::at(span.start) };
    let block = Block { assignments: Vec::new(), conjunctions, span };
    Rule { name, conditions: None, block, span }
}
