use formwork_template::{Section, Span};

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The template is too entangled for all of it to be decided in time.
    ///
    /// Formwork works out which conditions can hold together, and which of a schema's
    /// alternatives fit. Both have a budget, counted in steps, so that no template takes
    /// long. Where it runs out, what is reported holds all the same, but something may go
    /// unreported, and a finding may stand in a case that cannot be.
    ///
    /// ```yaml bad
    /// Conditions:
    /// #<^^^^^^^^ The analysis is incomplete: its budget ran out
    ///   Entangled:
    ///     Fn::And:
    /// # repeat 40
    ///       - !Or [!Equals [!Ref A{n}, x], !Equals [!Ref B{n}, x]]
    ///       - !Or [!Equals [!Ref C, x], !Equals [!Ref D, x]]
    ///       - !Or [!Equals [!Ref C, x], !Not [!Equals [!Ref D, x]]]
    ///       - !Not [!Equals [!Ref C, x]]
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Condition: Entangled
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsLarge: !Equals [!Ref Size, large]
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Subnet
    ///     Condition: IsLarge
    /// ```
    pub struct IncompleteAnalysis {
        code: "SYS001",
        name: "incomplete-analysis",
        severity: Warning,
        since: "0.1",
        phase: Afterwards,
    }
}

impl Rule for IncompleteAnalysis {
    fn check(cx: &mut Context<'_>) {
        if !cx.is_incomplete() {
            return;
        }
        let sections = [Section::Conditions, Section::Resources];
        let place = sections.iter().find_map(|section| cx.template().section(*section));
        let span = place.map_or(Span::at(0), |(key, _)| key.span);
        cx.report::<Self>(span, "The analysis is incomplete: its budget ran out")
            .help("Simplify the conditions, or split the template");
    }
}
