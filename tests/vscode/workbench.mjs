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

  /** The findings of the Problems panel as `CODE message [Ln 1, Col 1]`, once there are `number` of them. */
  async problems(number) {
    await this.command("Problems: Focus on Problems View");
    const rows = this.page.locator(`.markers-panel ${ROW}[aria-level="2"]`);
    const parts = [".marker-code", ".marker-message", ".marker-line"];
    const found = () =>
      rows.evaluateAll(
        (rows, parts) => rows.map((row) => parts.map((part) => row.querySelector(part)?.textContent).join(" ")),
        parts,
      );
    await until(async () => (await found()).length === number, async () => `${number} findings, not ${await found()}`);
    return found();
  }

  /** Holds the mouse over the last of these words in the editor; gives what is shown then. */
  async hover(words) {
    await this.page.locator(".editor-instance .view-line span", { hasText: words }).last().hover();
    const shown = this.page.locator(".monaco-hover:visible").first();
    await shown.waitFor();
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

  async picture(name) {
    this.taken += 1;
    const number = String(this.taken).padStart(2, "0");
    await this.page.screenshot({ path: path.join(this.pictures, `${number}-${name}.png`) });
  }
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
