//! The events that a YAML reader gives, in words of our own, and the one
//! adapter to a real reader (`granit-parser`). Nothing outside this file names
//! that crate, so another reader can take its place.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Parser, ScalarStyle, StrInput, StructureStyle};

use crate::Span;
use crate::tree::{MAX_DEPTH, Style};

/// A source of events over one text. Offsets are those of the template.
pub(super) trait Events<'t> {
    /// The next event; `None` at the end of the text.
    fn next(&mut self) -> Result<Option<Event<'t>>, Fault>;
}

/// One event and where it stands.
#[derive(Debug)]
pub(super) struct Event<'t> {
    pub(super) what: What<'t>,
    pub(super) span: Span,
    pub(super) properties: Properties<'t>,
}

#[derive(Debug)]
pub(super) enum What<'t> {
    DocumentStart,
    Scalar { text: Cow<'t, str>, style: Style },
    SequenceStart { flow: bool },
    MappingStart { flow: bool },
    End,
    Alias,
    Comment,
}

/// What can stand before a node.
#[derive(Debug, Default)]
pub(super) struct Properties<'t> {
    pub(super) tag: Option<RawTag<'t>>,
    pub(super) anchor: Option<(Cow<'t, str>, Span)>,
}

/// A tag with its handle resolved.
#[derive(Debug)]
pub(super) struct RawTag<'t> {
    pub(super) name: TagName<'t>,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum TagName<'t> {
    /// `!Name`, without the `!`.
    Local(Cow<'t, str>),
    /// `!!name`, without the `!!`.
    Standard(Cow<'t, str>),
    /// A lone `!`: the node is a string, sequence or mapping, whatever it looks like.
    NonSpecific,
}

/// Why and where the reader gave up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub(super) problem: Problem,
    pub(super) at: u32,
}

/// The kinds of broken YAML that are worth telling apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    UnclosedQuote,
    UnclosedBracket,
    BracketMismatch,
    StrayCloser,
    MissingComma,
    MissingColon,
    UnexpectedColon,
    UnexpectedText,
    UnexpectedDash,
    TextBehindQuote,
    Indentation,
    Tab,
    Escape,
    Surrogate,
    Character(char),
    ByteOrderMark,
    CommentTouches,
    BlockScalarHeader,
    Tag,
    AnchorName,
    Directive,
    TooDeep,
    /// Recovery has used up its work.
    TooBroken,
    Other,
}

impl Problem {
    /// Whether more text could make it right: the piece may have been cut too short.
    pub(super) fn is_unclosed(self) -> bool {
        matches!(self, Self::UnclosedQuote | Self::UnclosedBracket)
    }
}

/// Events of `granit-parser`.
pub(super) struct Granit<'t> {
    parser: Parser<'t, StrInput<'t>>,
    /// Where the text begins in the template.
    start: u32,
    /// Blanks that were put in front of the text.
    pad: u32,
}

impl<'t> Granit<'t> {
    /// Reads `text`: `pad` blanks, then what stands at offset `start` of the template.
    pub(super) fn new(text: &'t str, start: u32, pad: u32) -> Self {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            block_scalar_eof_without_line_feed: true,
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: MAX_DEPTH as usize + 1,
            block_nesting_limit: MAX_DEPTH as usize + 1,
        };
        Self { parser: Parser::new_from_str_with_options(text, options), start, pad }
    }

    fn offset(&self, marker: granit_parser::Marker) -> u32 {
        // A reader of `str` always knows byte offsets.
        let bytes = marker.byte_offset().unwrap_or_default() as u32;
        self.start + bytes.saturating_sub(self.pad)
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let start = self.offset(span.start);
        Span::new(start, self.offset(span.end).max(start))
    }

    fn properties(
        &mut self,
        anchor: usize,
        tag: Option<&granit_parser::Tag>,
        span: &granit_parser::Span,
    ) -> Result<Properties<'t>, Fault> {
        let tag = tag.and_then(|tag| {
            let span = self.span(&span.tag_span()?);
            Some(RawTag { name: tag_name(tag), span })
        });
        if anchor == 0 {
            return Ok(Properties { tag, anchor: None });
        }
        // The reader sends the anchor's name as an event of its own right behind its node.
        let anchor = match self.pull()? {
            Some((granit_parser::Event::Anchor(_, name), span)) => Some((name, self.span(&span))),
            _ => None,
        };
        Ok(Properties { tag, anchor })
    }

    fn pull(&mut self) -> Result<Option<(granit_parser::Event<'t>, granit_parser::Span)>, Fault> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok(event)) => Ok(Some(event)),
            Some(Err(error)) => {
                Err(Fault { problem: problem(error.kind()), at: self.offset(*error.marker()) })
            }
        }
    }
}

