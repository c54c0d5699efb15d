use formwork_template::{NodeId, Place, Span, Tree, Value};
use rustc_hash::FxHashSet;

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A YAML merge key (`<<`) is used, and CloudFormation reads none.
    ///
    /// The AWS CLI's `package` command and the SAM CLI write merged keys out. Without
    /// either, the deployment stops.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs: &bucket
    ///     Type: AWS::S3::Bucket
    ///   Images:
    /// # ^^^^^^ CloudFormation does not read the merge key in this map
    ///     <<: *bucket
    ///     DeletionPolicy: Retain
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Images:
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: Retain
    /// ```
    pub struct UsedMerge {
        code: "W1100",
        name: "used-merge",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UsedMerge {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let Some(first) = template.tree().merges().first() else { return };
        let merging = template.tree().merges().iter().map(|merge| innermost(template.tree(), *merge));
        walk(cx, template.root(), Place::key(*first), &merging.collect());
    }
}

/// The innermost node that holds the merge key.
fn innermost(tree: &Tree, merge: Span) -> NodeId {
    let mut node = tree.root();
    let holds = |child: &NodeId| tree.span(*child).contains(merge);
    while let Some(child) = tree
        .entries(node)
        .iter()
        .map(|entry| entry.value)
        .chain(tree.items(node).iter().copied())
        .find(holds)
    {
        node = child;
    }
    node
}

fn walk(cx: &mut Context<'_>, value: Value<'_>, place: Place, merging: &FxHashSet<NodeId>) {
    if merging.contains(&value.node()) {
        cx.report::<UsedMerge>(place.span(), "CloudFormation does not read the merge key in this map")
            .help("Write the keys out, or deploy what `aws cloudformation package` makes of the template");
    }
    for (key, value) in value.entries() {
        walk(cx, value, Place::key(key.span), merging);
    }
    for item in value.items() {
        walk(cx, item, place.item(item), merging);
    }
}
