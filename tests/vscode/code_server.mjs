// A VS Code of our own: code-server with empty folders for its data, the extension installed, on a free port.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const ENTRY = createRequire(import.meta.url).resolve("code-server");
const START_SECONDS = 60;

/** What keeps the window still: nothing that asks, advertises, or moves by itself. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "files.autoSave": "off",
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export class CodeServer {
  /** `home` is an empty folder that may be filled. */
  constructor(home) {
    this.environment = {
      ...process.env,
      EXTENSIONS_GALLERY: "{}",
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, "config"),
      XDG_DATA_HOME: path.join(home, "share"),
      XDG_CACHE_HOME: path.join(home, "cache"),
      // Set inside of an editor's terminal, they would lead to that editor.
      VSCODE_IPC_HOOK_CLI: undefined,
    };
    this.folders = [
      `--user-data-dir=${path.join(home, "data")}`,
      `--extensions-dir=${path.join(home, "extensions")}`,
    ];
    this.settings = path.join(home, "data", "User", "settings.json");
    mkdirSync(path.dirname(this.settings), { recursive: true });
    this.configure({});
  }

  /** Writes the user's settings; an open window takes them over. */
  configure(settings) {
    writeFileSync(this.settings, JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  }

  install(extension) {
    return execFileSync(process.execPath, [ENTRY, ...this.folders, "--install-extension", extension], {
      env: this.environment,
      encoding: "utf8",
    });
  }

  /** Starts the server and gives its address. */
  start() {
    const options = ["--auth=none", "--bind-addr=127.0.0.1:0", "--disable-workspace-trust", "--disable-telemetry"];
    this.process = spawn(
      process.execPath,
      [ENTRY, ...this.folders, ...options, "--disable-update-check", "--disable-getting-started-override"],
      { env: this.environment, detached: true, stdio: ["ignore", "pipe", "pipe"] },
    );
    return new Promise((resolve, reject) => {
      let log = "";
      const failed = (what) => reject(new Error(`code-server ${what}:\n${log}`));
      const timer = setTimeout(() => failed("does not start"), START_SECONDS * 1000);
      const read = (chunk) => {
        log += chunk;
        const address = /HTTP server listening on (\S+)/u.exec(log)?.[1];
        if (address !== undefined) {
          clearTimeout(timer);
          resolve(address);
        }
      };
      this.process.stdout.on("data", read);
      this.process.stderr.on("data", read);
      this.process.once("exit", (status) => failed(`has ended with ${status}`));
    });
  }

  /** Ends the server and all that it has started. */
  stop() {
    if (this.process !== undefined && this.process.exitCode === null) {
      process.kill(-this.process.pid);
    }
  }
}
