//! `textDocument/publishDiagnostics` and `textDocument/diagnostic`: the same, pushed or pulled.

use lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use crate::server::ask::Ask;
use crate::server::convert;

pub(crate) fn pull(ask: &Ask, params: DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let result_id = ask.number.to_string();
    if params.previous_result_id.as_ref() == Some(&result_id) {
        let same = UnchangedDocumentDiagnosticReport { result_id };
        let report = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: same,
        };
        return DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Unchanged(report));
    }
    let full = FullDocumentDiagnosticReport { result_id: Some(result_id), items: of(ask) };
    let report = RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full,
    };
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report))
}

/// Everything that is found in the document.
pub(crate) fn of(ask: &Ask) -> Vec<Diagnostic> {
    let document = &ask.snapshot.document;
    let root = &ask.snapshot.root;
    let elsewhere = |name: &str| convert::uri(&root.join(name));
    let report = ask.snapshot.report();
    let found = report.diagnostics.iter();
    let converted = found.map(|found| {
        let mut converted = convert::diagnostic(document, found, &ask.uri, &elsewhere, ask.encoding());
        let fix = found.fix.as_ref().filter(|_| ask.client.keeps_data);
        converted.data = fix.map(|fix| serde_json::json!({ "fix": fix.title }));
        converted
    });
    converted.collect()
}
