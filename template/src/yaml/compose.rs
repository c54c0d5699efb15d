//! Events to nodes: the composer. Anchors, merge keys, duplicate keys, depth and
//! what aliases may expand to are decided here; where broken text is cut into
//! pieces that can still be read is `recover`'s business.

use super::anchors::Anchors;
use super::events::{Event, Events, Fault, Granit, Properties, RawTag, TagName, What};
use super::scalar;
use crate::Span;
use crate::keys;
use crate::parse::{Errors, SyntaxError};
use crate::tree::{Builder, Entry, MAX_DEPTH, NodeId, Style};
use smol_str::SmolStr;

/// A template on its way from events to a tree; lives across the pieces of a broken text.
pub(super) struct Composer<'s> {
    pub(super) source: &'s str,
    pub(super) builder: Builder,
    pub(super) errors: Errors,
    pub(super) anchors: Anchors,
}

/// A collection that has begun and not ended.
struct Frame {
    start: u32,
    flow: bool,
    tag: Option<(String, Span)>,
    anchor: Option<SmolStr>,
    kind: Kind,
}

enum Kind {
    Sequence(Vec<NodeId>),
    Mapping {
        entries: Vec<Entry>,
        /// A key that waits for its value.
        key: Option<NodeId>,
    },
}

/// One pass over the events of a text.
struct Pass {
    frames: Vec<Frame>,
    root: Option<NodeId>,
    /// Collections around this text, where it is a piece of a larger one.
    depth: u32,
    /// Where the last token ended.
    end: u32,
}

impl<'s> Composer<'s> {
    pub(super) fn new(source: &'s str, builder: Builder) -> Self {
        Self { source, builder, errors: Errors::default(), anchors: Anchors::default() }
    }

    /// Reads one document from `text`: `pad` blanks, then what stands at offset `start` of the
    /// template, inside `depth` collections. On a fault nothing of it remains.
    pub(super) fn document(
        &mut self,
        text: &str,
        start: u32,
        pad: u32,
        depth: u32,
    ) -> Result<Option<NodeId>, Fault> {
        let (checkpoint, errors) = (self.builder.checkpoint(), self.errors.len());
        self.anchors.begin();
        let result = self.run(&mut Granit::new(text, start, pad), start, depth);
        if result.is_err() {
            self.builder.rewind(&checkpoint);
            self.errors.truncate(errors);
            self.anchors.rewind();
        }
        result
    }

