// `*.template` files belong to no language of the editor: those that are templates are shown as
// the YAML or JSON that they are.

import { type Disposable, languages, type TextDocument, workspace } from "vscode";

import { languageOfTemplate } from "./template_language";

export function openTemplatesInTheirLanguage(): Disposable {
  workspace.textDocuments.forEach(openInItsLanguage);
  return workspace.onDidOpenTextDocument(openInItsLanguage);
}

function openInItsLanguage(document: TextDocument): void {
  if (document.languageId !== "plaintext" || !document.uri.path.endsWith(".template")) {
    return;
  }
  const language = languageOfTemplate(document.getText());
  if (language !== undefined) {
    void languages.setTextDocumentLanguage(document, language);
  }
}
