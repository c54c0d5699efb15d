//! The first line of a piece of broken text, read by eye as it were: dashes, a
//! key, a colon, and what stands behind it.

use crate::Span;

/// What a line holds in front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    /// How many `- ` the line begins with.
    pub(super) dashes: usize,
    /// The key as written, quotes included; where there is no colon all text behind the dashes.
    pub(super) key: Span,
    /// Offset of the colon.
    pub(super) colon: Option<u32>,
    /// What stands behind the colon, or behind the dashes where there is none; without comment.
    pub(super) value: Span,
    /// The key is without quotes.
    pub(super) is_plain: bool,
    /// The key has a quote in front that is not closed before the colon.
    pub(super) is_unclosed: bool,
}

impl Header {
    /// Reads the text of a line.
    pub(super) fn of(source: &str, text: Span) -> Self {
        let mut start = text.start;
        let mut dashes = 0;
        while is_dash(&source[start as usize..text.end as usize]) {
            start = behind_dash(source, start, text.end);
            dashes += 1;
        }
        let rest = &source[start as usize..text.end as usize];
        let end = start + without_comment(rest).len() as u32;
        let found = key_length(rest);
        let colon = found.map(|(length, _)| length).map(|length| {
            let blanks = rest[length..].bytes().take_while(|&byte| byte == b' ').count();
            start + (length + blanks) as u32
        });
        let key = Span::new(start, found.map_or(end, |(length, _)| start + length as u32));
        let value = colon.map_or(key, |colon| {
            let behind = source[colon as usize + 1..text.end as usize].len() as u32;
            let text_behind = source[colon as usize + 1..text.end as usize].trim_ascii_start();
            let value_start = colon + 1 + behind - text_behind.len() as u32;
            Span::new(value_start, value_start + without_comment(text_behind).len() as u32)
        });
        Self {
            dashes,
            key,
            colon,
            value,
            is_plain: !rest.starts_with(['"', '\'']),
            is_unclosed: found.is_some_and(|(_, closed)| !closed),
        }
    }

    pub(super) fn value_text<'s>(&self, source: &'s str) -> &'s str {
        &source[self.value.range()]
    }

    /// Whether it begins an item or an entry, be it half typed.
    pub(super) fn begins_something(&self, source: &str) -> bool {
        self.dashes > 0 || self.colon.is_some() || looks_like_key(&source[self.key.range()])
    }

    /// Whether deeper lines can follow as the value: nothing stands behind the colon but a tag or an anchor.
    pub(super) fn value_opens(&self, source: &str) -> bool {
        self.colon.is_none() || properties(source, self.value).1.is_empty()
    }
}

/// Whether text can be half a key.
pub(super) fn looks_like_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| character.is_alphanumeric() || "_-.:/$*".contains(character))
}

/// A dash that begins an item.
pub(super) fn is_dash(text: &str) -> bool {
    text == "-" || text.starts_with("- ") || text.starts_with("-\t")
}

/// Where the text behind the dash at `dash` begins.
pub(super) fn behind_dash(source: &str, dash: u32, end: u32) -> u32 {
    let rest = &source[dash as usize + 1..end as usize];
    end - rest.trim_ascii_start().len() as u32
}

/// The length of the key that `text` begins with, quotes included, if a colon follows; and whether its quote is closed.
fn key_length(text: &str) -> Option<(usize, bool)> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    if let Some(quote) = quote {
        let inner = &text[1..];
        if let Some(close) = inner.find(quote) {
            let length = close + 2;
            let behind = text[length..].trim_start_matches(' ');
            if behind == ":" || behind.starts_with(": ") || behind.starts_with(":\t") {
                return Some((length, true));
            }
        }
        return plain_key_length(text)
            .filter(|&length| !inner[..length - 1].contains(quote))
            .map(|length| (length, false));
    }
    if text.starts_with(['#', '{', '[', '|', '>', '!', '&', '*', '?', '}', ']', ',']) {
        return None;
    }
    plain_key_length(text).map(|length| (length, true))
}

fn plain_key_length(text: &str) -> Option<usize> {
    let end = text.find(" #").unwrap_or(text.len());
    let colon = text[..end]
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|&at| matches!(text.as_bytes().get(at + 1), None | Some(b' ' | b'\t')))?;
    let length = text[..colon].trim_ascii_end().len();
    (length > 0).then_some(length)
}

/// `text` up to a comment that follows it. A `#` in quotes counts too; what is cut there is open anyway.
fn without_comment(text: &str) -> &str {
    if text.starts_with('#') {
        return "";
    }
    if text.starts_with(['"', '\'']) || text.contains(['"', '\'']) {
        return text;
    }
    text.find(" #").map_or(text, |at| &text[..at]).trim_ascii_end()
}

/// A tag or an anchor in front of a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Property {
    Tag(Span),
    Anchor(Span),
}

/// The tags and anchors at the front of `span`, and what is left behind them.
pub(super) fn properties(source: &str, span: Span) -> (Vec<Property>, Span) {
    let mut found = Vec::new();
    let mut at = span.start;
    loop {
        let rest = &source[at as usize..span.end as usize];
        let length = rest.find([' ', '\t']).unwrap_or(rest.len()) as u32;
        let token = Span::new(at, at + length);
        match rest.bytes().next() {
            Some(b'!') => found.push(Property::Tag(token)),
            Some(b'&') => found.push(Property::Anchor(token)),
            _ => return (found, Span::new(at, span.end)),
        }
        let behind = &source[token.end as usize..span.end as usize];
        at = span.end - behind.trim_ascii_start().len() as u32;
    }
}

/// Whether a value is the indicator line of a block scalar, a tag before it allowed.
pub(super) fn is_block_scalar(value: &str) -> bool {
    let last =
        value.split(" #").next().unwrap_or_default().split_ascii_whitespace().last().unwrap_or_default();
    last.strip_prefix(['|', '>']).is_some_and(|rest| {
        rest.len() <= 2 && rest.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
    })
}

/// The brackets and the quote that are open at the end of some text.
#[derive(Debug, Default)]
pub(super) struct Open {
    brackets: u32,
    quote: Option<u8>,
    begun: bool,
}

impl Open {
    /// Reads on. Only a quote or bracket at the front of a value opens one.
    pub(super) fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut may_open = true;
        while at < bytes.len() {
            let byte = bytes[at];
            match self.quote {
                Some(b'"') if byte == b'\\' => at += 1,
                Some(quote) if byte == quote => self.quote = None,
                Some(_) => {}
                None => match byte {
                    b'"' | b'\'' if may_open && (!self.begun || self.brackets > 0) => self.quote = Some(byte),
                    b'[' | b'{' if may_open && (!self.begun || self.brackets > 0) => self.brackets += 1,
                    b']' | b'}' => self.brackets = self.brackets.saturating_sub(1),
                    b'#' if may_open => return,
                    _ => {}
                },
            }
            let is_property = matches!(byte, b'!' | b'&') && !self.begun;
            if is_property {
                at += bytes[at..].iter().take_while(|byte| **byte != b' ').count();
                continue;
            }
            may_open = matches!(byte, b' ' | b'\t' | b'[' | b'{' | b',' | b':');
            if !matches!(byte, b' ' | b'\t') {
                self.begun = true;
            }
            at += 1;
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.quote.is_some() || self.brackets > 0
    }
}
