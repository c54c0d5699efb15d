use formwork_template::{Index, Reference, ReferenceKind, Resource, Section, Template, Value};
use rustc_hash::FxHashMap;

use crate::locate::path_at;
use crate::rule::{Described, Rule, rule};
use crate::{Applicability, Cause, Context, Fix, RuleCode, removal};

rule! {
    /// A `DependsOn` repeats a dependency that a reference makes already.
    ///
    /// CloudFormation waits for every resource that a `Ref`, `Fn::GetAtt` or `Fn::Sub`
    /// names. What is written twice has to be kept in step by hand.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Policy:
    ///     Type: AWS::S3::BucketPolicy
    ///     DependsOn: Logs
    /// #   ^^^^^^^^^ A reference makes `Policy` depend on `Logs` already
    ///     Properties:
    ///       Bucket: !Ref Logs
    ///       PolicyDocument: {}
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Policy:
    ///     Type: AWS::S3::BucketPolicy
    ///     Properties:
    ///       Bucket: !Ref Logs
    ///       PolicyDocument: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Policy:
    ///     Type: AWS::S3::BucketPolicy
    ///     Properties:
    ///       Bucket: !Ref Logs
    ///       PolicyDocument: {}
    /// ```
    pub struct RedundantDependency {
        code: "W3005",
        name: "redundant-dependency",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for RedundantDependency {
    fn check(cx: &mut Context<'_>) {
        let (template, index) = (cx.template(), cx.index());
        let mut made: FxHashMap<(&str, &str), &Reference> = FxHashMap::default();
        for reference in index.references().iter().filter(|reference| is_edge(reference)) {
            let edge = made.entry((reference.member.as_str(), reference.name.as_str())).or_insert(reference);
            // One that is there in every case says more.
            if reference.when.len() < edge.when.len() {
                *edge = reference;
            }
        }
        let named = index.references().iter().filter(|reference| reference.kind == ReferenceKind::DependsOn);
        for named in named {
            let Some(by) = made.get(&(named.member.as_str(), named.name.as_str())) else { continue };
            if index.definition(Section::Resources, &named.name).is_none() {
                continue;
            }
            let message = format!("A reference makes `{}` depend on `{}` already", named.member, named.name);
            let found = cx.report::<Self>(named.place.span(), message);
            found.related(by.place.span(), "This reference");
            found.causes = others(template, index, named, by);
            let always = by.when.len() <= named.when.len();
            let edit = template.resource(&named.member).and_then(|resource| edit(resource, named, &made));
            if let Some(edit) = edit {
                let applicability = if always { Applicability::Safe } else { Applicability::Unsafe };
                found.fix(Fix::new("Remove it from `DependsOn`", applicability, vec![edit]));
            }
        }
    }
}

fn is_edge(reference: &Reference) -> bool {
    reference.section == Section::Resources
        && reference.kind.is_to_resource()
        && reference.kind != ReferenceKind::DependsOn
}

/// The other references that make the resource depend on it.
fn others(template: &Template, index: &Index, named: &Reference, by: &Reference) -> Vec<Cause> {
    let mut seen = vec![by.place];
    let mut causes = Vec::new();
    for other in index.references_to(&named.name).filter(|other| is_edge(other) && other.member == named.member) {
        if !seen.contains(&other.place) {
            seen.push(other.place);
            let path = path_at(template.tree(), other.place.span().start);
            let message = format!("The reference at `{path}` makes it depend on `{}`, too", named.name);
            let rule = RuleCode::from_static(RedundantDependency::META.code);
            causes.push(Cause { rule, span: named.place.span(), message });
        }
    }
    causes
}

/// Takes the item out, or all of `DependsOn` where nothing is left in it.
fn edit(
    resource: Resource<'_>,
    named: &Reference,
    made: &FxHashMap<(&str, &str), &Reference>,
) -> Option<crate::Edit> {
    let list = resource.value().get("DependsOn")?;
    let redundant = |item: Value<'_>| {
        item.text().is_some_and(|name| made.contains_key(&(named.member.as_str(), name)))
    };
    if !list.is_list() || list.items().all(redundant) {
        return removal::entry(resource.value(), "DependsOn");
    }
    removal::item(list, list.items().position(|item| item.node() == named.node)?)
}
