//! Circles among the resources of a template. The graph is made of all
//! references, whatever their conditions; circles are found by strongly
//! connected components, in time linear in the template.

use formwork_template::{Reference, Section, Span, Template};
use rustc_hash::FxHashMap;

/// Largest component in which the shortest circle of every member is looked for.
const MOST_MEMBERS: usize = 100;

/// An edge of a circle.
#[derive(Debug, Clone)]
pub(crate) struct Step<'t> {
    pub(crate) from: &'t str,
    pub(crate) to: &'t str,
    /// The key of the resource that depends.
    pub(crate) key: Span,
    /// Where the dependency is made.
    pub(crate) place: Span,
    /// The resource is one of SAM's.
    pub(crate) is_sam: bool,
}

/// Resources and what they depend on.
pub(crate) struct Graph<'t> {
    nodes: Vec<Node<'t>>,
    /// By node: its first reference to each other node.
    edges: Vec<Vec<(usize, &'t Reference)>>,
}

struct Node<'t> {
    id: &'t str,
    key: Span,
    is_sam: bool,
}

impl<'t> Graph<'t> {
    pub(crate) fn new(template: &'t Template) -> Self {
        let nodes: Vec<Node<'t>> = template
            .resources()
            .filter(|resource| !resource.0.looped)
            .map(|resource| Node {
                id: resource.id().text,
                key: resource.id().span,
                is_sam: resource.type_name().is_some_and(|name| name.text.starts_with("AWS::Serverless::")),
            })
            .collect();
        let numbers: FxHashMap<&str, usize> =
            nodes.iter().enumerate().map(|(number, node)| (node.id, number)).collect();
        let mut edges = vec![Vec::new(); nodes.len()];
        let mut seen = rustc_hash::FxHashSet::default();
        for reference in template.index().references() {
            let own = reference.section == Section::Resources && reference.kind.is_to_resource();
            let ends = (numbers.get(reference.member.as_str()), numbers.get(reference.name.as_str()));
            if let (true, (Some(from), Some(to))) = (own, ends)
                && seen.insert((*from, *to))
            {
                edges[*from].push((*to, reference));
            }
        }
        Self { nodes, edges }
    }

    /// For each resource that depends on itself, a shortest circle that starts at it.
    pub(crate) fn cycles(&self) -> Vec<Vec<Step<'t>>> {
        let component = self.components();
        let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
        for number in &component {
            *sizes.entry(*number).or_default() += 1;
        }
        let mut spent: FxHashMap<usize, usize> = FxHashMap::default();
        let mut found = Vec::new();
        for start in 0..self.nodes.len() {
            let looked = spent.entry(component[start]).or_default();
            let itself = self.edges[start].iter().any(|(to, _)| *to == start);
            if (sizes[&component[start]] > 1 || itself) && *looked < MOST_MEMBERS {
                *looked += 1;
                found.extend(self.shortest(start, &component));
            }
        }
        found
    }

    /// A shortest way from a node back to itself, within its component.
    fn shortest(&self, start: usize, component: &[usize]) -> Option<Vec<Step<'t>>> {
        let mut came_from: FxHashMap<usize, (usize, &'t Reference)> = FxHashMap::default();
        let mut queue = std::collections::VecDeque::from([start]);
        'search: while let Some(from) = queue.pop_front() {
            for (to, reference) in &self.edges[from] {
                if component[*to] == component[start] && !came_from.contains_key(to) {
                    came_from.insert(*to, (from, reference));
                    if *to == start {
                        break 'search;
                    }
                    queue.push_back(*to);
                }
            }
        }
        let (mut steps, mut at) = (Vec::new(), start);
        loop {
            let (from, reference) = came_from.get(&at)?;
            steps.push(Step {
                from: self.nodes[*from].id,
                to: self.nodes[at].id,
                key: self.nodes[*from].key,
                place: reference.place.span(),
                is_sam: self.nodes[*from].is_sam,
            });
            at = *from;
            if at == start {
                steps.reverse();
                return Some(steps);
            }
        }
    }

    /// The strongly connected component of each node (Tarjan, without recursion).
    fn components(&self) -> Vec<usize> {
        const UNSEEN: usize = usize::MAX;
        let count = self.nodes.len();
        let (mut order, mut low) = (vec![UNSEEN; count], vec![0; count]);
        let (mut component, mut components) = (vec![UNSEEN; count], 0);
        let (mut stack, mut next) = (Vec::new(), 0);
        for root in 0..count {
            let mut work = vec![(root, 0_usize)];
            while let Some((node, edge)) = work.pop() {
                if edge == 0 {
                    if order[node] != UNSEEN {
                        continue;
                    }
                    (order[node], low[node]) = (next, next);
                    next += 1;
                    stack.push(node);
                }
                if let Some((to, _)) = edge.checked_sub(1).and_then(|edge| self.edges[node].get(edge)) {
                    low[node] = low[node].min(low[*to]);
                }
                let mut edge = edge;
                let mut descended = false;
                while let Some((to, _)) = self.edges[node].get(edge) {
                    edge += 1;
                    if order[*to] == UNSEEN {
                        work.push((node, edge));
                        work.push((*to, 0));
                        descended = true;
                        break;
                    } else if component[*to] == UNSEEN {
                        low[node] = low[node].min(order[*to]);
                    }
                }
                if descended || low[node] != order[node] {
                    continue;
                }
                while let Some(member) = stack.pop() {
                    component[member] = components;
                    if member == node {
                        break;
                    }
                }
                components += 1;
            }
        }
        component
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use formwork_template::{Syntax, Template, parse};

    use super::Graph;

    fn cycles(text: &str) -> Vec<String> {
        let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
        let cycles = Graph::new(&template).cycles();
        cycles.iter().map(|cycle| cycle.iter().map(|step| step.from).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn shortest_circle_of_each_member_and_nothing_beside_it() {
        let text = "Resources:\n  A: { DependsOn: [B, C] }\n  B: { DependsOn: C }\n  C: { DependsOn: A }\n  \
                    D: { DependsOn: [A, D] }\n  E: { DependsOn: A }\n";
        assert_eq!(cycles(text), ["A C", "B C A", "C A", "D"]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let mut text = String::from("Resources:\n");
        for number in 0..20_000 {
            writeln!(text, "  R{number}: {{ DependsOn: R{} }}", number + 1).expect("text grows");
        }
        assert!(cycles(&text).is_empty());
    }
}
