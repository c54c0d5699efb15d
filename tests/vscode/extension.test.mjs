// The extension in a real VS Code, as a user works with it: what is typed and seen, and what is in the file then.
// Each step goes on from the one before. Pictures of all of them are kept.
//
//     node --test extension.test.mjs, with the package in VSIX; scripts/test-vscode does it all.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

import { CodeServer } from "./code_server.mjs";
import { Workbench } from "./workbench.mjs";

const HERE = import.meta.dirname;
const FOLDER = path.join(HERE, "work");
const PICTURES = path.join(HERE, "screenshots");
const HOME = path.join(HERE, "home");

/** A browser that asks nothing of the network, and runs in a container as root. */
const BROWSER = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

let codeServer;
let browser;
let workbench;

before(async () => {
  for (const folder of [FOLDER, PICTURES, HOME]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
  cpSync(path.join(HERE, "workspace"), FOLDER, { recursive: true });
  codeServer = new CodeServer(HOME);
  assert.match(codeServer.install(process.env.VSIX), /was successfully installed/u);
  const address = await codeServer.start();
  browser = await chromium.launch(BROWSER);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
  workbench = new Workbench(page, PICTURES);
  await workbench.open(address, FOLDER);
});

after(async () => {
  await browser?.close();
  codeServer?.stop();
});

/** One step of the walk, with a picture of how it ends. */
function step(name, body) {
  test(name, async () => {
    try {
      await body();
      await workbench.picture(name);
    } catch (error) {
      await workbench.picture(`failed ${name}`);
      throw error;
    }
  });
}

const read = (name) => readFileSync(path.join(FOLDER, name), "utf8");

const OVERLAP = "NET001 `10.0.0.0/24` of `Second` overlaps `10.0.0.0/24` of `First` [Ln 20, Col 7]";

step("the overlap of two subnets is underlined", async () => {
  await workbench.openFile("network.yaml");
  await workbench.page.locator(".squiggly-error").first().waitFor();
  assert.deepEqual(await workbench.problems(1), [OVERLAP]);
});

step("the mouse over a property shows the finding and what the property is", async () => {
  const text = await workbench.hover("CidrBlock");
  assert.match(text, /overlaps/u);
  assert.match(text, /NET001/u);
  assert.match(text, /string/iu);
});

step("a quick fix is offered", async () => {
  await workbench.goTo(20, 10);
  const [first] = await workbench.actions();
  assert.equal(first, "Change to `10.0.1.0/24`");
});

step("the quick fix is applied and the finding is gone", async () => {
  const before = read("network.yaml");
  await workbench.press("Enter");
  await workbench.problems(0);
  await workbench.goTo(20, 1);
  await workbench.save();
  assert.equal(read("network.yaml"), before.replace(/10\.0\.0\.0\/24(?=\s*$)/u, "10.0.1.0/24"));
});

step("attributes are offered while a reference is typed", async () => {
  await workbench.press("Control+End");
  await workbench.type("\nOutputs:\n  Network:\n  Value: !GetAtt Vpc.");
  const offered = await workbench.suggestions();
  assert.ok(offered.includes("VpcId"), `${offered}`);
  assert.ok(!offered.includes("Arn"), `${offered}`);
});

step("the attribute that is chosen stands in the template", async () => {
  await workbench.type("VpcI");
  await workbench.suggestions();
  await workbench.press("Enter");
  await workbench.save();
  assert.match(read("network.yaml"), /\nOutputs:\n {2}Network:\n {4}Value: !GetAtt Vpc\.VpcId\n?$/u);
});
