//! What the words of a document are, for their colours.

use formwork_guard::ast::Function;
use formwork_template::{Data, FunctionName, NodeId, ReferenceKind, Section, Span, SubPiece, Tree, Value};

use super::name;
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    Section,
    ResourceType,
    Resource,
    Parameter,
    Condition,
    Mapping,
    Function,
    Property,
    Attribute,
    PseudoParameter,
    Variable,
    Rule,
}

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    pub is_definition: bool,
}

/// The words of a document in the order of the text; none overlaps another.
pub fn tokens(snapshot: &Snapshot) -> Vec<Token> {
    let mut tokens = Vec::new();
    match snapshot.document.kind {
        Kind::Template => template(snapshot, &mut tokens),
        Kind::Guard => guard(snapshot, &mut tokens),
        Kind::Configuration | Kind::RuleFile | Kind::Other => {}
    }
    tokens.sort();
    let mut end = 0;
    tokens.retain(|token| {
        let is_apart = token.span.start >= end && !token.span.is_empty();
        if is_apart {
            end = token.span.end;
        }
        is_apart
    });
    tokens
}

fn template(snapshot: &Snapshot, tokens: &mut Vec<Token>) {
    let template = snapshot.template();
    let mut add = |span: Span, kind: TokenKind, is_definition: bool| {
        tokens.push(Token { span, kind, is_definition });
    };
    for (key, _) in template.root().entries().filter(|(key, _)| Section::from_key(key.text).is_some()) {
        add(name::plain(template, key.span, key.text), TokenKind::Section, true);
    }
    for section in crate::facts::NAMED_SECTIONS {
        let kind = match section {
            Section::Parameters => TokenKind::Parameter,
            Section::Conditions => TokenKind::Condition,
            Section::Mappings => TokenKind::Mapping,
            Section::Rules => TokenKind::Rule,
            Section::Outputs => TokenKind::Variable,
            _ => TokenKind::Resource,
        };
        for member in template.members(*section) {
            add(name::plain(template, member.id.span, member.id.text), kind, true);
            if let Some(type_name) = member.value.get("Type").and_then(Value::name) {
                add(name::plain(template, type_name.span, type_name.text), TokenKind::ResourceType, false);
            }
        }
    }
    for reference in template.index().references() {
        let is_parameter = template.index().definition(Section::Parameters, &reference.name).is_some();
        let kind = match reference.kind {
            ReferenceKind::If | ReferenceKind::Condition => TokenKind::Condition,
            ReferenceKind::FindInMap => TokenKind::Mapping,
            _ if reference.name.starts_with("AWS::") => TokenKind::PseudoParameter,
            kind if kind.is_to_parameter() && is_parameter => TokenKind::Parameter,
            _ => TokenKind::Resource,
        };
        add(name::plain(template, reference.span, &reference.name), kind, false);
        if let Some((attribute, span)) = &reference.attribute {
            add(name::plain(template, *span, attribute), TokenKind::Attribute, false);
        }
    }
    let tree = template.tree();
    functions(tree, tree.root(), false, &mut add);
}

/// Names of functions, keys of properties, and variables that a `Fn::Sub` has of its own.
fn functions(tree: &Tree, node: NodeId, is_property: bool, add: &mut dyn FnMut(Span, TokenKind, bool)) {
    let value = Value::new(tree, node);
    if let Some(function) = value.function() {
        add(function.name_span, TokenKind::Function, false);
        if function.name == FunctionName::Ref
            && let Some(target) = function.reference().filter(|target| target.text.starts_with("AWS::"))
        {
            add(target.span, TokenKind::PseudoParameter, false);
        }
        if let Some(sub) = function.sub() {
            for piece in &sub.pieces {
                let SubPiece::Variable(variable) = piece else { continue };
                if variable.text.starts_with("AWS::") {
                    add(variable.span, TokenKind::PseudoParameter, false);
                } else if sub.own(variable.text).is_some() {
                    add(variable.span, TokenKind::Variable, false);
                }
            }
        }
    }
    match tree.data(node) {
        Data::Mapping(_) => {
            for entry in tree.entries(node).iter().filter(|entry| !entry.merged) {
                let key = tree.text(entry.key).unwrap_or_default();
                if is_property && FunctionName::from_key(key).is_none() {
                    add(tree.span(entry.key), TokenKind::Property, false);
                }
                functions(tree, entry.value, is_property || key == "Properties", add);
            }
        }
        Data::Sequence(items) => items.iter().for_each(|item| functions(tree, *item, is_property, add)),
        Data::Scalar(_) | Data::Error => {}
    }
}

fn guard(snapshot: &Snapshot, tokens: &mut Vec<Token>) {
    for (span, is_rule, is_definition) in super::guard::words(snapshot) {
        let kind = if is_rule { TokenKind::Rule } else { TokenKind::Variable };
        tokens.push(Token { span, kind, is_definition });
    }
    for (span, is_type) in super::guard::named_words(snapshot) {
        let kind = if is_type { TokenKind::ResourceType } else { TokenKind::Property };
        tokens.push(Token { span, kind, is_definition: false });
    }
    let text = snapshot.text();
    for (function, _) in Function::ALL {
        for (at, _) in text.match_indices(&format!("{function}(")) {
            let span = Span::of(at..at + function.len());
            tokens.push(Token { span, kind: TokenKind::Function, is_definition: false });
        }
    }
}
