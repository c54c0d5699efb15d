//! The built-in rules. Adding one is a file in its family's folder and a line below.

use crate::rule::rules;

rules! {
    syntax {
        unreadable::Unreadable,
    }
}
