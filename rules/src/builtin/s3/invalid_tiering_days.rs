use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// An archive tier of S3 is entered after fewer or more days than it allows.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       IntelligentTieringConfigurations:
    ///         - Id: archive
    ///           Status: Enabled
    ///           Tierings:
    ///             - AccessTier: ARCHIVE_ACCESS
    ///               Days: 30
    /// #             ^^^^ `ARCHIVE_ACCESS` is entered after 30 days, and takes 90 to 730
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       IntelligentTieringConfigurations:
    ///         - Id: archive
    ///           Status: Enabled
    ///           Tierings:
    ///             - AccessTier: ARCHIVE_ACCESS
    ///               Days: 90
    /// ```
    pub struct InvalidTieringDays {
        code: "E3061",
        name: "invalid-tiering-days",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidTieringDays {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let path = "AWS::S3::Bucket/IntelligentTieringConfigurations/*/Tierings/*";
        for tiering in walk.all(path) {
            for tier in tiering.found("AccessTier") {
                let name = tier.string().unwrap_or_default();
                let Some((_, least)) = LEAST.iter().find(|(known, _)| *known == name) else { continue };
                for days in tiering.given(&tier).map(|tiering| tiering.found("Days")).unwrap_or_default() {
                    let count = days.word().and_then(|days| days.trim().parse::<i64>().ok());
                    let Some(count) = count.filter(|count| !(*least..=MOST).contains(count)) else { continue };
                    let message = format!("`{name}` is entered after {count} days, and takes {least} to {MOST}");
                    cx.report::<Self>(tiering.span_of("Days"), message).when(days.when.to_string());
                }
            }
        }
    }
}

/// The fewest days of each tier, and the most of all.
/// Source: S3 Intelligent-Tiering in the S3 user guide.
const LEAST: &[(&str, i64)] = &[("ARCHIVE_ACCESS", 90), ("DEEP_ARCHIVE_ACCESS", 180)];
const MOST: i64 = 730;
