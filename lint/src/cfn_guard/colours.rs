//! The colours of cfn-guard's reports; the terminal's rules decide whether they are shown.

use anstyle::{AnsiColor, Style};
use formwork_guard::Status;

use crate::output::paint;

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const NAME: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const RULE: Style = AnsiColor::BrightMagenta.on_default();
pub(super) const CODE: Style = AnsiColor::BrightGreen.on_default();

/// What a status is called.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Pass => "PASS",
        Status::Fail => "FAIL",
        Status::Skip => "SKIP",
    }
}

fn colour(of: Status) -> Style {
    match of {
        Status::Pass => AnsiColor::Green,
        Status::Fail => AnsiColor::Red,
        Status::Skip => AnsiColor::Yellow,
    }
    .on_default()
}

pub(super) fn coloured(of: Status) -> String {
    paint(colour(of), status(of))
}

/// The same for tables, where what did not pass stands out.
pub(super) fn striking(of: Status) -> String {
    let style = colour(of);
    paint(if of == Status::Pass { style } else { style.bold() }, status(of))
}
