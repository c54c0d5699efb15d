//! Which names lead to which, and the circles in that. Searched without
//! recursion: a chain of names is as long as a file.

use formwork_template::Span;

use crate::parse::RuleError;

/// How many names of a circle a message says.
const NAMED: usize = 12;

/// Names that lead to names.
#[derive(Default)]
pub(super) struct Graph {
    labels: Vec<String>,
    leads: Vec<Vec<(usize, Span)>>,
}

impl Graph {
    /// Adds a name; `label` is how messages call it.
    pub(super) fn add(&mut self, label: String) -> usize {
        self.labels.push(label);
        self.leads.push(Vec::new());
        self.labels.len() - 1
    }

    /// Notes that the name `from` leads to `to` at `span`.
    pub(super) fn lead(&mut self, from: usize, to: usize, span: Span) {
        self.leads[from].push((to, span));
    }

    /// An error for each circle that shares no name with one before it.
    pub(super) fn circles(&self) -> Vec<RuleError> {
        let mut state = vec![State::Unseen; self.labels.len()];
        let mut reported = vec![false; self.labels.len()];
        let mut errors = Vec::new();
        for start in 0..self.labels.len() {
            if state[start] != State::Unseen {
                continue;
            }
            state[start] = State::Open(0);
            // Each name with how many of its leads were followed.
            let mut path = vec![(start, 0)];
            while let Some((name, followed)) = path.last_mut() {
                let Some(&(next, _)) = self.leads[*name].get(*followed) else {
                    state[*name] = State::Done;
                    path.pop();
                    continue;
                };
                *followed += 1;
                match state[next] {
                    State::Unseen => {
                        state[next] = State::Open(path.len());
                        path.push((next, 0));
                    }
                    State::Open(place) if !path[place..].iter().any(|(name, _)| reported[*name]) => {
                        path[place..].iter().for_each(|(name, _)| reported[*name] = true);
                        errors.push(self.circle(&path[place..]));
                    }
                    State::Open(_) | State::Done => {}
                }
            }
        }
        errors
    }

    fn circle(&self, path: &[(usize, usize)]) -> RuleError {
        let first = path.iter().min_by_key(|(name, followed)| self.leads[*name][followed - 1].1);
        let first = first.map_or(0, |first| path.iter().position(|name| name == first).unwrap_or(0));
        let span = self.leads[path[first].0][path[first].1 - 1].1;
        let label = |index: usize| self.labels[path[(first + index) % path.len()].0].as_str();
        let mut labels: Vec<&str> = (0..path.len().min(NAMED)).map(label).collect();
        if path.len() > NAMED {
            labels.push("…");
        }
        labels.push(label(0));
        let steps = labels.join(" → ");
        let message = if path.len() == 1 {
            format!("{} leads to itself", label(0))
        } else {
            format!("{steps} is a circle")
        };
        RuleError::new(span, message).help("what a name stands for can't depend on the name")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    /// On the path, at this place.
    Open(usize),
    Done,
}