impl<'t> Events<'t> for Granit<'t> {
    fn next(&mut self) -> Result<Option<Event<'t>>, Fault> {
        use granit_parser::Event as From;
        let flow = |style| style == StructureStyle::Flow;
        loop {
            let Some((event, raw)) = self.pull()? else { return Ok(None) };
            let span = self.span(&raw);
            let mut properties = Properties::default();
            let what = match event {
                From::DocumentStart(..) => What::DocumentStart,
                From::Scalar(text, style, anchor, tag) => {
                    properties = self.properties(anchor, tag.as_deref(), &raw)?;
                    let absent = span.is_empty() && style == ScalarStyle::Plain;
                    What::Scalar {
                        text: if absent { Cow::Borrowed("") } else { text },
                        style: style_of(style),
                    }
                }
                From::SequenceStart(style, anchor, tag) => {
                    properties = self.properties(anchor, tag.as_deref(), &raw)?;
                    What::SequenceStart { flow: flow(style) }
                }
                From::MappingStart(style, anchor, tag) => {
                    properties = self.properties(anchor, tag.as_deref(), &raw)?;
                    What::MappingStart { flow: flow(style) }
                }
                From::SequenceEnd | From::MappingEnd => What::End,
                From::Alias(_) | From::UnresolvedAlias(_) => What::Alias,
                From::Comment(..) => What::Comment,
                _ => continue,
            };
            return Ok(Some(Event { what, span, properties }));
        }
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

fn tag_name<'t>(tag: &granit_parser::Tag) -> TagName<'t> {
    if let Some(name) = tag.suffix_in_namespace("tag:yaml.org,2002:") {
        return TagName::Standard(Cow::Owned(name.into_owned()));
    }
    let name = match tag.handle() {
        "" => tag.suffix().strip_prefix('!').unwrap_or(tag.suffix()).to_owned(),
        "!" => tag.suffix().to_owned(),
        handle => format!("{handle}{}", tag.suffix()),
    };
    if name.is_empty() { TagName::NonSpecific } else { TagName::Local(Cow::Owned(name)) }
}

fn problem(kind: &ErrorKind) -> Problem {
    use ErrorKind as E;
    match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => Problem::UnclosedQuote,
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => Problem::UnclosedBracket,
        E::MismatchedFlowCollectionEnd { .. } => Problem::BracketMismatch,
        E::MisplacedFlowCollectionEnd => Problem::StrayCloser,
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => Problem::MissingComma,
        E::SimpleKeyExpected | E::InvalidSimpleKey => Problem::MissingColon,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed => {
            Problem::UnexpectedColon
        }
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::ExpectedDocumentStart
        | E::ExpectedNodeContent
        | E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEndOfPlainScalar
        | E::InvalidDocumentEnd => Problem::UnexpectedText,
        E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => Problem::UnexpectedDash,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            Problem::TextBehindQuote
        }
        E::InvalidIndentation
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent => Problem::Indentation,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::InvalidMappingValueWhitespace
        | E::TabAtBlockScalarStart => Problem::Tab,
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            Problem::Escape
        }
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => Problem::Surrogate,
        E::UnexpectedCharacter { character } => Problem::Character(*character),
        E::BomInsideDocument => Problem::ByteOrderMark,
        E::CommentNotSeparated | E::CommentInterceptedScalar => Problem::CommentTouches,
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => Problem::BlockScalarHeader,
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => Problem::Tag,
        E::MissingAnchorOrAliasName => Problem::AnchorName,
        E::MissingDocumentEndBeforeDirective
        | E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::ExpectedTagDirectiveBang
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator => Problem::Directive,
        E::RecursionLimitExceeded => Problem::TooDeep,
        _ => Problem::Other,
    }
}
