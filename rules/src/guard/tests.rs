//! Guard rules in a check: packs, descriptions, words, remedies.
