//! What day it is: the rules know only what they are told.

use std::time::{SystemTime, UNIX_EPOCH};

use formwork_rules::Date;

/// Today, in UTC.
pub(crate) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::after_epoch(since.as_secs() / (24 * 60 * 60))
}
