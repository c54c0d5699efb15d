//! A day of the calendar, as suppressions write it. What day it is today is
//! the caller's to say.

use std::fmt;
use std::str::FromStr;

/// A day: `2027-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads year, month and day, in digits and with hyphens; `None` where there is no such day.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = |text: &str, count| {
            (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse().ok())?
        };
        let mut parts = text.split('-');
        let (year, month, day) =
            (digits(parts.next()?, 4)?, digits(parts.next()?, 2)? as u8, digits(parts.next()?, 2)? as u8);
        let date = Self { year, month, day };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    /// The day that comes `days` after the first of January 1970, in UTC.
    pub fn after_epoch(days: u64) -> Option<Self> {
        let mut left = u32::try_from(days).ok()?;
        let mut first = Self { year: 1970, month: 1, day: 1 };
        loop {
            let next = match first.month {
                12 => Self { year: first.year.checked_add(1)?, month: 1, day: 1 },
                month => Self { month: month + 1, ..first },
            };
            let length = u32::from(first.days_of_month());
            if left < length {
                return Some(Self { day: first.day + left as u8, ..first });
            }
            left -= length;
            first = next;
        }
    }

    /// Its first second, as Unix time.
    pub(crate) fn unix_time(self) -> i64 {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        // Years are counted from March, so that the leap day comes last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
        (days - 719_468) * 86_400
    }

    /// The day that comes `days` later; the last day that can be written where there is none.
    #[must_use]
    pub fn plus(self, days: u32) -> Self {
        const LAST: Date = Date { year: 9999, month: 12, day: 31 };
        let since_epoch = u64::try_from(self.unix_time() / 86_400 + i64::from(days)).unwrap_or_default();
        Self::after_epoch(since_epoch).filter(|date| *date <= LAST).unwrap_or(LAST)
    }

    fn exists(self) -> bool {
        (1..=self.days_of_month()).contains(&self.day)
    }

    fn days_of_month(self) -> u8 {
        let is_leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        }
    }
}

/// Text that is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDate;

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day is written as `2027-03-01`")
    }
}

impl std::error::Error for NoDate {}

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        Self::parse(text).ok_or(NoDate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days() {
        for (days, text) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_781, "2026-11-24")]
        {
            assert_eq!(Date::after_epoch(days).map(|date| date.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Date::after_epoch(u64::MAX), None);
        for (from, days, to) in [
            ("2026-11-24", 0, "2026-11-24"),
            ("2028-02-28", 2, "2028-03-01"),
            ("2026-11-24", 180, "2027-05-23"),
            ("9999-12-30", 9, "9999-12-31"),
        ] {
            assert_eq!(Date::parse(from).map(|date| date.plus(days).to_string()).as_deref(), Some(to));
        }
    }

    #[test]
    fn reads_only_days_that_there_are() {
        for text in ["2027-03-01", "2028-02-29", "2000-02-29"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in ["", "2027-3-1", "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-10", "2027-01-00"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["2027-04-31", "27-01-01", "2027-01-01-", "+027-01-01", "2027/01/01", "tomorrow"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2026-12-31") < Date::parse("2027-01-01"));
    }
}
