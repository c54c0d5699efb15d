//! `Fn::If` as a choice: which values a place can have, and under which
//! conditions. Choices are listed, never multiplied out: each leaf of a tree of
//! nested `Fn::If` is one possibility.

use std::fmt;

use crate::value::{Kind, Value};

/// Most possibilities that are listed of one value; the rest is left out, which
/// keeps rules silent about them. Only aliases inside nested `Fn::If` get there.
const MAX_POSSIBILITIES: usize = 4_096;

/// Conditions taken to be true or false, in the order they were met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Assumption<'t>(Vec<(&'t str, bool)>);

impl<'t> Assumption<'t> {
    /// Adds one; `None` where the opposite is already assumed.
    #[must_use]
    pub fn and(&self, condition: &'t str, holds: bool) -> Option<Self> {
        match self.0.iter().find(|(name, _)| *name == condition) {
            Some((_, value)) if *value == holds => Some(self.clone()),
            Some(_) => None,
            None => {
                let mut all = self.clone();
                all.0.push((condition, holds));
                Some(all)
            }
        }
    }

    /// Adds all of `other`; `None` where they contradict by name.
    #[must_use]
    pub fn and_all(&self, other: &Self) -> Option<Self> {
        other.0.iter().try_fold(self.clone(), |all, (name, holds)| all.and(name, *holds))
    }

    pub fn literals(&self) -> &[(&'t str, bool)] {
        &self.0
    }

    /// Whether nothing is assumed: it holds always.
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Assumption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, holds)) in self.0.iter().enumerate() {
            let joint = if index == 0 { "" } else { " and " };
            write!(f, "{joint}`{name}` is {holds}")?;
        }
        Ok(())
    }
}

/// One value that a place can have.
#[derive(Debug, Clone)]
pub struct Possibility<'t> {
    /// `None` for `AWS::NoValue`: the place is as if it were not there.
    pub value: Option<Value<'t>>,
    pub when: Assumption<'t>,
}

impl<'t> Value<'t> {
    /// The value without `Fn::If`: every branch that its own nesting allows.
    pub fn possibilities(self) -> Vec<Possibility<'t>> {
        self.possibilities_when(&Assumption::default())
    }

    /// As [`Value::possibilities`], where `when` is already assumed.
    pub fn possibilities_when(self, when: &Assumption<'t>) -> Vec<Possibility<'t>> {
        let mut found = Vec::new();
        let mut open = vec![(self, when.clone())];
        while let Some((value, when)) = open.pop() {
            if found.len() >= MAX_POSSIBILITIES {
                break;
            }
            let choice = match value.kind() {
                Kind::Function(function) => function.choice(),
                _ => None,
            };
            match choice {
                Some(choice) => {
                    for (branch, holds) in [(choice.otherwise, false), (choice.then, true)] {
                        if let Some(when) = when.and(choice.condition.text, holds) {
                            open.push((branch, when));
                        }
                    }
                }
                None => {
                    found.push(Possibility { value: Some(value).filter(|value| !value.is_no_value()), when });
                }
            }
        }
        found
    }

    /// The items that a list can have, `Fn::If` among the items and around the list included.
    pub fn possible_items(self, when: &Assumption<'t>) -> Vec<(Self, Assumption<'t>)> {
        let lists = self.possibilities_when(when).into_iter();
        let lists = lists.filter_map(|list| Some((list.value.filter(|value| value.is_list())?, list.when)));
        let items = lists.flat_map(|(list, when)| list.items().map(move |item| (item, when.clone())));
        items
            .flat_map(|(item, when)| item.possibilities_when(&when))
            .filter_map(|item| Some((item.value?, item.when)))
            .collect()
    }
}
