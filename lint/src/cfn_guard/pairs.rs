//! Reports of `validate` for each rules file and each document on its own: the
//! summary, then what failed, then how everything was evaluated.

use formwork_guard::{Detail, Evaluation, Status, Verdict};

use super::arguments::{Format, Validate};
use super::by_resource::{self, Names};
use super::collect::overall;
use super::data::Loaded;
use super::report::FileReport;
use super::rule_file::RuleFile;
use super::summary::{self, Row, Summary};
use super::trace::Trace;
use super::validate::{Run, problems};
use super::words::Words;
use super::{ERROR, FAILURE, lines, outcome, report_node, yaml};
use crate::args::Colour;
use crate::output;

pub(super) fn run<'a>(
    run: &mut Run,
    rules: &'a [Result<RuleFile, String>],
    data: &[Loaded<'a>],
    arguments: &Validate,
    summary: Summary,
) -> anyhow::Result<()> {
    for file in rules {
        if let Some(problems) = problems(file) {
            output::note(&problems, Colour::Auto);
            run.status = ERROR;
        }
        let Ok(file) = file else { continue };
        if file.is_empty() || file.problems().is_some() {
            continue;
        }
        for loaded in data {
            let pair = Pair { file, loaded, arguments, summary };
            let (status, undecided) = pair.report()?;
            if status == Status::Fail {
                run.status = FAILURE;
            }
            run.incomplete |= undecided;
        }
    }
    Ok(())
}

struct Pair<'p, 'a> {
    file: &'a RuleFile,
    loaded: &'p Loaded<'a>,
    arguments: &'p Validate,
    summary: Summary,
}

impl<'a> Pair<'_, 'a> {
    /// Evaluates and reports; the status, and whether a rule could not be decided.
    fn report(&self) -> anyhow::Result<(Status, bool)> {
        let Loaded { name, values, document, .. } = self.loaded;
        let rules = self.file.words();
        let words = Words { rules: &rules, values };
        let evaluation = outcome::of(&values.store, document, &self.file.file, self.detail());
        let status = overall(&evaluation.verdicts);
        for notice in outcome::notices(&evaluation) {
            output::note(&notice, Colour::Auto);
        }
        let faults = outcome::faults(words, name, &evaluation.verdicts);
        for fault in &faults {
            output::note(fault, Colour::Auto);
        }
        let mut text = self.table(words, status, &evaluation.verdicts);
        text += &self.body(words, &evaluation)?;
        let trace = Trace {
            words,
            data: name,
            status,
            rules: self.file.file.rules.len(),
            records: evaluation.verdicts.iter().filter_map(|verdict| verdict.record.as_ref()).collect(),
        };
        if self.arguments.verbose {
            text += &trace.text();
        }
        if self.arguments.print_json {
            text += &trace.node().json()?;
            text.push('\n');
        }
        output::print(&text, Colour::Auto)?;
        Ok((status, !faults.is_empty()))
    }

    /// Lines about other data than templates tell of checks in conditions, too.
    fn detail(&self) -> Detail {
        let arguments = self.arguments;
        let is_template =
            self.loaded.document.root.as_map().is_some_and(|map| map.get("Resources").is_some());
        let in_lines = arguments.output_format == Format::SingleLineSummary;
        if arguments.verbose || arguments.print_json || in_lines && !is_template {
            Detail::Everything
        } else {
            Detail::Explanations
        }
    }

    fn table(&self, words: Words<'_, 'a>, status: Status, verdicts: &[Verdict<'a>]) -> String {
        if self.summary.is_empty() {
            return String::new();
        }
        let rows: Vec<Row> = verdicts
            .iter()
            .map(|verdict| {
                let reason = match (verdict.status, &verdict.record) {
                    (Status::Skip, Some(record)) => words.skip_reason(record),
                    _ => None,
                };
                Row { name: verdict.rule.name.text.to_string(), status: verdict.status, reason }
            })
            .collect();
        summary::table(self.summary, &self.file.name, self.loaded.name, status, &rows)
    }

    fn body(&self, words: Words<'_, 'a>, evaluation: &Evaluation<'a>) -> anyhow::Result<String> {
        let Loaded { name, text, values, document } = self.loaded;
        let report: FileReport<'a> = words.report(name, evaluation);
        let names = Names { rules: &self.file.name, data: name };
        // A template whose failures are about no resource is told of in lines as well.
        let in_lines = || {
            let all = outcome::of(&values.store, document, &self.file.file, Detail::Everything);
            lines::report(words, names, self.summary, &all.verdicts)
        };
        Ok(match self.arguments.output_format {
            Format::Json => report_node::file_report(&report, values).json()?,
            Format::Yaml => yaml::render(&report_node::file_report(&report, values)),
            _ => by_resource::template(names, text, document.root, &report, values)
                .or_else(|| by_resource::plan(names, document.root, &report, values))
                .unwrap_or_else(in_lines),
        })
    }
}
