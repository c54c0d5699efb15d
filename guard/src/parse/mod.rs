//! From the text of a rules file to its tree. Accepts what cfn-guard 3.2.1
//! accepts, reads every query once, and reports one error per rule, `let` or
//! block instead of one per file. Whether names exist is not asked here.

mod block;
mod clause;
mod cursor;
mod file;
mod literal;
mod operand;
mod operator;
mod query;
mod slip;

pub(crate) use operand::number_of;
pub(crate) use slip::nearest;

use formwork_template::Span;

use crate::ast::RulesFile;

/// How deep blocks, conditions, filters, literals and calls may nest, all together: a filter takes 20 KB of
/// stack in a build without optimisation.
const MAX_DEPTH: u32 = 64;
/// How many parts a query may have.
const MAX_PARTS: usize = 250;
/// How often per file a `when` without a block may be read again as the name of a property.
const MAX_REREADS: u32 = 16;

/// What a text says, and what in it is no Guard.
#[derive(Debug, Default)]
pub struct Parsed {
    /// What could be read. A rule with an error is not in it.
    pub file: RulesFile,
    /// In source order.
    pub errors: Vec<RuleError>,
}

/// A mistake in a file of rules or of tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

impl RuleError {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Reads a rules file.
pub fn parse(source: &str) -> Parsed {
    Parser::new(source).file()
}

/// An error that ends the rule, `let` or clause in which it is.
struct Fault {
    error: RuleError,
    /// From where on the next rule is looked for.
    resume: usize,
}

type Parse<T> = Result<T, Fault>;

impl From<RuleError> for Fault {
    fn from(error: RuleError) -> Self {
        let resume = error.span.start as usize;
        Self { error, resume }
    }
}

/// Where a clause stands, which decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// The body of a rule: everything.
    Rule,
    /// The body of a `when` block in a rule or outside of rules: no type blocks.
    When,
    /// A block, a filter or the file itself: neither type blocks nor named rules.
    Plain,
    /// Behind `when`: comparisons, named rules and calls.
    Conditions,
}

impl Setting {
    fn has_references(self) -> bool {
        self != Self::Plain
    }

    /// The setting of the body of a `when` block that stands here.
    fn within_when(self) -> Self {
        if self == Self::Rule { Self::When } else { Self::Plain }
    }
}

struct Parser<'s> {
    source: &'s str,
    pos: usize,
    comments: Vec<Span>,
    /// The next number of a literal.
    literals: u32,
    depth: u32,
    rereads: u32,
    /// Where a quoted text, regular expression or message begins that runs over the beginning of a rule.
    runaway: Option<usize>,
    /// No `>>` stands further on.
    messages_end: bool,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            pos: 0,
            comments: Vec::new(),
            literals: 0,
            depth: 0,
            rereads: 0,
            runaway: None,
            messages_end: false,
        }
    }

    /// Reads something one level deeper, which begins at the cursor.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth == MAX_DEPTH {
            return Err(RuleError::new(
                self.token(self.pos),
                format!("This nests deeper than {MAX_DEPTH} levels"),
            )
            .help("assign the inner part to a variable or move it to a rule of its own")
            .into());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}

#[cfg(test)]
mod tests;
