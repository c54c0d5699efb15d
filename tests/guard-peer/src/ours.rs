//! Our side: rules and documents as `formwork cfn-guard validate` reads them.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use bumpalo::Bump;
use formwork_guard::ast::RulesFile;
use formwork_guard::{Document, Fault, Options, Scalars, Status, Store, evaluate};
use formwork_template::{Parsed, Syntax};

use crate::verdict::{Outcome, Verdicts};

/// Reads a rules file, or says what is wrong with it.
pub(crate) fn rules(text: &str) -> Result<RulesFile, String> {
    let parsed = formwork_guard::parse(text);
    let wrong = |error: &formwork_guard::RuleError| {
        format!("{} at `{}`", error.message, text.get(error.span.start as usize..).unwrap_or_default())
    };
    parsed.errors.first().map_or(Ok(parsed.file), |error| Err(wrong(error)))
}

/// Reads a document, or says what is wrong with it.
pub(crate) fn document(text: &str) -> Result<Parsed, String> {
    let text: Arc<str> = text.into();
    let syntax = Syntax::guess(None, &text);
    let mut parsed = formwork_template::parse(Arc::clone(&text), syntax);
    if problem(&parsed).is_some() && syntax == Syntax::Json {
        parsed = formwork_template::parse(text, Syntax::Yaml);
    }
    problem(&parsed).map_or(Ok(parsed), Err)
}

/// Whether a key comes twice.
pub(crate) fn has_key_twice(parsed: &Parsed) -> bool {
    parsed.well_formed && !parsed.errors.is_empty()
}

/// What keeps a document from being read. A key that comes twice does not.
fn problem(parsed: &Parsed) -> Option<String> {
    (!parsed.well_formed)
        .then(|| parsed.errors.first().map(|error| error.message.clone()).unwrap_or_default())
}

/// The verdict on each rule; none where something leads to itself.
pub(crate) fn verdicts(rules: &RulesFile, parsed: &Parsed) -> Option<Verdicts> {
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of(&store, &parsed.tree, Scalars::Validate);
    let evaluation = evaluate(&store, &document, rules, options());
    let circle = |fault: &Fault| matches!(fault, Fault::Circle(_) | Fault::TooDeep);
    let mut verdicts = Verdicts::with_capacity(evaluation.verdicts.len());
    for verdict in &evaluation.verdicts {
        let outcome = match (&verdict.fault, verdict.status) {
            (Some(fault), _) if circle(fault) => return None,
            (Some(_), _) => Outcome::Fault,
            (None, Status::Pass) => Outcome::Pass,
            (None, Status::Fail) => Outcome::Fail,
            (None, Status::Skip) => Outcome::Skip,
        };
        verdicts.push((verdict.rule.name.text.to_string(), outcome));
    }
    Some(verdicts)
}

fn options() -> Options {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs().cast_signed());
    Options { now, ..Options::default() }
}
