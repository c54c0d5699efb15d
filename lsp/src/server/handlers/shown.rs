//! What is shown within and above the text: semantic tokens and lenses.

use formwork_template::Span;
use lsp_types::{
    CodeLens, CodeLensParams, Command, SemanticToken, SemanticTokenModifier, SemanticTokenType,
    SemanticTokens, SemanticTokensLegend, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

use crate::features::lenses;
use crate::features::semantic_tokens::{self, Token, TokenKind};
use crate::server::ask::Ask;
use crate::server::convert;

/// The types of tokens by their numbers.
const TYPES: &[(TokenKind, SemanticTokenType)] = &[
    (TokenKind::Section, SemanticTokenType::NAMESPACE),
    (TokenKind::ResourceType, SemanticTokenType::TYPE),
    (TokenKind::Resource, SemanticTokenType::CLASS),
    (TokenKind::Parameter, SemanticTokenType::PARAMETER),
    (TokenKind::Condition, SemanticTokenType::EVENT),
    (TokenKind::Mapping, SemanticTokenType::ENUM),
    (TokenKind::Function, SemanticTokenType::FUNCTION),
    (TokenKind::Property, SemanticTokenType::PROPERTY),
    (TokenKind::Attribute, SemanticTokenType::ENUM_MEMBER),
    (TokenKind::PseudoParameter, SemanticTokenType::MACRO),
    (TokenKind::Variable, SemanticTokenType::VARIABLE),
    (TokenKind::Rule, SemanticTokenType::METHOD),
];

/// What the numbers of tokens mean.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.iter().map(|(_, name)| name.clone()).collect(),
        token_modifiers: vec![SemanticTokenModifier::DEFINITION],
    }
}

pub(crate) fn tokens(ask: &Ask, _: SemanticTokensParams) -> Option<SemanticTokensResult> {
    let whole = Span::of(0..ask.snapshot.text().len());
    Some(SemanticTokensResult::Tokens(encoded(ask, whole)))
}

pub(crate) fn tokens_in_range(
    ask: &Ask,
    params: SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let span = convert::span(&ask.snapshot.document, params.range, ask.encoding());
    Some(SemanticTokensRangeResult::Tokens(encoded(ask, span)))
}

/// Tokens as the protocol wants them: each by its distance from the one before, none over two lines.
fn encoded(ask: &Ask, within: Span) -> SemanticTokens {
    let (mut line, mut column) = (0, 0);
    let mut data = Vec::new();
    let tokens = semantic_tokens::tokens(&ask.snapshot);
    for Token { span, kind, is_definition } in tokens.into_iter().filter(|it| within.contains(it.span)) {
        let range = ask.range(span);
        if range.start.line != range.end.line {
            continue;
        }
        let delta_line = range.start.line - line;
        let delta_start =
            if delta_line == 0 { range.start.character - column } else { range.start.character };
        let number = TYPES.iter().position(|(known, _)| *known == kind).unwrap_or_default();
        data.push(SemanticToken {
            delta_line,
            delta_start,
            length: range.end.character - range.start.character,
            token_type: number as u32,
            token_modifiers_bitset: u32::from(is_definition),
        });
        (line, column) = (range.start.line, range.start.character);
    }
    SemanticTokens { result_id: None, data }
}

pub(crate) fn lenses(ask: &Ask, _: CodeLensParams) -> Option<Vec<CodeLens>> {
    let lens = |it: lenses::Lens| CodeLens {
        range: ask.range(it.span),
        // A title that does nothing: clients show it, and need no command of their own.
        command: Some(Command { title: it.title, command: String::new(), arguments: None }),
        data: None,
    };
    Some(lenses::lenses(&ask.snapshot).into_iter().map(lens).collect())
}
