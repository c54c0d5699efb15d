//! The organisation's part of a name: what is left without `alias/`, `.fifo`,
//! `aws-waf-logs-` and the steps of a path before the last.

use crate::known_text::Piece;
use crate::naming::names::Form;

/// What WAF wants before the names of its logs' targets.
const WAF_LOGS: &str = "aws-waf-logs-";

/// A name without what the service puts around it.
#[derive(Debug)]
pub(crate) struct Reading<'t> {
    pub(crate) before: String,
    pub(crate) pieces: Vec<Piece<'t>>,
    pub(crate) after: &'static str,
}

impl<'t> Reading<'t> {
    pub(crate) fn new(pieces: &[Piece<'t>], form: Form) -> Self {
        let mut reading = Self { before: String::new(), pieces: pieces.to_vec(), after: "" };
        match form {
            Form::Plain => reading.strip_prefix(WAF_LOGS),
            Form::Alias => reading.strip_prefix("alias/"),
            Form::Fifo => {
                if let Some(Piece::Exact(last)) = reading.pieces.last_mut()
                    && let Some(rest) = last.strip_suffix(".fifo").map(ToOwned::to_owned)
                {
                    reading.after = ".fifo";
                    *last = rest.into();
                }
            }
            Form::Path => {
                let last = pieces.iter().enumerate().rev().find_map(|(index, piece)| match piece {
                    Piece::Exact(text) => Some((index, text.rsplit_once('/')?)),
                    _ => None,
                });
                if let Some((index, (before, rest))) = last {
                    reading.before =
                        pieces[..index].iter().map(ToString::to_string).collect::<String>() + before + "/";
                    reading.pieces = pieces[index..].to_vec();
                    reading.pieces[0] = Piece::Exact(rest.to_owned().into());
                }
                reading.strip_prefix(WAF_LOGS);
            }
        }
        reading
    }

    fn strip_prefix(&mut self, prefix: &str) {
        if let Some(Piece::Exact(first)) = self.pieces.first_mut()
            && let Some(rest) = first.strip_prefix(prefix).map(ToOwned::to_owned)
        {
            self.before.push_str(prefix);
            *first = rest.into();
        }
    }

    /// A text with what stands around the name.
    pub(crate) fn framed(&self, text: &str) -> String {
        format!("{}{text}{}", self.before, self.after)
    }

    /// Whether nothing stands around the name.
    pub(crate) fn is_whole(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// A path as one name: `/a/b` as `a-b`.
pub(crate) fn flattened<'t>(pieces: &[Piece<'t>]) -> Vec<Piece<'t>> {
    let mut flat: Vec<Piece<'t>> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Exact(text) => Piece::Exact(text.replace('/', "-").into()),
            piece => piece.clone(),
        })
        .collect();
    if let Some(Piece::Exact(first)) = flat.first_mut()
        && let Some(rest) = first.strip_prefix('-').map(ToOwned::to_owned)
    {
        *first = rest.into();
    }
    flat
}
