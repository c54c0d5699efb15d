//! The syntax tree of a Guard rules file. Everything carries its span; nothing
//! here is evaluated. The names are those of the Guard documentation: clauses,
//! queries, filters, blocks, named and parameterized rules.

use std::sync::OnceLock;

use formwork_template::Span;
use smol_str::SmolStr;

/// A rules file.
#[derive(Debug, Default)]
pub struct RulesFile {
    /// The `let`s outside of rules.
    pub assignments: Vec<Assignment>,
    /// Named rules in source order. Clauses outside of rules come first, as the rule `default`.
    pub rules: Vec<Rule>,
    pub parameterized: Vec<ParameterizedRule>,
    /// Comments in source order, each with its `#` and without its line break.
    pub comments: Vec<Span>,
    /// How many literals the file has; see [`Literal::id`].
    pub literals: u32,
    /// The names of rules and variables that are not here because they have an error.
    pub dropped: Vec<Name>,
}

/// A name and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: SmolStr,
    pub span: Span,
}

/// `rule NAME when CONDITIONS { ... }`
#[derive(Debug)]
pub struct Rule {
    /// `default` with an empty span for the clauses outside of rules.
    pub name: Name,
    pub conditions: Option<Conjunctions>,
    pub block: Block,
    pub span: Span,
}

/// `rule NAME(parameter, ...) { ... }`
#[derive(Debug)]
pub struct ParameterizedRule {
    pub parameters: Vec<Name>,
    pub rule: Rule,
}

/// Alternatives (`or`), at least one of which must hold.
pub type Disjunction = Vec<Clause>;

/// All of these must hold: conjunctive normal form, as Guard has it.
pub type Conjunctions = Vec<Disjunction>;

/// `{ ... }`
#[derive(Debug)]
pub struct Block {
    pub assignments: Vec<Assignment>,
    pub conjunctions: Conjunctions,
    /// Both braces included.
    pub span: Span,
}

/// `let NAME = VALUE`
#[derive(Debug)]
pub struct Assignment {
    pub name: Name,
    pub value: Operand,
    pub span: Span,
}

/// What a clause compares with, a variable stands for or a function takes.
#[derive(Debug)]
pub enum Operand {
    Literal(Literal),
    Query(Query),
    Call(FunctionCall),
}

/// `count(%x)`
#[derive(Debug)]
pub struct FunctionCall {
    pub function: Function,
    pub arguments: Vec<Operand>,
    pub span: Span,
}

/// A literal value.
#[derive(Debug)]
pub struct Literal {
    /// Numbers the literals of a file that stand on their own, from 0; 0 within another literal.
    pub id: u32,
    pub data: LiteralData,
    pub span: Span,
}

#[derive(Debug)]
pub enum LiteralData {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    String(SmolStr),
    Regex(Pattern),
    List(Vec<Literal>),
    /// Of a key that is given twice the last counts, at the place of the first.
    Map(Vec<(Name, Literal)>),
    IntRange(Range<i64>),
    FloatRange(Range<f64>),
    CharRange(Range<char>),
}

/// `r[lower, upper)`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range<T> {
    pub lower: T,
    pub upper: T,
    pub lower_inclusive: bool,
    pub upper_inclusive: bool,
}

/// A regular expression, compiled when it is first used.
#[derive(Debug)]
pub struct Pattern {
    /// Without the slashes, `\/` already read as `/`.
    pub text: SmolStr,
    pub(crate) compiled: OnceLock<Box<Result<fancy_regex::Regex, String>>>,
}

/// A way to values: `Resources.*[ Type == 'AWS::S3::Bucket' ].Properties`
#[derive(Debug)]
pub struct Query {
    pub parts: Vec<Part>,
    /// False behind `some`: one value that satisfies the clause is enough.
    pub match_all: bool,
    pub span: Span,
}

/// One step of a query.
#[derive(Debug)]
pub struct Part {
    pub kind: PartKind,
    pub span: Span,
}

#[derive(Debug)]
pub enum PartKind {
    This,
    Key(Key),
    /// `%name`: at the start the values of a variable, further on the keys that they name. Without the `%`.
    Variable(SmolStr),
    /// `*` or `[ capture ]` behind a map.
    AllValues(Option<Name>),
    /// `[*]`; also stands, unwritten and with an empty span, behind a variable at the start of a longer query.
    AllIndices(Option<Name>),
    Index(i64),
    /// `[ clauses ]` or `[ capture | clauses ]`
    Filter {
        capture: Option<Name>,
        clauses: Conjunctions,
    },
    /// `[ keys == 'x' ]`
    KeyFilter {
        capture: Option<Name>,
        comparator: KeyComparator,
        operand: Box<Operand>,
    },
}

