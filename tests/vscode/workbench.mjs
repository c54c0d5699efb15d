// The window of VS Code as a user sees it: what can be typed, and what can be read.

import assert from "node:assert/strict";
import * as path from "node:path";

const ROW = ".monaco-list-row";

export class Workbench {
  /** `page` shows a VS Code; pictures go to the folder `pictures`. */
  constructor(page, pictures) {
    this.page = page;
    this.pictures = pictures;
    this.taken = 0;
  }

  async open(address, folder) {
    await this.page.goto(`${address}?folder=${encodeURIComponent(folder)}`);
    await this.page.locator(".monaco-workbench .explorer-folders-view").waitFor();
  }

  async openFile(name) {
    await this.page.keyboard.press("Control+P");
    await this.type(name);
    await this.page.locator(`.quick-input-list ${ROW}`, { hasText: name }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  async command(name) {
    await this.page.keyboard.press("F1");
    await this.type(name);
    await this.page.locator(`.quick-input-list ${ROW}`, { hasText: name }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Puts the cursor into the editor at a line and column, counted from 1. */
  async goTo(line, column) {
    await this.page.keyboard.press("Control+G");
    await this.type(`${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor();
  }

  /** Waits until the cursor is at a line and column: what is typed may move it. */
  async cursor(line, column) {
    await this.page.locator("#status\\.editor\\.selection", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Types as a person does: with time for the editor between two keys. */
  async type(text) {
    await this.page.keyboard.type(text, { delay: 30 });
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  async save() {
    await this.page.keyboard.press("Control+S");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  /** Waits until the errors of the Problems panel are these, in any order: `file: CODE message [Ln 1, Col 1]`. */
  async errors(...expected) {
    await this.command("Problems: Focus on Problems View");
    const shown = () => this.page.locator(".markers-panel").first().evaluate(errors);
    await until(
      async () => String((await shown()).sort()) === String(expected.toSorted()),
      async () => `the errors\n${expected.join("\n")}\nThere are\n${(await shown()).join("\n")}`,
    );
  }

  /** The language of the document, as the status bar names it. */
  async language(name) {
    await this.page.locator("#status\\.editor\\.mode", { hasText: new RegExp(`^${name}$`, "u") }).waitFor();
  }

  /** Waits for a notification, and puts it away. */
  async notification(words) {
    const toast = this.page.locator(".notification-toast", { hasText: words });
    await toast.waitFor();
    return toast;
  }

  /** Holds the mouse over the last of these words in the editor; gives what is shown then. */
  async hover(words) {
    const word = this.page.locator(".editor-instance .view-line span", { hasText: words }).last();
    const shown = this.page.locator(".monaco-hover:visible").first();
    // Lenses and hints that come late move the text away from below the mouse.
    await until(
      async () => {
        await this.page.mouse.move(0, 0);
        await word.hover();
        return shown.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
      },
      () => `something about ${words}`,
    );
    return shown.innerText();
  }

  /** What is offered to complete with, once something is. */
  async suggestions() {
    const rows = this.page.locator(`.suggest-widget.visible ${ROW} .label-name`);
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** The titles of the actions at the cursor. */
  async actions() {
    await this.page.keyboard.press("Control+.");
    const rows = this.page.locator(`.action-widget ${ROW}.action`);
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** Keeps what is seen now. */
  async picture(name) {
    this.taken += 1;
    const number = String(this.taken).padStart(2, "0");
    const file = `${number}-${name.replaceAll(" ", "-")}.png`;
    await this.page.screenshot({ path: path.join(this.pictures, file) });
  }
}

/** The errors that the Problems panel shows; runs in the page. */
function errors(panel) {
  const found = [];
  let file;
  for (const row of panel.querySelectorAll(".monaco-list-row")) {
    const text = (part) => row.querySelector(part)?.textContent ?? "";
    if (row.getAttribute("aria-level") === "1") {
      file = text(".label-name");
    } else if (row.querySelector(".marker-icon.error")) {
      found.push(`${file}: ${text(".marker-code")} ${text(".marker-message")} ${text(".marker-line")}`);
    }
  }
  return found;
}

/** Waits until `holds` gives true. */
export async function until(holds, what, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) {
      assert.fail(`waited ${seconds} s for ${await what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
