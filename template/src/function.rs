//! Intrinsic functions and typed views of their arguments. A view is `None`
//! where the argument has not the function's shape; saying so is a rule's work.

use crate::value::{Name, Value};
use crate::{Span, Style};

/// An intrinsic function and its argument.
#[derive(Debug, Clone, Copy)]
pub struct Function<'t> {
    pub name: FunctionName,
    /// The tag or the key that names it.
    pub name_span: Span,
    pub argument: Value<'t>,
    pub form: Form,
}

/// How a function is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `!Ref Name`
    Short,
    /// `Ref: Name`
    Long,
}

macro_rules! function_names {
    ($($variant:ident $key:literal $tag:literal),+ $(,)?) => {
        /// The name of an intrinsic function.
        /// Source: the intrinsic function and rule function references of the CloudFormation user guide.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FunctionName { $($variant),+ }

        impl FunctionName {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key of the long form.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The tag of the short form, without `!`.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$variant => $tag),+ }
            }

            /// The function of a long-form key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }

            /// The function of a short-form tag, given without `!`.
            pub fn from_tag(tag: &str) -> Option<Self> {
                match tag { $($tag => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

function_names! {
    Ref "Ref" "Ref",
    GetAtt "Fn::GetAtt" "GetAtt",
    Sub "Fn::Sub" "Sub",
    Join "Fn::Join" "Join",
    Select "Fn::Select" "Select",
    Split "Fn::Split" "Split",
    FindInMap "Fn::FindInMap" "FindInMap",
    If "Fn::If" "If",
    And "Fn::And" "And",
    Or "Fn::Or" "Or",
    Not "Fn::Not" "Not",
    Equals "Fn::Equals" "Equals",
    Base64 "Fn::Base64" "Base64",
    Cidr "Fn::Cidr" "Cidr",
    GetAZs "Fn::GetAZs" "GetAZs",
    ImportValue "Fn::ImportValue" "ImportValue",
    GetStackOutput "Fn::GetStackOutput" "GetStackOutput",
    Transform "Fn::Transform" "Transform",
    Length "Fn::Length" "Length",
    ToJsonString "Fn::ToJsonString" "ToJsonString",
    ForEach "Fn::ForEach" "ForEach",
    Contains "Fn::Contains" "Contains",
    EachMemberEquals "Fn::EachMemberEquals" "EachMemberEquals",
    EachMemberIn "Fn::EachMemberIn" "EachMemberIn",
    RefAll "Fn::RefAll" "RefAll",
    ValueOf "Fn::ValueOf" "ValueOf",
    ValueOfAll "Fn::ValueOfAll" "ValueOfAll",
    // Only a tag: the key `Condition` is a resource attribute and a policy element elsewhere.
    Condition "!Condition" "Condition",
}

impl FunctionName {
    /// Whether it is a function of rules, which means nothing elsewhere.
    pub fn is_of_rules(self) -> bool {
        matches!(
            self,
            Self::Contains
                | Self::EachMemberEquals
                | Self::EachMemberIn
                | Self::RefAll
                | Self::ValueOf
                | Self::ValueOfAll
        )
    }

    /// Whether it is a function of conditions and rules, which mean nothing elsewhere.
    pub fn is_condition(self) -> bool {
        matches!(
            self,
            Self::And
                | Self::Or
                | Self::Not
                | Self::Equals
                | Self::Condition
                | Self::Contains
                | Self::EachMemberEquals
                | Self::EachMemberIn
                | Self::RefAll
                | Self::ValueOf
                | Self::ValueOfAll
        )
    }
}

/// `Fn::GetAtt`: the logical ID and the attribute.
#[derive(Debug, Clone, Copy)]
pub struct GetAtt<'t> {
    pub resource: Name<'t>,
    /// The attribute, dots included; `None` where a function gives it.
    pub attribute: Option<Name<'t>>,
}

/// `Fn::If`: the condition's name and both branches.
#[derive(Debug, Clone, Copy)]
pub struct If<'t> {
    pub condition: Name<'t>,
    pub then: Value<'t>,
    pub otherwise: Value<'t>,
}

/// `Fn::FindInMap` with the default of `AWS::LanguageExtensions`.
#[derive(Debug, Clone, Copy)]
pub struct FindInMap<'t> {
    pub map: Value<'t>,
    pub top: Value<'t>,
    pub second: Value<'t>,
    pub default: Option<Value<'t>>,
}

/// `Fn::Sub`: its text in pieces, and the variables it defines itself.
#[derive(Debug)]
pub struct Sub<'t> {
    /// The text's node.
    pub text: Value<'t>,
    pub pieces: Vec<SubPiece<'t>>,
    /// The map of the list form.
    pub variables: Option<Value<'t>>,
}

