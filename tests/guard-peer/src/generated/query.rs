//! Queries of rules. They mostly follow what the document has, so that they
//! lead somewhere, and leave that way now and then.

use super::piece::Piece;
use super::rules::{Rules, Scope};
use super::template::{KEYS, Tree};

/// A query and, where it is known, one value that it leads to.
pub(crate) struct Query<'t> {
    pub(crate) piece: Piece,
    pub(crate) at: Option<&'t Tree>,
}

/// One part of a query.
struct Step<'t> {
    piece: Piece,
    at: Option<&'t Tree>,
}

impl<'t> Rules<'_, 't> {
    /// `some a.b[*]`
    pub(crate) fn query(&mut self, scope: &Scope<'t>, depth: usize) -> Query<'t> {
        let some =
            if self.random.percent(12) { *self.random.pick(&["some ", "SOME ", "some\n  "]) } else { "" };
        let Step { piece: start, mut at } = self.start(scope);
        // Behind `this`, an index or a filter the peer panics on a filter of a map.
        let mut filterable = !matches!(&start, Piece::Text(text) if text.eq_ignore_ascii_case("this"));
        let mut parts = Vec::new();
        for length in 0..7 {
            let stop = match at {
                None => 70,
                Some(Tree::Scalar(_) | Tree::Tagged(..)) => 85,
                Some(Tree::List(_)) => 25,
                Some(Tree::Map(_)) => [3, 8, 15, 25, 30, 30, 30][length],
            };
            if self.random.percent(stop) {
                break;
            }
            let rarely = !filterable && !matches!(at, Some(Tree::List(_)));
            let next = self.part(at, scope, depth, usize::from(!rarely));
            let text = next.piece.written();
            filterable = !text.contains('[') || text.contains("[*]") || text.contains("[ * ]");
            parts.push(next.piece);
            at = next.at;
        }
        let parts = Piece::Some { items: parts, between: "", least: 0 };
        Query { piece: Piece::All(vec![Piece::optional(Piece::text(some)), start, parts]), at }
    }

    fn start(&mut self, scope: &Scope<'t>) -> Step<'t> {
        if !scope.variables.is_empty() && self.random.percent(28) {
            let (name, at) = self.random.pick(&scope.variables).clone();
            return Step { piece: Piece::text(format!("%{name}")), at };
        }
        match self.random.below(60) {
            0 => Step { piece: Piece::text("%nowhere"), at: None },
            1 if !self.captures.is_empty() => {
                let name = self.random.pick(&self.captures).clone();
                Step { piece: Piece::text(format!("%{name}")), at: None }
            }
            2..=5 => Step { piece: Piece::text(self.random.word(&["this", "THIS"])), at: scope.at },
            _ => {
                let (name, at) = self.key(scope.at);
                // Quoted it is a query on the left of an operator only.
                let (name, at) = if is_name(&name) { (name, at) } else { ("Resources".to_owned(), None) };
                Step { piece: Piece::text(name), at }
            }
        }
    }

    /// A key that a map has, one that it has in another spelling, or one that it has not.
    fn key(&mut self, at: Option<&'t Tree>) -> (String, Option<&'t Tree>) {
        match at {
            Some(Tree::Map(entries)) if !entries.is_empty() && self.random.percent(88) => {
                let (name, value) = self.random.pick(entries);
                let name = if self.random.percent(12) { self.respelled(name) } else { name.clone() };
                (name, Some(value))
            }
            Some(Tree::Tagged(..)) => {
                (self.random.word(&["Ref", "Fn::Sub", "Fn::GetAtt", "ref", "Fn::If"]), None)
            }
            _ if self.random.percent(10) => {
                (self.random.word(&["Resources", "resources", "Parameters", "guard"]), None)
            }
            _ => {
                let name = self.random.word(&KEYS);
                (if self.random.percent(20) { self.respelled(&name) } else { name }, None)
            }
        }
    }

    /// The name in another case.
    fn respelled(&mut self, name: &str) -> String {
        let mut words: Vec<String> = Vec::new();
        for letter in name.chars() {
            if letter == '_' || letter == '-' || letter == ' ' {
                words.push(String::new());
            } else if letter.is_uppercase() || words.is_empty() {
                words.push(letter.to_lowercase().collect());
            } else if let Some(word) = words.last_mut() {
                word.push(letter);
            }
        }
        words.retain(|word| !word.is_empty());
        let capital = |word: &String| {
            let mut letters = word.chars();
            letters
                .next()
                .map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
        };
        let capitals = words.iter().map(capital).collect::<Vec<_>>();
        match self.random.below(7) {
            0 => words.join("_"),
            1 => words.join("-"),
            2 => capitals.concat(),
            3 => capitals.join(" "),
            4 => capitals.join("-"),
            5 => words.concat(),
            _ => words.first().cloned().unwrap_or_default() + &capitals.get(1..).unwrap_or_default().concat(),
        }
    }

    fn part(&mut self, at: Option<&'t Tree>, scope: &Scope<'t>, depth: usize, filters: usize) -> Step<'t> {
        let child = self.child(at);
        let filters = if self.random.percent(2) { 1 } else { filters };
        let weights = match at {
            Some(Tree::List(_)) => [6, 10, 34, 22, 14 * filters, 3, 2, 1, 1],
            Some(Tree::Map(_)) => [56, 18, 6, 1, 10 * filters, 5, 2, 1, 3],
            _ => [40, 15, 15, 8, 8 * filters, 4, 2, 2, 2],
        };
        match self.random.weighted(&weights) {
            0 => {
                let (name, at) = self.key(at);
                Step { piece: self.dotted(&name), at }
            }
            1 => Step { piece: Piece::text(self.random.word(&[".*", ".*", "\n    .*"])), at: child },
            2 => Step { piece: Piece::text(self.random.word(&["[*]", "[ * ]"])), at: child },
            3 => self.index(at),
            4 => self.filter(child, scope, depth),
            5 => self.key_filter(at, child, scope, depth),
            6 => {
                let name = self.captured();
                let name = if self.random.percent(50) { format!("[ {name} ]") } else { format!("[{name}]") };
                Step { piece: Piece::text(name), at: child }
            }
            7 => {
                let (name, at) = self.key(at);
                Step { piece: Piece::text(format!("['{name}']")), at }
            }
            _ => self.interpolated(child, scope),
        }
    }

    fn dotted(&mut self, name: &str) -> Piece {
        let dot = if self.random.percent(4) { "\n    ." } else { "." };
        Piece::text(match self.random.below(12) {
            0 => format!("{dot}\"{name}\""),
            1 => format!("{dot}'{name}'"),
            _ if is_name(name) => format!("{dot}{name}"),
            _ => format!("{dot}'{name}'"),
        })
    }

    fn index(&mut self, at: Option<&'t Tree>) -> Step<'t> {
        let index = *self.random.pick(&[0_i64, 0, 0, 1, 1, 1, 2, 3, -1, -2]);
        let at = match (at, usize::try_from(index)) {
            (Some(Tree::List(items)), Ok(index)) => items.get(index),
            _ => None,
        };
        let form = self.random.below(3);
        let text = if form == 0 { format!(".{index}") } else { format!("[{index}]") };
        Step { piece: Piece::text(text), at }
    }

    fn filter(&mut self, child: Option<&'t Tree>, scope: &Scope<'t>, depth: usize) -> Step<'t> {
        let capture = if self.random.percent(20) { self.captured() + " | " } else { String::new() };
        let inner = Scope { at: child, ..scope.clone() };
        let clauses = self.conjunctions(&inner, depth.saturating_sub(1), 2, super::rules::Place::Filter);
        let capture = Piece::optional(Piece::text(capture));
        Step { piece: Piece::All(vec![Piece::text("[ "), capture, clauses, Piece::text(" ]")]), at: child }
    }

    fn key_filter(
        &mut self,
        at: Option<&'t Tree>,
        child: Option<&'t Tree>,
        scope: &Scope<'t>,
        depth: usize,
    ) -> Step<'t> {
        let capture = if self.random.percent(20) { self.captured() + " | " } else { String::new() };
        let keys = self.random.word(&["keys", "KEYS"]);
        let operator = self.random.word(&["==", "!=", "in", "IN", "not in", "!in", "NOT IN"]);
        let operand = match (self.random.below(10), at) {
            (0, _) => self.query(scope, depth.saturating_sub(1)).piece,
            (1..=3, Some(Tree::Map(entries))) if !entries.is_empty() => {
                let name = &self.random.pick(entries).0;
                Piece::text(format!("['{name}', \"x\"]")).or("'x'")
            }
            (4..=6, Some(Tree::Map(entries))) if !entries.is_empty() => {
                Piece::text(format!("'{}'", self.random.pick(entries).0)).or("'x'")
            }
            (7, _) => Piece::text(self.random.word(&["/^[A-Z]/", "/_/", "/^$/", "[/a/, 'Name']"])).or("'x'"),
            _ => super::literal::literal(self.random, None),
        };
        let capture = Piece::optional(Piece::text(capture));
        let head = Piece::text(format!("{keys} {operator} "));
        Step {
            piece: Piece::All(vec![Piece::text("[ "), capture, head, operand, Piece::text(" ]")]),
            at: child,
        }
    }

    /// `.%name`, perhaps with an index.
    fn interpolated(&mut self, child: Option<&'t Tree>, scope: &Scope<'t>) -> Step<'t> {
        let name = if scope.variables.is_empty() || self.random.percent(5) {
            "nowhere".to_owned()
        } else {
            self.random.pick(&scope.variables).0.clone()
        };
        let behind = self.random.word(&["", "", "[0]", "[*]", "[1]", "[-1]", ".Name"]);
        Step { piece: Piece::text(format!(".%{name}{behind}")), at: child }
    }

    fn child(&mut self, at: Option<&'t Tree>) -> Option<&'t Tree> {
        match at? {
            Tree::List(items) if !items.is_empty() => Some(self.random.pick(items)),
            Tree::Map(entries) if !entries.is_empty() => Some(&self.random.pick(entries).1),
            Tree::Scalar(_) => at,
            _ => None,
        }
    }

    /// A name for what a filter lets through.
    fn captured(&mut self) -> String {
        let name = self.random.word(&["found", "names", "which"]);
        if !self.captures.contains(&name) {
            self.captures.push(name.clone());
        }
        name
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}
