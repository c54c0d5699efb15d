//! What the rules of an open file say of the templates that are open.

use bumpalo::Bump;
use formwork_guard::{Document as Data, Options, Scalars, Status, Store, evaluate_rules, findings_of};
use formwork_template::Span;

use super::Read;
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// For each rule that fails or holds in an open template: its name's place, and a sentence.
pub(crate) fn verdicts(snapshot: &Snapshot) -> Vec<(Span, String)> {
    let read = Read::of(&snapshot.document);
    let file = &read.parsed.file;
    let templates: Vec<_> =
        snapshot.workspace.open.values().filter(|document| document.kind == Kind::Template).collect();
    let mut said: Vec<(Span, Vec<String>, usize)> =
        file.rules.iter().map(|rule| (rule.name.span, Vec::new(), 0)).collect();
    for document in templates {
        let bump = Bump::new();
        let store = Store::new(&bump);
        let data =
            Data::of(&store, document.template().tree(), Scalars::Validate).without_suppressions(&store);
        let name = document.path.file_name().unwrap_or_default().to_string_lossy();
        for verdict in evaluate_rules(&store, &data, file, Options::default(), |_| true).verdicts {
            let Some(about) = said.iter_mut().find(|about| about.0 == verdict.rule.name.span) else {
                continue;
            };
            match verdict.status {
                Status::Fail => {
                    let is_it = |rule: &formwork_guard::ast::Rule| rule.name.span == verdict.rule.name.span;
                    let found = findings_of(&store, &data, file, Options::default(), is_it);
                    let mut resources: Vec<&str> = found.iter().filter_map(|it| it.resource).collect();
                    resources.sort_unstable();
                    resources.dedup();
                    about.1.push(match resources.as_slice() {
                        [] => format!("fails in {name}"),
                        [one] => format!("fails for `{one}` in {name}"),
                        many => format!("fails for {} resources in {name}", many.len()),
                    });
                }
                Status::Pass => about.2 += 1,
                Status::Skip => {}
            }
        }
    }
    let sentence = |(span, fails, passes): (Span, Vec<String>, usize)| {
        let passed = (passes > 0).then(|| match passes {
            1 => "holds in 1 open template".to_owned(),
            many => format!("holds in {many} open templates"),
        });
        let sentence: Vec<String> = fails.into_iter().chain(passed).collect();
        (!sentence.is_empty()).then(|| (span, sentence.join(", ")))
    };
    said.into_iter().filter_map(sentence).collect()
}