/// A key of a map.
#[derive(Debug)]
pub struct Key {
    pub text: SmolStr,
    /// The key read as a number: Guard takes it for an index then.
    pub index: Option<i64>,
    /// What the key is in the other spellings that Guard tries.
    pub(crate) variants: OnceLock<Box<crate::casing::Variants>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyComparator {
    Equal,
    NotEqual,
    In,
    NotIn,
}

#[derive(Debug)]
pub enum Clause {
    Access(AccessClause),
    Reference(RuleReference),
    Call(RuleCall),
    Block(BlockClause),
    When(WhenBlock),
    Type(TypeBlock),
}

/// `QUERY OPERATOR [OPERAND]`
#[derive(Debug)]
pub struct AccessClause {
    /// A `not` or `!` in front of the whole clause.
    pub negated: bool,
    pub query: Query,
    pub operator: Operator,
    /// The operator itself is negated: `!=`, `not in`, `!exists`.
    pub not: bool,
    /// For binary operators.
    pub operand: Option<Operand>,
    pub message: Option<Message>,
    /// From the first word to the end of the operand or operator; without the message.
    pub span: Span,
}

/// A reference to a named rule.
#[derive(Debug)]
pub struct RuleReference {
    pub negated: bool,
    pub name: Name,
    pub message: Option<Message>,
    pub span: Span,
}

/// A call of a parameterized rule.
#[derive(Debug)]
pub struct RuleCall {
    pub negated: bool,
    pub name: Name,
    pub arguments: Vec<Operand>,
    pub message: Option<Message>,
    pub span: Span,
}

/// `QUERY { ... }` or `QUERY !empty { ... }`
#[derive(Debug)]
pub struct BlockClause {
    pub query: Query,
    pub not_empty: bool,
    pub block: Block,
    pub span: Span,
}

/// `when CONDITIONS { ... }`
#[derive(Debug)]
pub struct WhenBlock {
    pub conditions: Conjunctions,
    pub block: Block,
    pub span: Span,
}

/// `AWS::S3::Bucket when CONDITIONS { ... }`
#[derive(Debug)]
pub struct TypeBlock {
    pub type_name: Name,
    pub conditions: Option<Conjunctions>,
    pub block: Block,
    /// `Resources.*[ Type == 'AWS::S3::Bucket' ]`, which the block stands for.
    pub query: Query,
    pub span: Span,
}

/// `<<text>>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Between the marks, as written.
    pub text: Box<str>,
    /// Marks included.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Equal,
    In,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Exists,
    Empty,
    IsString,
    IsList,
    IsStruct,
    IsBool,
    IsInt,
    IsFloat,
    IsNull,
}

impl Operator {
    /// Whether it stands alone, without an operand.
    pub fn is_unary(self) -> bool {
        !matches!(
            self,
            Self::Equal | Self::In | Self::Greater | Self::GreaterOrEqual | Self::Less | Self::LessOrEqual
        )
    }
}

/// The functions of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    Count,
    Join,
    JsonParse,
    Now,
    ParseBoolean,
    ParseChar,
    ParseEpoch,
    ParseFloat,
    ParseInt,
    ParseString,
    RegexReplace,
    Substring,
    ToLower,
    ToUpper,
    UrlDecode,
}

impl Function {
    /// All functions, by name.
    pub const ALL: [(&'static str, Self); 15] = [
        ("count", Self::Count),
        ("join", Self::Join),
        ("json_parse", Self::JsonParse),
        ("now", Self::Now),
        ("parse_boolean", Self::ParseBoolean),
        ("parse_char", Self::ParseChar),
        ("parse_epoch", Self::ParseEpoch),
        ("parse_float", Self::ParseFloat),
        ("parse_int", Self::ParseInt),
        ("parse_string", Self::ParseString),
        ("regex_replace", Self::RegexReplace),
        ("substring", Self::Substring),
        ("to_lower", Self::ToLower),
        ("to_upper", Self::ToUpper),
        ("url_decode", Self::UrlDecode),
    ];

    /// The function called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
    }

    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, function)| *function == self).map_or("", |(name, _)| name)
    }

    /// How many arguments it takes.
    pub fn arity(self) -> usize {
        match self {
            Self::Now => 0,
            Self::Join => 2,
            Self::RegexReplace | Self::Substring => 3,
            _ => 1,
        }
    }
}

impl Key {
    pub fn new(text: SmolStr) -> Self {
        let index = text.parse().ok();
        Self { text, index, variants: OnceLock::new() }
    }
}

impl Clause {
    pub fn span(&self) -> Span {
        match self {
            Self::Access(clause) => clause.span,
            Self::Reference(clause) => clause.span,
            Self::Call(clause) => clause.span,
            Self::Block(clause) => clause.span,
            Self::When(clause) => clause.span,
            Self::Type(clause) => clause.span,
        }
    }
}

impl Operand {
    pub fn span(&self) -> Span {
        match self {
            Self::Literal(literal) => literal.span,
            Self::Query(query) => query.span,
            Self::Call(call) => call.span,
        }
    }
}
