//! Rounds, overlaps and fixes that make something worse.
