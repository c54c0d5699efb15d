//! The required tags that a resource lacks: in which case, and in which of the
//! stacks that its template is deployed as. What a stack gives, its resources have.

use std::collections::BTreeMap;

use formwork_template::{Name, Span};

use crate::nearest::nearest;
use crate::tagging::addition::{NewTags, SettledValues, addition};
use crate::tagging::judge::Judge;
use crate::tagging::tags::{Key, Tag, TaggedResource};
use crate::words;
use crate::{Applicability, Fix, Related, Stack};

/// Tags that are missing in one case.
#[derive(Debug)]
pub(crate) struct Missing<'c, 't> {
    pub(crate) keys: Vec<&'c str>,
    /// The case as it reads; empty for always.
    pub(crate) when: String,
    /// The stacks that lack them, where others have them.
    stacks: Vec<&'t Stack>,
    /// Keys that nobody knows and that are probably meant for them.
    similar: Vec<Name<'t>>,
}

/// The required tags that a resource lacks, those of the same case together.
pub(crate) fn missing<'c, 't>(
    judge: &Judge<'_, 'c, 't>,
    tagged: &TaggedResource<'t>,
) -> Vec<Missing<'c, 't>> {
    let mut cases: BTreeMap<(String, Vec<usize>), Vec<&str>> = BTreeMap::new();
    for key in judge.plan.required(tagged.type_name()) {
        let Some(case) = tagged.lacks(key, judge.template) else { continue };
        let mut lacking = Vec::new();
        if tagged.takes_stack_tags() && !judge.stacks.is_empty() {
            let stacks = judge.stacks.iter().enumerate();
            lacking
                .extend(stacks.filter(|(_, stack)| !stack.tags.contains_key(key)).map(|(number, _)| number));
            if lacking.is_empty() {
                continue;
            }
            if lacking.len() == judge.stacks.len() {
                lacking.clear();
            }
        }
        cases.entry((tagged.beyond(&case), lacking)).or_default().push(key);
    }
    let missing = |((mut when, lacking), keys): ((String, Vec<usize>), Vec<&'c str>)| {
        let stacks: Vec<&Stack> =
            lacking.iter().filter_map(|number| judge.stacks.get(*number)).map(|s| &**s).collect();
        if !stacks.is_empty() {
            let files: Vec<&str> = stacks.iter().map(|stack| stack.file.as_str()).collect();
            let joint = if when.is_empty() { "" } else { " and " };
            when = format!("{when}{joint}deployed with {}", words::or_quoted(&files));
        }
        let unknown = tagged.literal_keys().filter(|name| judge.plan.known(name.text).is_none());
        let similar = unknown.filter(|name| nearest(name.text, keys.iter().copied()).is_some()).collect();
        Missing { keys, when, stacks, similar }
    };
    cases.into_iter().map(missing).collect()
}

impl<'t> Missing<'_, 't> {
    /// The remedy in words.
    pub(crate) fn help(&self, judge: &Judge<'_, '_, 't>) -> String {
        let described = |key: &&str| match judge.plan.known(key) {
            Some(known) => format!("`{key}` ({})", known.described()),
            None => format!("`{key}`"),
        };
        let keys: Vec<String> = self.keys.iter().map(described).collect();
        let place = if self.stacks.is_empty() {
            ""
        } else {
            " to the tags of the stack, or to those of the resource"
        };
        format!("Add {}{place}", keys.join(", "))
    }

    /// What explains it: similar keys, and the stacks that lack what others have.
    pub(crate) fn related(&self) -> Vec<Related> {
        let similar = self.similar.iter().map(|name| Related {
            span: name.span,
            label: "This tag has a similar key".to_owned(),
            file: None,
        });
        let stacks = self.stacks.iter().map(|stack| {
            let known: Vec<&str> = stack.tags.keys().map(smol_str::SmolStr::as_str).collect();
            let near = self.keys.iter().find_map(|key| nearest(key, known.iter().copied()));
            let (span, label) = match near.and_then(|near| stack.tags.get(near)) {
                Some(given) => (given.key, "This tag has a similar key".to_owned()),
                None => (Span::at(0), format!("The tags of this stack lack {}", words::list(&self.keys))),
            };
            stack.related(span, label)
        });
        similar.chain(stacks).collect()
    }

    /// Adds those tags whose values are settled, and gives keys their right letters.
    pub(crate) fn fix(
        &self,
        tagged: &TaggedResource<'t>,
        settled: &SettledValues<'_, '_, '_, 't>,
    ) -> Option<Fix> {
        if !self.when.is_empty() {
            return None;
        }
        let judge = settled.judge();
        let (mut edits, mut new, mut title) = (Vec::new(), NewTags::new(), Vec::new());
        for key in &self.keys {
            let same = self.similar.iter().find(|name| name.text.eq_ignore_ascii_case(key));
            if let Some(name) =
                same.filter(|name| is_always(tagged, name, |tag| judge.may_be(key, tagged, tag)))
            {
                edits.extend(Fix::rename(*name, key, Applicability::Unsafe)?.edits);
                title.push(format!("rename `{name}` to `{key}`"));
            } else if self.similar.iter().all(|name| nearest(name.text, std::iter::once(*key)).is_none()) {
                new.extend(settled.of(key, tagged).map(|value| ((*key).to_owned(), value)));
            }
        }
        if !new.is_empty() {
            edits.push(addition(tagged, &new)?);
            let plural = if new.len() > 1 { "s" } else { "" };
            let keys: Vec<&str> = new.iter().map(|(key, _)| key.as_str()).collect();
            title.push(format!("add the tag{plural} {}", words::and_quoted(&keys)));
        }
        if edits.is_empty() {
            return None;
        }
        let title = words::capital(&title.join(", and "));
        Some(Fix::new(title, Applicability::Unsafe, edits))
    }
}

/// Whether the tag with this key is there whenever the resource is, and as it is wanted.
fn is_always<'t>(tagged: &TaggedResource<'t>, name: &Name<'_>, is_wanted: impl Fn(&Tag<'t>) -> bool) -> bool {
    let is_this = |key: &Key<'_>| matches!(key, Key::Literal(own) if own.span == name.span);
    tagged.tags.iter().any(|tag| is_this(&tag.key) && tag.when == tagged.base && is_wanted(tag))
}
