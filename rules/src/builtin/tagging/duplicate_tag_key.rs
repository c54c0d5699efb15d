use formwork_template::{Assumption, Value};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::properties;
use crate::rule::{Rule, rule};
use crate::tagging::faults::{judged_as_invalid, siblings};
use crate::tagging::tags::{Key, TaggedResource, tagged_resources};
use crate::{Applicability, Context, Fix, removal};

rule! {
    /// A resource has two tags that AWS takes for one.
    ///
    /// The service refuses them, or keeps only the last. To IAM, keys that differ in their case
    /// alone are the same; other services tell them apart. Keys that are written twice in one plain list
    /// `Tags` are E3024's. A tag of a SAM resource replaces that of `Globals`, and is none of this.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref "AWS::Region", eu-west-1]
    /// Resources:
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       Tags:
    ///         - { Key: Team, Value: web }
    ///         - { Key: team, Value: web }
    /// #                ^^^^ To IAM, the tags `Team` and `team` are one
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags:
    ///         - { Key: team, Value: web }
    ///         - !If [IsProd, { Key: team, Value: shop }, !Ref "AWS::NoValue"]
    /// #                             ^^^^ The tag `team` is there twice
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref "AWS::Region", eu-west-1]
    /// Resources:
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags:
    ///         - { Key: Team, Value: web }
    ///         - { Key: team, Value: web }
    ///         - !If [IsProd, { Key: tier, Value: a }, { Key: tier, Value: b }]
    /// ```
    pub struct DuplicateTagKey {
        code: "TAG004",
        name: "duplicate-tag-key",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for DuplicateTagKey {
    fn check(cx: &mut Context<'_>) {
        for tagged in tagged_resources(cx.template()) {
            let is_folded = tagged.type_name().starts_with("AWS::IAM::");
            let mut seen: FxHashMap<SmolStr, Vec<usize>> = FxHashMap::default();
            let mut left = MOST_TOLD;
            for (number, tag) in tagged.tags.iter().enumerate() {
                let (Key::Literal(name), Some(_)) = (&tag.key, tag.item) else { continue };
                let folded = if is_folded { name.text.to_ascii_lowercase().into() } else { name.text.into() };
                let same: &mut Vec<usize> = seen.entry(folded).or_default();
                let first = same.iter().find_map(|&first| Some((first, together(cx, &tagged, [first, number])?)));
                match first {
                    Some(_) if left == 0 => break,
                    Some((first, when)) => {
                        left -= 1;
                        report(cx, &tagged, [first, number], &when);
                    }
                    None if same.len() < MOST => same.push(number),
                    None => {}
                }
            }
        }
    }
}

/// Tags with one key that are held against one another.
const MOST: usize = 16;

/// Most pairs of one resource that are told: nobody reads more.
const MOST_TOLD: u32 = 100;

/// The case in which both tags are there.
fn together<'t>(cx: &Context<'t>, tagged: &TaggedResource<'t>, pair: [usize; 2]) -> Option<Assumption<'t>> {
    let [first, second] = pair.map(|number| &tagged.tags[number]);
    let both = first.when.and_all(&second.when)?;
    properties::surely_can_hold(cx.template(), &both).then_some(both)
}

fn report<'t>(cx: &mut Context<'t>, tagged: &TaggedResource<'t>, pair: [usize; 2], when: &Assumption<'t>) {
    let [first, second] = pair.map(|number| &tagged.tags[number]);
    let (Key::Literal(one), Key::Literal(other)) = (&first.key, &second.key) else { return };
    let list = siblings(tagged, first, second);
    if list.is_some() && one.text == other.text && judged_as_invalid(tagged) {
        return;
    }
    let message = if one.text == other.text {
        format!("The tag `{other}` is there twice")
    } else {
        format!("To IAM, the tags `{one}` and `{other}` are one")
    };
    let found = cx.report::<DuplicateTagKey>(other.span, message);
    found.help("Keep one of them").related(one.span, "The first is here").when(tagged.beyond(when));
    let is_same = first.value.map(Value::canonical) == second.value.map(Value::canonical);
    if let Some(edit) = list.filter(|_| is_same).and_then(|(list, number)| removal::item(list, number)) {
        found.fix(Fix::new("Remove the second", Applicability::Unsafe, vec![edit]));
    }
}
