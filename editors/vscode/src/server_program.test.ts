import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { after, test } from "node:test";

import { findServer } from "./server_program";

const root = mkdtempSync(path.join(tmpdir(), "formwork-"));
after(() => rmSync(root, { recursive: true }));

let folders = 0;

/** Holds that with these programs on the disk `setting` finds `expected`; `#` before a name: not executable. */
function check(programs: string[], setting: string, expected: string | RegExp, platform: NodeJS.Platform = "linux"): void {
  const folder = path.join(root, String(folders++));
  for (const program of programs) {
    const file = path.join(folder, program.replace("#", ""));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "");
    chmodSync(file, program.startsWith("#") ? 0o644 : 0o755);
  }
  const found = findServer(setting.replace("$", folder), {
    bundled: path.join(folder, "server"),
    home: path.join(folder, "home"),
    path: ["", path.join(folder, "empty"), path.join(folder, "bin")].join(path.delimiter),
    platform,
    architecture: "arm64",
  });
  if (typeof expected === "string") {
    assert.deepEqual(found, { command: path.join(folder, expected) });
  } else {
    assert.match("missing" in found ? found.missing : found.command, expected);
  }
}

test("the setting comes first", () => {
  check(["own/formwork", "server/formwork"], "$/own/formwork", "own/formwork");
  check(["own/formwork", "server/formwork"], "  $/own/formwork\n", "own/formwork");
  check(["home/tools/formwork"], "~/tools/formwork", "home/tools/formwork");
});

test("a setting without a separator is a name on the path", () => {
  check(["bin/formwork-next", "server/formwork"], "formwork-next", "bin/formwork-next");
  check(["bin/formwork.exe"], "formwork", "bin/formwork.exe", "win32");
});

test("a setting that leads nowhere is not replaced by something else", () => {
  check(["server/formwork"], "$/own/formwork", /^`formwork\.path` is `.*\/own\/formwork`, where there is no program$/u);
  check(["server/formwork"], "formwork-next", /`formwork-next`, where there is no program/u);
  check(["own/formwork/file"], "$/own/formwork", /no program/u);
  check(["#own/formwork"], "$/own/formwork", /no program/u);
});

test("the program of the extension comes before the path", () => {
  check(["server/formwork", "bin/formwork"], "", "server/formwork");
  check(["server/formwork.exe"], " ", "server/formwork.exe", "win32");
  check(["bin/formwork"], "", "bin/formwork");
});

test("without any program the message names the machine and the setting", () => {
  check([], "", /without a `formwork` for linux-arm64.* `formwork\.path`$/u);
  check(["server/formwork"], "", /for win32-arm64/u, "win32");
});
