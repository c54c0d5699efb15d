// The extension's life: one language client at a time, and what restarts it. What the editor
// knows about templates comes from the server; nothing about CloudFormation is decided here.

import * as os from "node:os";
import { commands, type Disposable, type ExtensionContext, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { createClient } from "./client";
import { openTemplatesInTheirLanguage } from "./languages";
import { findServer } from "./server_program";

const SHOW_OUTPUT = "Show Output";
const OPEN_SETTINGS = "Open Settings";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  server = new Server(context.asAbsolutePath("server"));
  context.subscriptions.push(
    server,
    commands.registerCommand("formwork.restartServer", () => server?.restart()),
    commands.registerCommand("formwork.showOutput", () => server?.showOutput()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("formwork")) {
        void server?.restart();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => void server?.restart()),
    openTemplatesInTheirLanguage(),
  );
  await server.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** The server that runs, if any. Starts and stops wait for each other. */
class Server implements Disposable {
  private readonly output = window.createOutputChannel("Formwork", { log: true });
  private client: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly bundled: string) {}

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      await this.start();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  showOutput(): void {
    this.output.show();
  }

  dispose(): void {
    this.output.dispose();
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step);
    return this.last;
  }

  private async start(): Promise<void> {
    const settings = workspace.getConfiguration("formwork");
    const program = findServer(settings.get("path", ""), {
      bundled: this.bundled,
      home: os.homedir(),
      path: process.env["PATH"] ?? "",
      platform: process.platform,
      architecture: process.arch,
    });
    if ("missing" in program) {
      this.complain(program.missing);
      return;
    }
    this.output.info(`Starting \`${program.command} lsp\``);
    const client = createClient(program.command, settings.get("trace.server", "off"), this.output);
    try {
      await client.start();
      this.client = client;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.complain(`\`${program.command} lsp\` does not start: ${reason}`);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that has crashed, or doesn't answer, can't say goodbye.
      this.output.warn(`The server did not stop as asked: ${String(error)}`);
    }
  }

  /** Says what is wrong and offers the remedies; nobody waits for the answer. */
  private complain(problem: string): void {
    this.output.error(problem);
    void window.showErrorMessage(`Formwork: ${problem}`, OPEN_SETTINGS, SHOW_OUTPUT).then((choice) => {
      if (choice === OPEN_SETTINGS) {
        void commands.executeCommand("workbench.action.openSettings", "formwork.path");
      } else if (choice === SHOW_OUTPUT) {
        this.showOutput();
      }
    });
  }
}
