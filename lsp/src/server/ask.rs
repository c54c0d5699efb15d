//! A request as a handler sees it: the snapshot that it is about, and what client and server agreed on.

use lsp_types::{Position, Range, Uri};

use super::client::Client;
use super::convert;
use crate::document::Encoding;
use crate::snapshot::Snapshot;

/// See the module.
pub(crate) struct Ask {
    pub(crate) snapshot: Snapshot,
    /// The document's address as the client writes it.
    pub(crate) uri: Uri,
    pub(crate) client: Client,
    /// Tells this state of the document and of what is around it from any other.
    pub(crate) number: u64,
}

impl Ask {
    pub(crate) fn encoding(&self) -> Encoding {
        self.client.encoding
    }

    pub(crate) fn offset(&self, position: Position) -> u32 {
        convert::offset(&self.snapshot.document, position, self.encoding())
    }

    pub(crate) fn range(&self, span: formwork_template::Span) -> Range {
        convert::range(&self.snapshot.document, span, self.encoding())
    }
}