/// A run of plain text or a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubPiece<'t> {
    Text(&'t str),
    /// `${!Literal}`: written out as `${Literal}`.
    Escaped(&'t str),
    /// `${Name}` or `${Name.Attribute}`: the name without braces and blanks, and its place.
    Variable(Name<'t>),
}

impl<'t> Function<'t> {
    /// `Ref`: the name referred to.
    pub fn reference(self) -> Option<Name<'t>> {
        (self.name == FunctionName::Ref).then(|| self.argument.name())?
    }

    pub fn get_att(self) -> Option<GetAtt<'t>> {
        if self.name != FunctionName::GetAtt {
            return None;
        }
        if let Some(name) = self.argument.name() {
            let dot = name.text.find('.')?;
            let (resource, attribute) = split(self.argument, name, dot);
            return Some(GetAtt { resource, attribute: Some(attribute) });
        }
        if !self.argument.is_list() {
            return None;
        }
        let mut items = self.argument.items();
        let (resource, attribute) = (items.next()?.name()?, items.next()?);
        items.next().is_none().then_some(GetAtt { resource, attribute: attribute.name() })
    }

    pub fn choice(self) -> Option<If<'t>> {
        if self.name != FunctionName::If || !self.argument.is_list() {
            return None;
        }
        let mut items = self.argument.items();
        let (condition, then, otherwise) = (items.next()?.name()?, items.next()?, items.next()?);
        items.next().is_none().then_some(If { condition, then, otherwise })
    }

    pub fn find_in_map(self) -> Option<FindInMap<'t>> {
        if self.name != FunctionName::FindInMap || !self.argument.is_list() {
            return None;
        }
        let mut items = self.argument.items();
        let (map, top, second) = (items.next()?, items.next()?, items.next()?);
        let default = items.next().and_then(|options| options.get("DefaultValue"));
        Some(FindInMap { map, top, second, default })
    }

    pub fn sub(self) -> Option<Sub<'t>> {
        if self.name != FunctionName::Sub {
            return None;
        }
        let (text, variables) = if self.argument.is_list() {
            let mut items = self.argument.items();
            (items.next()?, items.next())
        } else {
            (self.argument, None)
        };
        Some(Sub { text, pieces: pieces(text)?, variables })
    }
}

impl<'t> Sub<'t> {
    /// The variables in the text, those that the function defines itself included.
    pub fn names(&self) -> impl Iterator<Item = Name<'t>> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            SubPiece::Variable(name) => Some(*name),
            _ => None,
        })
    }

    /// The value that the function's own map gives a variable.
    pub fn own(&self, name: &str) -> Option<Value<'t>> {
        self.variables?.get(name)
    }

    /// The variables that refer to the template: `(name, attribute)`.
    pub fn references(&self) -> impl Iterator<Item = (Name<'t>, Option<Name<'t>>)> + '_ {
        self.names().filter(|name| self.own(name.text).is_none()).map(|name| match name.text.find('.') {
            Some(dot) => {
                let (id, attribute) = split(self.text, name, dot);
                (id, Some(attribute))
            }
            None => (name, None),
        })
    }
}

/// Splits `A.B` at the dot; the halves have their own places where the text
/// stands in the source as it is.
fn split<'t>(value: Value<'t>, name: Name<'t>, dot: usize) -> (Name<'t>, Name<'t>) {
    let (left, right) = (&name.text[..dot], &name.text[dot + 1..]);
    let source = value.tree().source();
    let offset = (0..2u32).find(|quote| {
        let start = (name.span.start + quote) as usize;
        source.get(start..start + name.text.len()) == Some(name.text)
    });
    let Some(offset) = offset else {
        return (Name { text: left, span: name.span }, Name { text: right, span: name.span });
    };
    let start = name.span.start + offset;
    let middle = start + dot as u32;
    (
        Name { text: left, span: Span::new(start, middle) },
        Name { text: right, span: Span::new(middle + 1, start + name.text.len() as u32) },
    )
}

/// Cuts the text of a `Fn::Sub` at its variables. An unclosed `${` is text.
fn pieces<'t>(value: Value<'t>) -> Option<Vec<SubPiece<'t>>> {
    let text = value.text()?;
    let mut source = SourceCursor::new(value);
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find("${") {
        let Some(length) = rest[start..].find('}') else { break };
        let token = &rest[start..=start + length];
        if start > 0 {
            pieces.push(SubPiece::Text(&rest[..start]));
        }
        rest = &rest[start + length + 1..];
        let inner = &token[2..token.len() - 1];
        let span = source.next(token);
        pieces.push(match inner.strip_prefix('!') {
            Some(literal) => SubPiece::Escaped(literal),
            None => SubPiece::Variable(inner_name(inner, token, span)),
        });
    }
    if !rest.is_empty() {
        pieces.push(SubPiece::Text(rest));
    }
    Some(pieces)
}

/// The name inside `${ Name }`; `span` is the token's place, or the whole text's.
fn inner_name<'t>(inner: &'t str, token: &str, span: Span) -> Name<'t> {
    let text = inner.trim();
    if span.len() as usize != token.len() {
        return Name { text, span };
    }
    let start = span.start + 2 + (inner.len() - inner.trim_start().len()) as u32;
    Name { text, span: Span::new(start, start + text.len() as u32) }
}

/// Finds the tokens of a decoded text in its source, in order: block scalars
/// are indented and quoted ones escaped, but a variable is written out as it is.
struct SourceCursor<'t> {
    source: &'t str,
    span: Span,
    at: usize,
    /// Tokens that may still be missed: each is sought to the end of the text.
    misses: u8,
}

impl<'t> SourceCursor<'t> {
    fn new(value: Value<'t>) -> Self {
        let span = value.tree().span(value.node());
        Self { source: value.tree().source(), span, at: span.start as usize, misses: 16 }
    }

    fn next(&mut self, token: &str) -> Span {
        let end = self.span.end as usize;
        if self.misses == 0 {
            return self.span;
        }
        let Some(offset) = self.source.get(self.at..end).and_then(|rest| rest.find(token)) else {
            self.misses -= 1;
            return self.span;
        };
        let start = self.at + offset;
        self.at = start + token.len();
        Span::of(start..self.at)
    }
}

impl Style {
    /// Whether the text is quoted.
    pub fn is_quoted(self) -> bool {
        matches!(self, Self::SingleQuoted | Self::DoubleQuoted)
    }
}
