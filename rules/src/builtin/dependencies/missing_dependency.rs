use formwork_template::{Name, ReferenceKind, Section};

use crate::availability::{Availability, availability};
use crate::nearest::Suggestions;
use crate::rule::{Rule, rule};
use crate::{Applicability, Context};

rule! {
    /// A `DependsOn` names no other resource, or one that may not be there.
    ///
    /// It takes logical IDs of the template. A resource that exists only under a
    /// condition can be waited for only where that condition holds.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DependsOn: Ordres
    /// #   ^^^^^^^^^ The template has no resource `Ordres`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DependsOn: Orders
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DependsOn: Other
    ///   Other:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct MissingDependency {
        code: "E3005",
        name: "missing-dependency",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingDependency {
    fn check(cx: &mut Context<'_>) {
        let index = cx.index();
        let mut suggestions = Suggestions::default();
        for reference in index.references().iter().filter(|reference| reference.kind == ReferenceKind::DependsOn) {
            let (name, place) = (&reference.name, reference.place.span());
            if *name == reference.member {
                cx.report::<Self>(place, format!("`{name}` depends on itself"));
                continue;
            }
            match availability(cx.template(), reference) {
                Availability::Unknown | Availability::Always => {}
                Availability::Missing => {
                    let found = cx.report::<Self>(place, format!("The template has no resource `{name}`"));
                    let near = suggestions.nearest(name, || {
                        let names = index.names(Section::Resources).into_iter();
                        names.filter(|name| *name != reference.member)
                    });
                    let target = Name { text: name, span: reference.span };
                    found.suggest(target, near, Applicability::Unsafe);
                }
                Availability::Unless { condition, when } => {
                    let message = format!("`{name}` is not there where `{condition}` is false");
                    cx.report::<Self>(place, message).when(when);
                }
            }
        }
    }
}
