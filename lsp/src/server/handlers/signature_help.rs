//! `textDocument/signatureHelp`.

use lsp_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, SignatureHelp,
    SignatureHelpParams, SignatureInformation,
};

use crate::features::signature_help::{Signature, signature_help};
use crate::server::ask::Ask;

pub(crate) fn help(ask: &Ask, params: SignatureHelpParams) -> Option<SignatureHelp> {
    let offset = ask.offset(params.text_document_position_params.position);
    let signature = signature_help(&ask.snapshot, offset)?;
    let active = signature.active as u32;
    Some(SignatureHelp {
        signatures: vec![convert(signature)],
        active_signature: Some(0),
        active_parameter: Some(active),
    })
}

fn convert(signature: Signature) -> SignatureInformation {
    let arguments = signature.arguments.into_iter().map(|argument| ParameterInformation {
        label: ParameterLabel::LabelOffsets([argument.label.start as u32, argument.label.end as u32]),
        documentation: Some(markdown(argument.documentation.to_owned())),
    });
    SignatureInformation {
        documentation: Some(markdown(signature.documentation)),
        parameters: Some(arguments.collect()),
        active_parameter: Some(signature.active as u32),
        label: signature.label,
    }
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
}
