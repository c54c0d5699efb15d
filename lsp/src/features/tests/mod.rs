//! Features on fixtures: names across a template and its neighbours, and the shape of a document.

mod names;
mod shown;
mod structure;
