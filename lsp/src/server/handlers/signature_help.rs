//! `textDocument/signatureHelp`.

use std::ops::Range;

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
        signatures: vec![convert(signature, ask.client.label_offsets)],
        active_signature: Some(0),
        active_parameter: Some(active),
    })
}

fn convert(signature: Signature, by_offsets: bool) -> SignatureInformation {
    let label = |place: Range<usize>| {
        if by_offsets {
            ParameterLabel::LabelOffsets([place.start as u32, place.end as u32])
        } else {
            ParameterLabel::Simple(signature.label[place].to_owned())
        }
    };
    let arguments = signature.arguments.into_iter().map(|argument| ParameterInformation {
        label: label(argument.label),
        documentation: Some(markdown(argument.documentation.to_owned())),
    });
    let arguments = arguments.collect();
    SignatureInformation {
        documentation: Some(markdown(signature.documentation)),
        parameters: Some(arguments),
        active_parameter: Some(signature.active as u32),
        label: signature.label,
    }
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
}
