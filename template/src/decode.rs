//! Bytes to text, and which syntax a text is in. Whatever the bytes are, there is
//! a text to show; what was wrong with them is one error.

use std::sync::Arc;

use crate::Span;
use crate::parse::SyntaxError;
use crate::tree::Syntax;

/// Decodes the content of a file. Templates are UTF-8; other bytes are replaced, and reported once.
pub fn decode(bytes: &[u8]) -> (Arc<str>, Option<SyntaxError>) {
    if let Some((text, name)) = utf16(bytes) {
        return (
            text.into(),
            Some(wrong_encoding(format!("The file is encoded in {name}, not in UTF-8"), 0)),
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), None),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("The byte 0x{:02X} is not UTF-8", bytes[at]);
            (String::from_utf8_lossy(bytes).into(), Some(wrong_encoding(message, at)))
        }
    }
}

/// An error at the character at `at`: every replacement character is three bytes long.
fn wrong_encoding(message: String, at: usize) -> SyntaxError {
    let length =
        if at == 0 && message.contains("UTF-16") { 0 } else { char::REPLACEMENT_CHARACTER.len_utf8() };
    SyntaxError {
        span: Span::of(at..at + length),
        message,
        help: Some("Save the file as UTF-8".to_owned()),
        related: None,
    }
}

/// UTF-16 by its byte order mark, or by the NUL bytes that ASCII has in it.
fn utf16(bytes: &[u8]) -> Option<(String, &'static str)> {
    /// Bytes that are looked at where there is no mark.
    const SAMPLE: usize = 64;
    let (body, little) = match bytes {
        [0xFF, 0xFE, body @ ..] => (body, true),
        [0xFE, 0xFF, body @ ..] => (body, false),
        _ => {
            let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
            let only = |odd: usize| {
                let (nul, other): (Vec<_>, Vec<_>) =
                    sample.iter().enumerate().partition(|(index, _)| index % 2 == odd);
                nul.iter().all(|(_, byte)| **byte == 0) && other.iter().all(|(_, byte)| **byte != 0)
            };
            match sample.len() {
                0..4 => return None,
                _ if only(1) => (bytes, true),
                _ if only(0) => (bytes, false),
                _ => return None,
            }
        }
    };
    let units = body.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let text = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some((text, if little { "UTF-16LE" } else { "UTF-16BE" }))
}

impl Syntax {
    /// The syntax of a file by its name, or by how its text begins where the name does not tell.
    pub fn guess(file_name: Option<&str>, text: &str) -> Self {
        let extension =
            file_name.and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
        if extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml") {
            return Self::Yaml;
        }
        let text = text.trim_start_matches('\u{feff}').trim_ascii_start();
        if text.starts_with(['{', '[']) { Self::Json } else { Self::Yaml }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn utf8_passes_with_nul_and_mark() {
        for text in ["", "a: é\n", "\u{feff}a: 1", "a: \"\0\""] {
            assert_eq!(decode(text.as_bytes()), (text.into(), None));
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_named() {
        let (text, error) = decode(b"a: \xE9\nb: \xE9\n");
        assert_eq!(&*text, "a: \u{fffd}\nb: \u{fffd}\n");
        let error = error.expect("an error");
        assert_eq!((error.span, error.message.as_str()), (Span::new(3, 6), "The byte 0xE9 is not UTF-8"));
    }

    #[test]
    fn utf16_is_read_and_reported() {
        let text = "Resources: {}\n";
        for little in [true, false] {
            let marked = utf16(&format!("\u{feff}{text}"), little);
            for bytes in [&marked[..], &marked[2..]] {
                let (decoded, error) = decode(bytes);
                assert_eq!(&*decoded, text);
                assert!(error.expect("an error").message.contains("UTF-16"));
            }
        }
    }

    #[test]
    fn the_syntax_is_guessed() {
        for (name, text, syntax) in [
            (Some("a.yaml"), "{}", Syntax::Yaml),
            (Some("a.YML"), "", Syntax::Yaml),
            (Some("a.json"), "\u{feff}\n {}", Syntax::Json),
            (Some("a.json"), "A: 1", Syntax::Yaml),
            (Some("a.template"), "[1]", Syntax::Json),
            (Some("template"), "A: 1", Syntax::Yaml),
            (None, " {", Syntax::Json),
            (None, "", Syntax::Yaml),
        ] {
            assert_eq!(Syntax::guess(name, text), syntax, "{name:?} {text:?}");
        }
    }
}
