//! Where the children of a collection stand in its text. What an alias brings
//! has its node elsewhere; here it is where the alias is. Nothing here edits.

use formwork_template::{Span, Tree, Value};

/// The entries of a map, from key to value, without those of merge keys. `None` where the text
/// of one can't be told.
pub(crate) fn entries(map: Value<'_>) -> Option<Vec<Span>> {
    let tree = map.tree();
    let whole = tree.span(map.node());
    let written = tree.entries(map.node()).iter().filter(|entry| !entry.merged);
    let spans = written.map(|entry| {
        let key = tree.span(entry.key);
        let value = child(tree, key.end, tree.span_with_tag(entry.value), whole)?;
        Some(Span::new(key.start, key.end.max(value.end)))
    });
    in_order(spans.collect::<Option<Vec<Span>>>()?, whole)
}

/// The items of a list, tags included.
pub(crate) fn items(list: Value<'_>) -> Option<Vec<Span>> {
    let tree = list.tree();
    let whole = tree.span(list.node());
    let mut from = whole.start;
    let spans = tree.items(list.node()).iter().map(|item| {
        let item = child(tree, from, tree.span_with_tag(*item), whole)?;
        from = item.end;
        Some(item)
    });
    in_order(spans.collect::<Option<Vec<Span>>>()?, whole)
}

/// Whether aliases bring a value, or what it stands in, to other places as well.
pub(crate) fn is_shared(value: Value<'_>) -> bool {
    let (tree, place) = (value.tree(), value.span());
    let mut node = tree.root();
    while !tree.aliases().is_empty() {
        if has_aliases(tree, tree.span_with_tag(node)) {
            return true;
        }
        let items = tree.items(node).iter().copied();
        let mut below = tree.entries(node).iter().map(|entry| entry.value).chain(items);
        match below.find(|below| tree.span(*below).contains(place)) {
            Some(below) if node != value.node() => node = below,
            _ => break,
        }
    }
    false
}

/// Whether there are aliases of what stands at a place, behind its anchor.
fn has_aliases(tree: &Tree, place: Span) -> bool {
    let before = &tree.source()[..place.start as usize];
    let anchor = before.split_whitespace().next_back().and_then(|word| word.strip_prefix('&'));
    let names = || tree.aliases().iter().filter_map(|alias| tree.source()[alias.range()].strip_prefix('*'));
    anchor.is_some_and(|anchor| names().any(|name| name == anchor))
}

/// A child's own text, or the alias that stands for it.
fn child(tree: &Tree, from: u32, span: Span, whole: Span) -> Option<Span> {
    if span.start >= from && whole.contains(span) {
        return Some(span);
    }
    let next = tree.aliases().partition_point(|alias| alias.start < from);
    tree.aliases().get(next).copied().filter(|alias| whole.contains(*alias))
}

fn in_order(spans: Vec<Span>, whole: Span) -> Option<Vec<Span>> {
    let inside = spans.iter().all(|span| whole.contains(*span));
    let ascending = spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
    (inside && ascending).then_some(spans)
}
