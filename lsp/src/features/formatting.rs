//! The document laid out, as `formwork fmt` does it.

use formwork_rules::Edit;
use formwork_template::Span;

use super::actions::differences;
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// The edits that lay the document out, within a range where one is given; why there are none where it
/// is left as it is.
pub fn formatting(snapshot: &Snapshot, within: Option<Span>) -> Result<Vec<Edit>, String> {
    if matches!(snapshot.document.kind, Kind::Guard | Kind::Other) {
        return Ok(Vec::new());
    }
    let laid_out = formwork_rewrite::format(snapshot.template()).map_err(|why| why.to_string())?;
    let mut edits = differences(snapshot.text(), &laid_out);
    if let Some(within) = within {
        edits.retain(|edit| within.start <= edit.span.start && edit.span.end <= within.end);
    }
    Ok(edits)
}
