//! What to say about a text that is no Guard: the message names the offending
//! token and what was expected there, the help knows the usual slips.

use formwork_template::Span;

use super::{Fault, Parser, RuleError, Setting};
use crate::ast::{Function, Name, Query};

/// The operators that are words, for suggestions.
pub(super) const OPERATORS: [&str; 10] = [
    "exists",
    "empty",
    "in",
    "is_string",
    "is_list",
    "is_struct",
    "is_bool",
    "is_int",
    "is_float",
    "is_null",
];

impl Parser<'_> {
    /// The quote, slash or `<<` at `open` is not closed.
    pub(super) fn unclosed(&self, open: usize) -> RuleError {
        let line = Span::of(open..self.line_end(open));
        let (mark, close, what) = match self.byte_at(open) {
            Some(b'<') => ("<<", ">>", "the message"),
            Some(b'/') => ("/", "/", "the regular expression"),
            Some(b'\'') => ("'", "'", "the text"),
            _ => ("\"", "\"", "the text"),
        };
        RuleError::new(line, format!("`{mark}` has no closing `{close}`"))
            .help(format!("close {what} with `{close}`"))
    }

    /// Remembers a text that runs over the beginning of a rule: it is to blame if an error follows.
    pub(super) fn note_runaway(&mut self, open: usize, text: &str) {
        if self.runaway.is_none() && text.contains("\nrule ") {
            self.runaway = Some(open);
        }
    }

    /// Something else was `expected` at the cursor.
    pub(super) fn unexpected(&self, expected: &str) -> Fault {
        let span = self.token(self.pos);
        if let Some(error) = self.slip(span) {
            return error.into();
        }
        if span.is_empty() {
            return RuleError::new(span, format!("The file ends before {expected}")).into();
        }
        RuleError::new(span, format!("`{}` stands where {expected} is expected", self.text(span))).into()
    }

    /// Marks and words of other languages.
    fn slip(&self, span: Span) -> Option<RuleError> {
        let token = self.text(span);
        let error =
            |help: &str| Some(RuleError::new(span, format!("`{token}` is not an operator")).help(help));
        match token {
            "||" => error("join alternatives with `or`"),
            "&&" | "&" => error("clauses that follow one another must all hold; leave it out"),
            "=" | "===" => error("write `==`"),
            "!==" | "<>" => error("write `!=`"),
            "=~" | "~=" | "~" => error("compare with a regular expression by `==`"),
            "=>" => error("write `>=`"),
            "=<" => error("write `<=`"),
            ";" => Some(
                RuleError::new(span, "`;` separates nothing")
                    .help("white space separates clauses; leave it out"),
            ),
            _ if token.eq_ignore_ascii_case("and") => {
                error("clauses that follow one another must all hold; leave it out")
            }
            _ if token.eq_ignore_ascii_case("or") && !matches!(token, "or" | "OR") => error("write `or`"),
            _ if token.eq_ignore_ascii_case("or") => Some(
                RuleError::new(span, format!("`{token}` joins nothing"))
                    .help("write a clause on each side of it"),
            ),
            _ => None,
        }
    }

    /// A query that neither an operator nor a block follows.
    pub(super) fn no_operator(&mut self, setting: Setting, negated: bool, query: &Query) -> Fault {
        let text = shortened(self.text(query.span));
        let end = self.pos;
        self.gap();
        let span = self.token(self.pos);
        let token = self.text(span);
        if let Some(error) = self.slip(span).or_else(|| self.slip(query.span)) {
            return error.into();
        }
        if token == "{" {
            let error = RuleError::new(span, "A block can't stand here");
            return if negated {
                error.help("put the `not` inside of the block").into()
            } else {
                error.help("a condition is a comparison; a block only follows the last one").into()
            };
        }
        if self.rest().starts_with("::") && query.parts.len() == 1 {
            return RuleError::new(self.type_at(query.span), "A type block can't stand here")
                .help("it stands in the body of a rule or outside of rules")
                .into();
        }
        if let Some(error) = self.near_operator(span) {
            return error.into();
        }
        let same_line = !self.source[end..self.pos].contains('\n');
        if same_line && !token.is_empty() && !matches!(token, "}" | "]" | ")" | "," | "<<") {
            return RuleError::new(span, format!("`{token}` stands where an operator is expected"))
                .help(format!("compare `{text}` with an operator like `==`, `exists` or `in`"))
                .into();
        }
        let error = RuleError::new(query.span, format!("`{text}` has no operator"));
        if setting == Setting::Plain
            && self.name_end(query.span.start as usize) == Some(query.span.end as usize)
        {
            error
                .help("compare it; a named rule can only be asked for in the body of a rule or behind `when`")
                .into()
        } else {
            error.help("compare it with an operator like `==`, `exists` or `in`").into()
        }
    }

    /// The name of a type of which `first` is the first part.
    fn type_at(&self, first: Span) -> Span {
        let rest = &self.source[first.range().start..];
        let length = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'));
        Span::new(first.start, first.start + length.unwrap_or(rest.len()) as u32)
    }

    /// The word at `span`, with a `not` before it, is nearly an operator.
    fn near_operator(&self, span: Span) -> Option<RuleError> {
        let mut span = span;
        let mut word = self.text(span);
        let mut not = "";
        if word.eq_ignore_ascii_case("not") || word == "!" {
            not = "not ";
            let behind = &self.source[span.end as usize..];
            let start = span.end as usize + behind.len() - behind.trim_start_matches([' ', '\t']).len();
            let operator = self.token(start);
            word = self.text(operator);
            span = span.cover(operator);
        } else if let Some(operator) = word.get(4..).filter(|_| word.to_ascii_lowercase().starts_with("not_"))
        {
            not = "not ";
            word = operator;
        }
        let near = nearest(word, OPERATORS)?;
        let error = RuleError::new(span, format!("`{}` is not an operator", self.text(span)));
        Some(error.help(format!("did you mean `{not}{near}`?")))
    }

    /// The name of a rule with something behind it on its line.
    pub(super) fn no_end_of_reference(&mut self, name: Span) -> Fault {
        self.blanks();
        let span = self.token(self.pos);
        let token = self.text(span);
        if let Some(error) = self.slip(span).or_else(|| self.slip(name)) {
            return error.into();
        }
        if token == "}" || token == "]" {
            return RuleError::new(
                span,
                format!("`{token}` stands on the line of the rule `{}`", self.text(name)),
            )
            .help("break the line behind the name of a rule")
            .into();
        }
        if let Some(error) = self.near_operator(span) {
            return error.into();
        }
        if self.rest().starts_with("::") {
            return RuleError::new(self.type_at(name), "A type block can't stand here")
                .help("it stands in the body of a rule or outside of rules")
                .into();
        }
        RuleError::new(span, format!("`{token}` stands where an operator is expected"))
            .help(format!(
                "compare `{}` with an operator, or break the line behind it if it is a rule",
                self.text(name)
            ))
            .into()
    }

    pub(super) fn nothing_negated(&self, start: usize) -> Fault {
        let span = self.token(start);
        RuleError::new(span, format!("`{}` negates nothing", self.text(span)))
            .help("a query or the name of a rule stands behind it, on the same line and with no space behind `!`")
            .into()
    }

    pub(super) fn no_operand(&mut self, comparison: Span) -> Fault {
        let span = self.token(self.pos);
        if let Some(error) = self.slip(span) {
            return error.into();
        }
        let text = shortened(self.text(comparison));
        let error = RuleError::new(comparison, format!("`{text}` compares with nothing"));
        error.help("a literal, a query or a function stands on the right").into()
    }

    pub(super) fn function_on_the_left(&self, name: &Name, call: Span) -> Fault {
        let error = RuleError::new(call, format!("The call of `{}` can't be compared", name.text));
        if Function::named(&name.text).is_some() {
            error
                .help(format!("assign it first: `let value = {}`, then compare `%value`", self.text(call)))
                .into()
        } else {
            error.help("a call of a rule is a clause of its own").into()
        }
    }

    /// A name that begins with `when` where `when` can stand.
    pub(super) fn name_like_when(&self, start: usize) -> Fault {
        let span = self.token(start);
        RuleError::new(span, format!("`{}` is read as `when`", self.text(span)))
            .help("white space stands behind `when`; quote a key that begins so")
            .into()
    }

    /// What stands in brackets is neither an index nor a filter.
    pub(super) fn no_filter(&self, open: usize) -> Fault {
        if self.pos == self.source.len() {
            return self.no_close(open, b']');
        }
        if self.peek().is_some_and(|byte| byte.is_ascii_digit() || byte == b'-') {
            return RuleError::new(self.token(self.pos), "White space stands before the index")
                .help("write it right behind `[`")
                .into();
        }
        self.unexpected("an index, a key or a filter")
    }

    /// Something else than `close` stands where the opening mark at `open` is to be closed.
    pub(super) fn no_close(&self, open: usize, close: u8) -> Fault {
        let close = char::from(close);
        let mut at = self.pos;
        if close != '}' {
            at += self.source[at..].len() - self.source[at..].trim_start().len();
        }
        let span = self.token(at);
        if let Some(error) = self.slip(span) {
            return error.into();
        }
        if span.is_empty() || self.at_rule_head() {
            let open = Span::of(open..open + 1);
            let error = RuleError::new(open, format!("`{}` has no closing `{close}`", self.text(open)));
            return Fault { error: error.help(format!("close it with `{close}`")), resume: at };
        }
        let what = if close == '}' { format!("a clause or `{close}`") } else { format!("`{close}`") };
        let error = RuleError::new(span, format!("`{}` stands where {what} is expected", self.text(span)));
        match (self.text(span), close) {
            ("(", '}') => error.help("leave out the parentheses; `or` joins the clauses beside it").into(),
            ("/", '}') => error.help("comments begin with `#`").into(),
            _ => error.into(),
        }
    }

    /// No literal stands in a list, map or call.
    pub(super) fn no_item(&self, open: usize, close: u8) -> Fault {
        let span = self.token(self.pos);
        if span.is_empty() {
            return self.no_close(open, close);
        }
        let text = self.text(span);
        let error = RuleError::new(span, format!("`{text}` stands where a value is expected"));
        match text {
            "]" | "}" | ")" => error.help("leave out the comma before it").into(),
            _ if close == b')' => error.into(),
            _ => error.help("lists and maps hold only literals; quote a text").into(),
        }
    }

    /// Neither a comma nor the end stands behind an item.
    pub(super) fn no_separator(&mut self, open: usize, close: u8) -> Fault {
        self.gap();
        let span = self.token(self.pos);
        if span.is_empty() {
            return self.no_close(open, close);
        }
        let close = char::from(close);
        RuleError::new(span, format!("`{}` stands where `,` or `{close}` is expected", self.text(span)))
            .into()
    }
}

/// Words that are longer are nothing that was meant to be another: to compare them takes the product of lengths.
const LONGEST: usize = 100;

/// The known word that `word` is probably meant to be.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    known
        .into_iter()
        .filter(|known| known.len() <= LONGEST && known.chars().count().abs_diff(length) <= limit)
        .map(|known| (strsim::damerau_levenshtein(&word, &known.to_lowercase()), known))
        .filter(|(distance, known)| *distance <= limit && *distance < known.len())
        .min()
        .map(|(_, known)| known)
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
