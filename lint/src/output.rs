//! Where text leaves the process: standard output and error in the terminal's
//! colours, and files that are either written whole or not at all.

use std::fs::Permissions;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use anyhow::Context as _;

use crate::args::Colour;

pub(crate) const RED: Style = AnsiColor::BrightRed.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const BLUE: Style = AnsiColor::BrightBlue.on_default().bold();
pub(crate) const GREEN: Style = AnsiColor::BrightGreen.on_default().bold();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

impl From<Colour> for ColorChoice {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Auto => Self::Auto,
            Colour::Always => Self::Always,
            Colour::Never => Self::Never,
        }
    }
}

/// `text` in `style`; the stream drops the style where colours are unwanted.
pub(crate) fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Text from a file or a template, made safe for a terminal and for one line.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\0'..='\x1f' => char::from_u32(0x2400 + char as u32).unwrap_or(' '),
            '\x7f' => '␡',
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '�',
            _ => char,
        })
        .collect()
}

/// Prints to standard output.
pub(crate) fn print(text: &str, colour: Colour) -> anyhow::Result<()> {
    let mut stdout = AutoStream::new(io::stdout().lock(), stdout_choice(colour));
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// Prints to standard output what is no message of ours: nothing is taken out of it.
pub(crate) fn print_as_it_is(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// Prints a line to standard error. When even that fails, nobody is left to tell.
pub(crate) fn note(text: &str, colour: Colour) {
    let mut stderr = AutoStream::new(io::stderr().lock(), colour.into());
    let _ = writeln!(stderr, "{text}");
}

pub(crate) fn warn(text: &str, colour: Colour) {
    note(&format!("{} {text}", paint(YELLOW, "warning:")), colour);
}

/// Says on standard error why the process ends.
pub(crate) fn error(error: &anyhow::Error) {
    note(&format!("{} {error:#}", paint(RED, "error:")), Colour::Auto);
}

/// Columns of the terminal on standard output; outside of one, a width that fits logs.
pub(crate) fn width() -> usize {
    const LOG: usize = 140;
    if !io::stdout().is_terminal() {
        return LOG;
    }
    terminal_size::terminal_size().map_or(LOG, |(width, _)| usize::from(width.0).max(40))
}

/// Writes beside `path` and renames, so that a reader never sees half a file.
/// Something that is no regular file, such as `/dev/stdout`, is written straight.
pub(crate) fn write_file(path: &Path, text: &str) -> anyhow::Result<()> {
    let write = || match path.metadata() {
        Ok(metadata) if !metadata.is_file() => std::fs::write(path, text),
        _ => write_beside(path, text, None),
    };
    write().with_context(|| format!("cannot write `{}`", path.display()))
}

/// Writes another text into a file that is there, all at once; its permissions stay, and a link to
/// it stays a link. One that may not be written is left alone.
pub(crate) fn replace_file(path: &Path, text: &str) -> anyhow::Result<()> {
    let write = || {
        let permissions = path.metadata()?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        write_beside(path, text, Some(permissions))
    };
    write().with_context(|| format!("cannot write `{}`", path.display()))
}

fn write_beside(path: &Path, text: &str, permissions: Option<Permissions>) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".formwork-");
    #[cfg(unix)]
    builder.permissions(usual_permissions());
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(&target)?;
    Ok(())
}

/// Whether the reader of our output went away, which is its right.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn stdout_choice(colour: Colour) -> ColorChoice {
    match colour {
        Colour::Auto => AutoStream::choice(&io::stdout()),
        _ => colour.into(),
    }
}

/// What a plainly created file would have; temporary files are private otherwise.
#[cfg(unix)]
fn usual_permissions() -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    Permissions::from_mode(0o666)
}
