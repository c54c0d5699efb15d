//! What holds of every report, and what a check may cost: memory is counted by
//! an allocator that the measured thread reports to.

use std::sync::Arc;

use allocation_counter::AllocationInfo;
use formwork_rules::{Diagnostic, Fix, Report, Settings, check};
use formwork_template::{Span, Syntax, Template, decode, parse};

/// What checking one input took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    bytes: usize,
    findings: usize,
    memory: AllocationInfo,
}

impl Cost {
    /// Bounds that are the same for all: how much memory at once, and how many findings.
    pub(super) fn hold(self) -> Result<(), String> {
        let Self { bytes, findings, memory } = self;
        let most_memory = 32_000_000 + 150 * bytes as u64;
        let most_findings = 1_000 + bytes / 5;
        if memory.bytes_max > most_memory {
            return Err(format!("{} bytes of memory for {bytes} bytes of text", memory.bytes_max));
        }
        if findings > most_findings {
            return Err(format!("{findings} findings in {bytes} bytes of text"));
        }
        Ok(())
    }

    /// Whether the larger input cost as much more as it has more text, with some latitude:
    /// vectors grow in steps, and names get longer digits.
    pub(super) fn compare(smaller: Self, larger: Self) -> Result<(), String> {
        const LATITUDE: f64 = 1.3;
        const SLACK: f64 = 2_000.0;
        let longer = (larger.bytes as f64 / smaller.bytes as f64).max(1.0);
        let counts = |cost: Self| [cost.memory.bytes_total / 100, cost.memory.count_total];
        for (before, behind) in counts(smaller).into_iter().zip(counts(larger)) {
            if behind as f64 > LATITUDE * longer * before as f64 + SLACK {
                return Err(format!(
                    "{longer:.1} times the text, {:.1} times the work: {smaller:?}, {larger:?}",
                    behind as f64 / before as f64
                ));
            }
        }
        Ok(())
    }
}

/// Checks an input in this process: what it cost, and whether a budget ran out.
pub(super) fn measure(name: &str, bytes: &[u8], settings: &Settings) -> Result<(Cost, bool), String> {
    let mut checked = None;
    let memory = allocation_counter::measure(|| checked = Some(run(name, bytes, settings)));
    let (text, report) = checked.ok_or("it was not run")?;
    sound(&text, &report)?;
    let cost =
        Cost { bytes: bytes.len(), findings: report.diagnostics.len() + report.suppressed.len(), memory };
    Ok((cost, report.incomplete))
}

/// As the binary does it.
pub(super) fn run(name: &str, bytes: &[u8], settings: &Settings) -> (Arc<str>, Report) {
    let (text, broken) = decode(bytes);
    let mut parsed = parse(Arc::clone(&text), Syntax::guess(Some(name), &text));
    parsed.errors.extend(broken);
    (text, check(&Template::new(parsed), settings))
}

/// Every place is in the text and between characters, and fixes can be applied.
pub(super) fn sound(text: &str, report: &Report) -> Result<(), String> {
    let suppressed = report.suppressed.iter().map(|suppressed| &suppressed.diagnostic);
    for found in report.diagnostics.iter().chain(suppressed) {
        let here = found.related.iter().filter(|related| related.file.is_none());
        let related = here.map(|related| related.span);
        let edits = found.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        let mut spans = std::iter::once(found.span).chain(related).chain(edits);
        if let Some(span) = spans.find(|span| text.get(span.range()).is_none()) {
            return Err(format!("no text at {span:?} of {} bytes: {found:?}", text.len()));
        }
        if found.message.is_empty() {
            return Err(format!("nothing is said: {found:?}"));
        }
        disjoint(found)?;
    }
    Ok(())
}

fn disjoint(found: &Diagnostic) -> Result<(), String> {
    let mut spans: Vec<Span> =
        found.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span)).collect();
    spans.sort_unstable();
    match spans.windows(2).find(|pair| pair[1].start < pair[0].end) {
        Some(pair) => Err(format!("edits overlap at {pair:?}: {found:?}")),
        None => Ok(()),
    }
}

/// The text with a fix applied.
pub(super) fn fixed(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
