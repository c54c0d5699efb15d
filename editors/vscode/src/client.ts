// The language client: which documents the server hears of, and where its messages are shown.

import { LogLevel, type LogOutputChannel } from "vscode";
import { type DocumentSelector, LanguageClient } from "vscode-languageclient/node";

const LANGUAGES = ["yaml", "json", "jsonc", "cloudformation", "cfn-guard"];

/** The server recognises templates by content and is silent about other documents. */
const DOCUMENTS: DocumentSelector = ["file", "untitled"].flatMap((scheme) => [
  ...LANGUAGES.map((language) => ({ scheme, language })),
  { scheme, pattern: "**/*.template" },
]);

/** A client for `command lsp` that has not been started. */
export function createClient(command: string, trace: string, output: LogOutputChannel): LanguageClient {
  return new LanguageClient(
    "formwork",
    "Formwork",
    { command, args: ["lsp"] },
    {
      documentSelector: DOCUMENTS,
      outputChannel: output,
      traceOutputChannel: trace === "off" ? output : unfiltered(output),
    },
  );
}

/** `output`, with traces shown at any log level: who sets `formwork.trace.server` wants to see them. */
function unfiltered(output: LogOutputChannel): LogOutputChannel {
  return new Proxy(output, {
    get(channel, key) {
      if (key === "logLevel") {
        return LogLevel.Trace;
      }
      const value: unknown = Reflect.get(channel, key === "trace" ? "info" : key, channel);
      return typeof value === "function" ? value.bind(channel) : value;
    },
  });
}
