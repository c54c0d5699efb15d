//! Availability zones and domain names by region, as far as they are public.
//! Source: the regions and zones page of the AWS documentation; the letters that new accounts get.

use formwork_schemas::Region;

/// Regions whose letters are not `a`, `b` and `c`.
const LETTERS: &[(&str, &str)] = &[
    ("us-east-1", "abcdef"),
    ("us-west-1", "ac"),
    ("us-west-2", "abcd"),
    ("ap-northeast-1", "abcd"),
    ("ap-northeast-2", "abcd"),
    ("ca-central-1", "abcd"),
];

/// The zones of a region: `eu-west-1a` and so on.
pub(crate) fn of(region: Region) -> Vec<String> {
    let known = LETTERS.iter().find(|(name, _)| *name == region.name());
    let letters = known.map_or("abc", |(_, letters)| letters);
    letters.chars().map(|letter| format!("{}{letter}", region.name())).collect()
}

/// What `AWS::URLSuffix` gives.
pub(crate) fn url_suffix(region: Region) -> &'static str {
    if region.partition() == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" }
}
