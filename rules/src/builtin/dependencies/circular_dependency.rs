use crate::Context;

use crate::cycles::Graph;
use crate::rule::{Rule, rule};

rule! {
    /// Resources depend on one another in a circle.
    ///
    /// CloudFormation makes a resource after all that it refers to, by `DependsOn`,
    /// `Ref`, `Fn::GetAtt` or `Fn::Sub`; in a circle none can be the first.
    ///
    /// ```yaml bad
    /// Resources:
    ///   One:
    /// # ^^^ `One` depends on itself: `One`, `Two`, `One`
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: !Ref Two }
    ///   Two:
    /// # ^^^ `Two` depends on itself: `Two`, `One`, `Two`
    ///     Type: AWS::EC2::SecurityGroup
    ///     DependsOn: One
    ///     Properties: { GroupDescription: two }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   One:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: !Ref Two }
    ///   Two:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: two }
    /// ```
    pub struct CircularDependency {
        code: "E3004",
        name: "circular-dependency",
        severity: Error,
        since: "0.1",
    }
}

/// Places named of one circle.
const MOST_RELATED: usize = 10;

impl Rule for CircularDependency {
    fn check(cx: &mut Context<'_>) {
        let graph = Graph::new(cx.template());
        for cycle in graph.cycles() {
            let names: Vec<String> = cycle.iter().map(|step| format!("`{}`", step.from)).collect();
            let first = &cycle[0];
            // SAM takes such circles apart.
            if cycle.iter().any(|step| step.is_sam) {
                continue;
            }
            let message = format!("{} depends on itself: {}, {}", names[0], names.join(", "), names[0]);
            let found = cx.report::<Self>(first.key, message);
            for step in cycle.iter().take(MOST_RELATED) {
                found.related(step.place, format!("`{}` depends on `{}` here", step.from, step.to));
            }
        }
    }
}
