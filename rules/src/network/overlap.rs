//! Which blocks overlap: one sweep over the sorted blocks. CIDR blocks either
//! nest or are disjoint, so the blocks that hold another are the open ones.

use formwork_template::Template;

use super::cidr::{self, Family};
use super::plan::Block;
use super::premise::Premise;

/// A block and those before it in the source that it overlaps.
#[derive(Debug)]
pub(crate) struct Overlap<'b, 't> {
    pub(crate) later: &'b Block<'t>,
    /// At least one and at most [`SHOWN`], in source order, each with what both rest on.
    pub(crate) earlier: Vec<(&'b Block<'t>, Premise<'t>)>,
}

impl<'b, 't> Overlap<'b, 't> {
    /// The earliest of the earlier blocks.
    pub(crate) fn first(&self) -> &(&'b Block<'t>, Premise<'t>) {
        self.earlier.first().expect("an overlap is made with its first earlier block")
    }
}

/// Most earlier blocks that are named beside a later one.
const SHOWN: usize = 4;
/// Most open blocks that a block is compared with: more of them hold one another
/// only where conditions keep them all apart.
const COMPARED: usize = 32;

/// The blocks of `blocks` that overlap and can exist together. `is_pair` says of
/// which two that matters.
pub(crate) fn find<'b, 't>(
    template: &Template,
    blocks: impl Iterator<Item = &'b Block<'t>>,
    is_pair: impl Fn(&Block<'t>, &Block<'t>) -> bool,
) -> Vec<Overlap<'b, 't>> {
    let mut sorted: Vec<&Block<'t>> = blocks.collect();
    sorted.sort_by_key(|block| {
        (Family::of(block.net), cidr::first(block.net), block.net.prefix_len(), block.span)
    });
    let mut found: Vec<Overlap<'b, 't>> = Vec::new();
    let mut by_later = rustc_hash::FxHashMap::default();
    let mut open: Vec<&Block<'t>> = Vec::new();
    for block in sorted {
        while open.last().is_some_and(|last| !last.net.contains(&block.net)) {
            open.pop();
        }
        for other in open.iter().rev().take(COMPARED) {
            let (earlier, later) = if other.span <= block.span { (*other, block) } else { (block, *other) };
            let number = by_later.get(&later.span).copied();
            if !is_pair(earlier, later)
                || number.is_some_and(|number: usize| found[number].earlier.len() >= SHOWN)
            {
                continue;
            }
            let Some(both) = earlier.premise.and(&later.premise).filter(|both| both.can_hold(template))
            else {
                continue;
            };
            let number = number.unwrap_or_else(|| {
                by_later.insert(later.span, found.len());
                found.push(Overlap { later, earlier: Vec::new() });
                found.len() - 1
            });
            found[number].earlier.push((earlier, both));
        }
        open.push(block);
    }
    for overlap in &mut found {
        overlap.earlier.sort_by_key(|(block, _)| block.span);
        overlap.earlier.dedup_by_key(|(block, _)| block.span);
    }
    found.sort_by_key(|overlap| overlap.later.span);
    found
}
