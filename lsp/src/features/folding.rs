//! What can be folded: maps, lists, texts of several lines, and runs of comments.

use formwork_template::{Data, NodeId, Span, Tree};

use super::guard;
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// A part of a document that can be folded to its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fold {
    pub span: Span,
    pub is_comment: bool,
}

/// See the module. Only what goes over several lines is given.
pub fn folds(snapshot: &Snapshot) -> Vec<Fold> {
    let mut folds = Vec::new();
    if snapshot.document.kind == Kind::Guard {
        folds.extend(guard::folds(snapshot).into_iter().map(|span| Fold { span, is_comment: false }));
    } else if snapshot.document.kind != Kind::Other {
        let tree = snapshot.template().tree();
        entries(tree, tree.root(), &mut folds);
        comments(snapshot, tree, &mut folds);
    }
    let text = snapshot.text();
    folds.retain(|fold| text.get(fold.span.range()).is_some_and(|text| text.trim_end().contains('\n')));
    folds.sort();
    folds
}

/// Entries of maps from their key on, and items of lists.
fn entries(tree: &Tree, node: NodeId, folds: &mut Vec<Fold>) {
    match tree.data(node) {
        Data::Mapping(_) => {
            for entry in tree.entries(node).iter().filter(|entry| !entry.merged) {
                let span = tree.span(entry.key).cover(tree.span_with_tag(entry.value));
                folds.push(Fold { span, is_comment: false });
                entries(tree, entry.value, folds);
            }
        }
        Data::Sequence(items) => {
            for item in items {
                folds.push(Fold { span: tree.span_with_tag(*item), is_comment: false });
                entries(tree, *item, folds);
            }
        }
        Data::Scalar(_) | Data::Error => {}
    }
}

fn comments(snapshot: &Snapshot, tree: &Tree, folds: &mut Vec<Fold>) {
    let mut run: Option<Span> = None;
    let text = snapshot.text();
    let mut regions: Vec<Span> = Vec::new();
    for comment in tree.comments().iter().filter(|comment| comment.own_line) {
        let words = text.get(comment.span.range()).unwrap_or_default().trim_start_matches('#').trim();
        if words.starts_with("region") {
            regions.push(comment.span);
        } else if words.starts_with("endregion")
            && let Some(start) = regions.pop()
        {
            folds.push(Fold { span: start.cover(comment.span), is_comment: false });
        }
        let is_next = run.is_some_and(|run| {
            text.get(run.end as usize..comment.span.start as usize)
                .is_some_and(|between| between.trim().is_empty() && between.matches('\n').count() == 1)
        });
        run = match run {
            Some(before) if is_next => Some(before.cover(comment.span)),
            before => {
                folds.extend(before.map(|span| Fold { span, is_comment: true }));
                Some(comment.span)
            }
        };
    }
    folds.extend(run.map(|span| Fold { span, is_comment: true }));
}
