//! One handler a request: convert in, ask a feature, convert out.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "a handler takes and gives what its request says"
)]

pub(crate) mod actions;
pub(crate) mod completion;
pub(crate) mod diagnostics;
pub(crate) mod hover;
pub(crate) mod inlay_hints;
pub(crate) mod navigation;
pub(crate) mod shown;
pub(crate) mod signature_help;
pub(crate) mod structure;
pub(crate) mod typing;
