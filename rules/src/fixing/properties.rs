//! Promises of fixes, on templates of our own.