    fn run<'t>(
        &mut self,
        events: &mut impl Events<'t>,
        start: u32,
        depth: u32,
    ) -> Result<Option<NodeId>, Fault> {
        let mut pass = Pass { frames: Vec::new(), root: None, depth, end: start };
        let mut documents = 0;
        while let Some(event) = events.next()? {
            match event.what {
                What::DocumentStart => {
                    documents += 1;
                    if documents > 1 {
                        self.further_document(event.span);
                        break;
                    }
                }
                What::Comment => self.comment(event.span),
                What::Alias => {
                    let node = self.alias(event.span);
                    self.add(&mut pass, node);
                    pass.end = event.span.end;
                }
                What::Scalar { .. } => {
                    let node = self.scalar(&mut pass, event);
                    self.add(&mut pass, node);
                }
                What::SequenceStart { .. } | What::MappingStart { .. } => {
                    if pass.depth + pass.frames.len() as u32 >= MAX_DEPTH {
                        let node = self.too_deep(&mut pass, &event, events)?;
                        self.add(&mut pass, node);
                    } else {
                        self.open(&mut pass, event);
                    }
                }
                What::End => {
                    if let Some(node) = self.close(&mut pass, event.span) {
                        self.add(&mut pass, node);
                    }
                }
            }
        }
        Ok(pass.root)
    }

    fn further_document(&mut self, span: Span) {
        self.errors.push(SyntaxError {
            span,
            message: "A second document begins here; a template is one document".to_owned(),
            help: Some("Remove the `---` and everything of the other document".to_owned()),
            related: None,
        });
    }

    fn comment(&mut self, span: Span) {
        let line = self.source[..span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let before = &self.source[line..span.start as usize];
        let own_line = before.bytes().all(|byte| matches!(byte, b' ' | b'\t')) || before == "\u{feff}";
        self.builder.comment(span, own_line);
    }

    fn alias(&mut self, span: Span) -> NodeId {
        self.builder.alias(span);
        let name = self.source[span.range()].trim_start_matches('*');
        match self.anchors.resolve(name, span, &self.builder) {
            Ok(node) => node,
            Err(error) => {
                if let Some(error) = error {
                    self.errors.push(error);
                }
                self.builder.error(span)
            }
        }
    }

    fn scalar(&mut self, pass: &mut Pass, event: Event<'_>) -> NodeId {
        let What::Scalar { text, style } = event.what else { return self.builder.error(event.span) };
        let properties = event.properties;
        let span = self.scalar_span(pass, event.span, style, &properties);
        let tag = properties.tag.as_ref();
        let kind = scalar::kind(&text, style, tag.map(|tag| &tag.name));
        let node = self.builder.scalar(span, &text, style, kind);
        if let Some((name, span)) = self.own_tag(tag) {
            self.builder.tag(node, &name, span);
        } else if let Some(tag) = tag {
            let name = if let TagName::Standard(name) = &tag.name { name } else { "" };
            self.builder.standard_tag(node, name);
        }
        if let Some((name, _)) = properties.anchor {
            self.anchors.close(&name, node);
        }
        pass.end = pass.end.max(span.end);
        node
    }

    /// The reader's span of a block scalar lacks the indicator and has blank lines at its end;
    /// that of an absent value stands before the colon.
    fn scalar_span(&self, pass: &Pass, span: Span, style: Style, properties: &Properties<'_>) -> Span {
        let bytes = self.source.as_bytes();
        if span.is_empty() && style == Style::Plain {
            let key_waits =
                matches!(pass.frames.last(), Some(Frame { kind: Kind::Mapping { key: Some(_), .. }, .. }));
            // Behind a comment that holds a NUL the reader loses its place.
            let from = span.start.max(pass.end) as usize;
            let blanks = bytes[from..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if key_waits && properties.tag.is_none() && bytes.get(from + blanks) == Some(&b':') {
                return Span::at((from + blanks + 1) as u32);
            }
            return Span::at(from as u32);
        }
        if !matches!(style, Style::Literal | Style::Folded) {
            return span;
        }
        let start = self.behind_dashes(self.content_start(pass, properties));
        let start = if matches!(bytes.get(start as usize), Some(b'|' | b'>')) { start } else { span.start };
        let text = self.source[start as usize..(span.end as usize).max(start as usize)].trim_ascii_end();
        Span::new(start, start + text.len() as u32)
    }

    /// Where an item's text begins that stands behind one dash or more.
    fn behind_dashes(&self, mut at: u32) -> u32 {
        let rest = |at: u32| self.source.get(at as usize..).unwrap_or_default();
        while let Some(item) = rest(at).strip_prefix('-').filter(|item| item.starts_with([' ', '\t'])) {
            let blanks = item.len() - item.trim_start_matches([' ', '\t']).len();
            at += 1 + blanks as u32;
        }
        at
    }

    /// Where a node's first own character stands: behind the last token, its colon and the node's properties.
    fn content_start(&self, pass: &Pass, properties: &Properties<'_>) -> u32 {
        let bytes = self.source.as_bytes();
        let tag = properties.tag.as_ref().map_or(0, |tag| tag.span.end);
        let anchor = properties.anchor.as_ref().map_or(0, |(_, span)| span.end);
        let mut at = pass.end.max(tag).max(anchor) as usize;
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
                Some(b':' | b'?' | b',') if tag.max(anchor) as usize <= at => at += 1,
                Some(b'#') => {
                    at += bytes[at..].iter().take_while(|&&byte| byte != b'\n').count();
                }
                _ => return at as u32,
            }
        }
    }

    fn open(&mut self, pass: &mut Pass, event: Event<'_>) {
        let properties = event.properties;
        let tag = self.own_tag(properties.tag.as_ref());
        let key_waits =
            matches!(pass.frames.last(), Some(Frame { kind: Kind::Mapping { key: Some(_), .. }, .. }));
        let mut start = event.span.start;
        let (flow, kind) = match event.what {
            What::MappingStart { flow } => (flow, Kind::Mapping { entries: Vec::new(), key: None }),
            What::SequenceStart { flow } => {
                // The reader's span of a sequence that is not indented begins behind its first dash.
                if !flow && key_waits {
                    let dash = self.content_start(pass, &properties);
                    if dash < start && self.source.as_bytes()[dash as usize] == b'-' {
                        start = dash;
                    }
                }
                (flow, Kind::Sequence(Vec::new()))
            }
            _ => return,
        };
        let anchor = properties.anchor.map(|(name, _)| SmolStr::from(name));
        if let Some(name) = &anchor {
            self.anchors.open(name);
        }
        pass.end = pass.end.max(if flow { event.span.end } else { start });
        pass.frames.push(Frame { start, flow, tag, anchor, kind });
    }

    fn close(&mut self, pass: &mut Pass, span: Span) -> Option<NodeId> {
        let frame = pass.frames.pop()?;
        if frame.flow {
            pass.end = pass.end.max(span.end);
        }
        let span = Span::new(frame.start, pass.end.max(frame.start));
        let node = match frame.kind {
            Kind::Sequence(items) => self.builder.sequence(span, items),
            Kind::Mapping { entries, .. } => self.mapping(span, entries),
        };
        if let Some((name, span)) = frame.tag {
            self.builder.tag(node, &name, span);
        }
        if let Some(name) = frame.anchor {
            self.anchors.close(&name, node);
        }
        Some(node)
    }

    /// A mapping of entries whose merges are in place and not yet settled.
    pub(super) fn mapping(&mut self, span: Span, mut entries: Vec<Entry>) -> NodeId {
        keys::settle_merges(self.builder.tree(), &mut entries);
        keys::report_duplicates(&self.builder, &entries, &mut self.errors);
        self.builder.mapping(span, entries)
    }

    fn add(&mut self, pass: &mut Pass, node: NodeId) {
        let Some(frame) = pass.frames.last_mut() else {
            pass.root = Some(node);
            return;
        };
        match &mut frame.kind {
            Kind::Sequence(items) => items.push(node),
            Kind::Mapping { entries, key } => match key.take() {
                None => {
                    let start = self.builder.tree().span_with_tag(node).start;
                    // An alias as key points elsewhere.
                    if start >= frame.start.saturating_sub(1) || self.builder.tree().tag(node).is_some() {
                        frame.start = frame.start.min(start);
                    }
                    *key = Some(node);
                }
                Some(key) => {
                    let mut row = std::mem::take(entries);
                    self.entry(&mut row, key, node);
                    if let Some(Frame { kind: Kind::Mapping { entries, .. }, .. }) = pass.frames.last_mut() {
                        *entries = row;
                    }
                }
            },
        }
    }

    /// A tag that is not one of YAML's own. An unknown `!!name` is reported.
    pub(super) fn own_tag(&mut self, tag: Option<&RawTag<'_>>) -> Option<(String, Span)> {
        let tag = tag?;
        match &tag.name {
            TagName::Local(name) => Some((name.to_string(), tag.span)),
            TagName::NonSpecific => None,
            TagName::Standard(name) if scalar::is_standard(name) => None,
            TagName::Standard(name) => {
                self.errors.push(SyntaxError {
                    span: tag.span,
                    message: format!("`!!{name}` is not a tag of YAML"),
                    help: Some(format!("Remove it, or write `!{name}` for a function")),
                    related: None,
                });
                Some((format!("!{name}"), tag.span))
            }
        }
    }

    /// Skips a collection that is nested too deep.
    fn too_deep<'t>(
        &mut self,
        pass: &mut Pass,
        event: &Event<'_>,
        events: &mut impl Events<'t>,
    ) -> Result<NodeId, Fault> {
        let start = event.span.start;
        let mut end = event.span.end;
        let mut open = 1;
        while open > 0 {
            let Some(event) = events.next()? else { break };
            match event.what {
                What::SequenceStart { flow } | What::MappingStart { flow } => {
                    open += 1;
                    end = end.max(if flow { event.span.end } else { event.span.start });
                }
                What::End => {
                    open -= 1;
                    if !event.span.is_empty() {
                        end = end.max(event.span.end);
                    }
                }
                What::Comment => self.comment(event.span),
                _ => end = end.max(event.span.end),
            }
        }
        pass.end = pass.end.max(end);
        self.errors.push(SyntaxError {
            span: Span::at(start),
            message: format!("Nested deeper than {MAX_DEPTH} levels"),
            help: Some("Take a level of nesting away".to_owned()),
            related: None,
        });
        Ok(self.builder.error(Span::new(start, end.max(start))))
    }
}
