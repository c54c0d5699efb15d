//! Edits of a template as its author would make them: the fixes of rules and the actions of the editor
//! are made of these.

pub use crate::fixing::with_line_breaks;
pub use crate::insertion::{New, add_entries, add_items, add_members, flow, replacement, rewritten, set};
pub use crate::removal::{entry as remove_entry, entry_at as remove_entry_at, item_at as remove_item_at};
pub use crate::spelling::quoted;
