// The extension in a real VS Code, as a user works with it: what is typed and seen, and what is in the file then.
// Each step goes on from the one before. Pictures of all of them are kept.
//
//     node --test extension.test.mjs, with the package in VSIX; scripts/test-vscode does it all.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
let stopped = false;

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
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(20_000);
  workbench = new Workbench(page, PICTURES);
  await workbench.open(address, FOLDER);
});

after(async () => {
  await browser?.close();
  codeServer?.stop();
});

/** One step of the walk, with a picture of how it ends. Where one fails there is no going on. */
function step(name, body) {
  test(name, async (context) => {
    if (stopped) {
      context.skip("a step before it failed");
      return;
    }
    try {
      await body();
      await workbench.picture(name);
    } catch (error) {
      stopped = true;
      await workbench.picture(`failed ${name}`);
      throw error;
    }
  });
}

const read = (name) => readFileSync(path.join(FOLDER, name), "utf8");

const OVERLAP = "network.yaml: NET001 `10.0.0.0/24` of `Second` overlaps `10.0.0.0/24` of `First` [Ln 20, Col 7]";
const DELAY = "queue.template: E3012 `DelaySeconds` is a string, where an integer is expected [Ln 5, Col 23]";
const UNDEFINED = "queues.guard: GRD001 `%queue` is not defined [Ln 5, Col 3]";

step("the overlap of two subnets is underlined", async () => {
  await workbench.openFile("network.yaml");
  await workbench.page.locator(".squiggly-error").first().waitFor();
  await workbench.errors(OVERLAP);
});

step("the mouse over a property shows the finding and what the property is", async () => {
  await workbench.goTo(20, 1);
  const text = await workbench.hover("CidrBlock");
  assert.match(text, /overlaps `10\.0\.0\.0\/24` of `First`/u);
  assert.match(text, /NET001/u);
  assert.match(text, /string/u);
});

step("a quick fix is offered", async () => {
  await workbench.goTo(20, 10);
  const [first] = await workbench.actions();
  assert.equal(first, "Change to `10.0.1.0/24` (changes what is deployed)");
});

step("the quick fix is applied and the finding is gone", async () => {
  const before = read("network.yaml");
  await workbench.press("Enter");
  await workbench.errors();
  await workbench.goTo(20, 1);
  await workbench.save();
  assert.equal(read("network.yaml"), before.replace(/10\.0\.0\.0\/24(?=\s*$)/u, "10.0.1.0/24"));
});

step("a type is found by parts of its name", async () => {
  await workbench.goTo(20, 99);
  await workbench.type("\n");
  await workbench.press("Shift+Tab", "Shift+Tab");
  await workbench.type("Third:\n");
  await workbench.cursor(22, 5);
  await workbench.type("Type: ec2subn");
  const [first] = await workbench.suggestions();
  assert.equal(first, "AWS::EC2::Subnet");
});

step("what a subnet has to say is written by itself", async () => {
  await workbench.press("Enter");
  await workbench.type("\nProperties:");
  assert.deepEqual(await workbench.suggestions(), ["VpcId"]);
  await workbench.press("Enter");
  await workbench.cursor(24, 14);
  await workbench.type("!Ref Vp");
  assert.deepEqual(await workbench.suggestions(), ["Vpc"]);
  await workbench.press("Enter");
  await workbench.type("\nCidrBlock: 10.0.2.0/24");
  await workbench.errors();
  await workbench.goTo(25, 99);
  await workbench.save();
  assert.ok(
    read("network.yaml").includes(
      "\n  Third:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: 10.0.2.0/24\n",
    ),
    read("network.yaml"),
  );
});

step("a value against the policy is underlined quietly", async () => {
  await workbench.type("\nMapPublicIpOnLaunch: ");
  assert.deepEqual((await workbench.suggestions()).slice(0, 3), ["true", "false", "!Ref"]);
  await workbench.press("Enter");
  await workbench.page.locator(".squiggly-info").first().waitFor();
  await workbench.save();
  assert.ok(read("network.yaml").includes("\n      MapPublicIpOnLaunch: true\n"), read("network.yaml"));
});

step("attributes are offered while a reference is typed", async () => {
  await workbench.press("Control+End");
  await workbench.type("\nOutputs:\n");
  await workbench.cursor(29, 3);
  await workbench.type("Network:\n");
  await workbench.cursor(30, 5);
  await workbench.type("Value: !GetAtt Vpc.");
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

step("a name is changed in all its uses", async () => {
  await workbench.goTo(13, 20);
  await workbench.press("F2");
  await workbench.page.locator(".rename-box input:focus").waitFor();
  await workbench.press("Control+A");
  await workbench.type("Main");
  await workbench.press("Enter");
  await workbench.page.locator(".tab.active.dirty").waitFor();
  await workbench.save();
  const text = read("network.yaml");
  assert.doesNotMatch(text, /\bVpc\b/u);
  assert.equal(text.match(/\bMain\b/gu)?.length, 5);
});

step("nothing is said about YAML that is no template", async () => {
  await workbench.openFile("pipeline.yaml");
  await workbench.language("YAML");
  await workbench.errors();
});

step("a template by any name is recognised", async () => {
  await workbench.openFile("queue.template");
  await workbench.language("JSON");
  await workbench.errors(DELAY);
});

step("a file of Guard rules has colours and is checked", async () => {
  await workbench.openFile("queues.guard");
  await workbench.language("CloudFormation Guard");
  await workbench.errors(UNDEFINED, DELAY);
  const colours = await workbench.page
    .locator(".editor-instance .view-line span span")
    .evaluateAll((words) => new Set(words.map((word) => getComputedStyle(word).color)).size);
  assert.ok(colours > 4, `${colours} colours`);
});

step("a changed policy counts at once for templates that are open", async () => {
  await workbench.openFile("formwork.yaml");
  await workbench.goTo(3, 99);
  await workbench.type("\nE3012: off");
  await workbench.save();
  await workbench.errors(UNDEFINED);
});

step("the server starts again when it is asked to", async () => {
  await workbench.command("Formwork: Restart Server");
  await workbench.errors(UNDEFINED);
});

step("a path where there is no server is complained about", async () => {
  const settings = path.join(FOLDER, ".vscode", "settings.json");
  mkdirSync(path.dirname(settings));
  writeFileSync(settings, JSON.stringify({ "formwork.path": "/nowhere/formwork" }));
  await workbench.notification("`formwork.path` is `/nowhere/formwork`, where there is no program");
  await workbench.errors();
});

step("the output tells of no other error", () => {
  const logs = path.join(HOME, "data", "logs");
  const log = readdirSync(logs, { recursive: true }).find((name) => path.basename(name) === "Formwork.log");
  const text = readFileSync(path.join(logs, log), "utf8");
  assert.match(text, /Starting `.*formwork lsp`/u);
  assert.deepEqual(
    text.match(/\[(?:error|warning)\].*/gu),
    ["[error] `formwork.path` is `/nowhere/formwork`, where there is no program"],
  );
});
