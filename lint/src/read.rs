//! From a path to text. A file that cannot be read is a finding, not an error:
//! it never stops the others.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use formwork_rules::Files;
use formwork_template::SyntaxError;

/// Largest file that is read; spans are 32 bits wide and nobody deploys this.
pub(crate) const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Why a file was not read, and what can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Unreadable {
    pub(crate) fn new(error: &io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "The file does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "The file may not be read: permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "This is a folder".to_owned(),
            _ => format!("The file cannot be read: {error}"),
        };
        Self { message, help: None }
    }

    fn too_large() -> Self {
        Self {
            message: format!("The file is larger than {} MB and was not read", MAX_BYTES / 1024 / 1024),
            help: Some("CloudFormation takes templates of at most 1 MB".to_owned()),
        }
    }
}

impl From<SyntaxError> for Unreadable {
    fn from(error: SyntaxError) -> Self {
        Self { message: error.message, help: error.help }
    }
}

/// The bytes of a file; `-` is no special name here.
pub(crate) fn file(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let open = || -> io::Result<(File, u64)> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok((file, length))
    };
    let (file, length) = open().map_err(|error| Unreadable::new(&error))?;
    if length > MAX_BYTES {
        return Err(Unreadable::too_large());
    }
    stream(file, length)
}

/// The files of the disk, as templates name them. What is too large to be a template is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        /// Source: quotas in the CloudFormation user guide.
        const LARGEST: u64 = 1024 * 1024;
        let metadata = path.metadata().ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        let (text, broken) = formwork_template::decode(&file(path).ok()?);
        broken.is_none().then_some(text)
    }
}

/// Standard input to its end.
pub(crate) fn stdin() -> Result<Vec<u8>, Unreadable> {
    stream(io::stdin().lock(), 0)
}

/// Reads to the end, which a device or a pipe need not have.
fn stream(from: impl Read, expected: u64) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Unreadable::new(&error))?;
    if bytes.len() as u64 > MAX_BYTES { Err(Unreadable::too_large()) } else { Ok(bytes) }
}
