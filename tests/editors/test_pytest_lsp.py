"""A session with pytest-lsp's client, which holds every message to the protocol's own types."""

import asyncio
import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TEMPLATE = """\
Parameters:
  Env: { Type: String, AllowedValues: [dev, prod] }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Net:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      Tags:
        - Key: Name
          Value: !Sub "${Env}-net"
"""


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["FORMWORK"], "lsp"]))
async def client(lsp_client: LanguageClient):
    folder = pathlib.Path(os.environ["FOLDER"])
    lsp_client.uri = (folder / "pytest.yaml").as_uri()

    # What the server asks of clients that say they can do it.
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda *_: None)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="work")],
        )
    )
    yield
    await lsp_client.shutdown_session()


def open_document(client, text=TEMPLATE):
    client.text_document_did_open(types.DidOpenTextDocumentParams(
        types.TextDocumentItem(uri=client.uri, language_id="yaml", version=1, text=text)))
    return types.TextDocumentIdentifier(uri=client.uri)


def at(text, wanted, behind=0):
    offset = text.index(wanted) + behind
    before = text[:offset]
    return types.Position(line=before.count("\n"), character=len(before) - before.rfind("\n") - 1)


async def findings(client, document):
    report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(text_document=document))
    return {item.code for item in report.items if item.severity == types.DiagnosticSeverity.Error}


async def test_every_request_is_answered_as_the_protocol_has_it(client):
    document = open_document(client)
    assert await findings(client, document) == set()
    place = {"text_document": document, "position": at(TEMPLATE, "Vpc\n      CidrBlock: 10.0.0.0/24", 1)}

    hover = await client.text_document_hover_async(types.HoverParams(**place))
    assert "Vpc" in hover.contents.value
    definition = await client.text_document_definition_async(types.DefinitionParams(**place))
    assert definition
    references = await client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(include_declaration=True), **place))
    assert len(references) == 2
    assert len(await client.text_document_document_highlight_async(types.DocumentHighlightParams(**place))) == 2
    renamed = await client.text_document_rename_async(types.RenameParams(new_name="Network", **place))
    assert renamed.changes or renamed.document_changes

    whole = types.Range(types.Position(0, 0), types.Position(TEMPLATE.count("\n"), 0))
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert await client.text_document_selection_range_async(
        types.SelectionRangeParams(document, [place["position"]]))
    assert (await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))).data
    assert await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    assert await client.text_document_code_lens_async(types.CodeLensParams(document)) is not None
    assert await client.text_document_code_action_async(
        types.CodeActionParams(document, types.Range(*[at(TEMPLATE, "10.0.0.0/24")] * 2), types.CodeActionContext([])))
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(document, types.FormattingOptions(tab_size=2, insert_spaces=True)))
    assert not edits
    assert await client.workspace_symbol_async(types.WorkspaceSymbolParams(query="Net"))


async def test_completion_while_typing(client):
    document = open_document(client, TEMPLATE.replace("!Ref Vpc", "!Ref "))
    position = at(TEMPLATE, "!Ref Vpc", len("!Ref "))
    answer = await client.text_document_completion_async(types.CompletionParams(document, position))
    items = answer.items if isinstance(answer, types.CompletionList) else answer
    labels = [item.label for item in sorted(items, key=lambda item: item.sort_text or item.label)]
    assert labels[0] == "Vpc", labels
    first = next(item for item in items if item.label == "Vpc")
    assert await client.completion_item_resolve_async(first)


async def test_broken_text_and_what_follows(client):
    document = open_document(client, TEMPLATE.replace("!Ref Vpc", "["))
    assert "E0000" in await findings(client, document)
    client.text_document_did_change(types.DidChangeTextDocumentParams(
        types.VersionedTextDocumentIdentifier(uri=client.uri, version=2),
        [types.TextDocumentContentChangePartial(
            range=types.Range(at(TEMPLATE, "!Ref Vpc"), at(TEMPLATE, "!Ref Vpc", 1)), text="!Ref Vpc")]))
    assert await findings(client, document) == set()
    await asyncio.sleep(0)
