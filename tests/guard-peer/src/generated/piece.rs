//! Text that knows what may be left out of it: how generated rules and
//! templates are written, and how a case is made small. Text that came to
//! harm on purpose knows nothing; it loses stretches of letters.

/// A part of a text.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Text(String),
    /// Text that came to harm.
    Harmed(String),
    /// All of these, one behind the other.
    All(Vec<Self>),
    /// At least so many of these, with something between them.
    Some {
        items: Vec<Self>,
        between: &'static str,
        least: usize,
    },
    /// Something, or what is simpler than it.
    Or(Box<Self>, &'static str),
}

impl Piece {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What may be left out.
    pub(crate) fn optional(piece: Self) -> Self {
        Self::Some { items: vec![piece], between: "", least: 0 }
    }

    pub(crate) fn or(self, simpler: &'static str) -> Self {
        Self::Or(Box::new(self), simpler)
    }

    pub(crate) fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) | Self::Harmed(text) => out.push_str(text),
            Self::All(pieces) => pieces.iter().for_each(|piece| piece.write(out)),
            Self::Some { items, between, .. } => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push_str(between);
                    }
                    item.write(out);
                }
            }
            Self::Or(piece, _) => piece.write(out),
        }
    }

    /// Makes the simplification with this number, counted from the outside; whether there is one.
    /// Otherwise `number` becomes smaller by how many there are.
    fn simplify(&mut self, number: &mut usize) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Harmed(text) => {
                for size in [256, 64, 16, 4, 1] {
                    let starts = text.chars().count().saturating_sub(size - 1);
                    if *number < starts {
                        *text = text.chars().take(*number).chain(text.chars().skip(*number + size)).collect();
                        return true;
                    }
                    *number -= starts;
                }
                false
            }
            Self::All(pieces) => pieces.iter_mut().any(|piece| piece.simplify(number)),
            Self::Some { items, least, .. } => {
                if items.len() > *least {
                    if *number < items.len() {
                        items.remove(*number);
                        return true;
                    }
                    *number -= items.len();
                }
                items.iter_mut().any(|item| item.simplify(number))
            }
            Self::Or(piece, simpler) => {
                if *number == 0 {
                    *self = Self::text(*simpler);
                    return true;
                }
                *number -= 1;
                piece.simplify(number)
            }
        }
    }
}

/// Makes pieces as simple as they can be while `holds`, with so many tries at most.
pub(crate) fn shrink(pieces: &mut [Piece], mut tries: usize, holds: impl Fn(&[Piece]) -> bool) {
    loop {
        let mut changed = false;
        for which in 0..pieces.len() {
            let mut number = 0;
            loop {
                let mut smaller = pieces.to_vec();
                if !smaller[which].simplify(&mut number.clone()) {
                    break;
                }
                if tries == 0 {
                    return;
                }
                tries -= 1;
                if holds(&smaller) {
                    pieces.clone_from_slice(&smaller);
                    changed = true;
                } else {
                    number += 1;
                }
            }
        }
        if !changed {
            return;
        }
    }
}
