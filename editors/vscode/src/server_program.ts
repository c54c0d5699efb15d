// Which program is the server: the one of the setting, the one that comes with the extension, or
// the one on the `PATH`. Asks the disk, and nothing of the editor.

import { accessSync, constants, statSync } from "node:fs";
import * as path from "node:path";

/** Where the extension is, and what it runs on. */
export interface Place {
  /** The folder of the extension that may hold the program. */
  readonly bundled: string;
  readonly home: string;
  /** The value of the variable `PATH`. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
}

export type Program = { readonly command: string } | { readonly missing: string };

/** The program to start, or why there is none. `setting` is the value of `formwork.path`. */
export function findServer(setting: string, place: Place): Program {
  const name = place.platform === "win32" ? "formwork.exe" : "formwork";
  const wanted = setting.trim();
  if (wanted !== "") {
    const command = resolve(wanted, place);
    return command === undefined
      ? { missing: `\`formwork.path\` is \`${wanted}\`, where there is no program` }
      : { command };
  }
  const bundled = path.join(place.bundled, name);
  const command = isProgram(bundled, place) ? bundled : onPath(name, place);
  if (command !== undefined) {
    return { command };
  }
  const machine = `${place.platform}-${place.architecture}`;
  return {
    missing:
      `The extension was installed without a \`formwork\` for ${machine}, and there is none on the \`PATH\`. ` +
      "Install it, or say where it is in the setting `formwork.path`",
  };
}

/** What the user wrote, as the path of a program. */
function resolve(wanted: string, place: Place): string | undefined {
  if (!/[\\/]/u.test(wanted)) {
    return onPath(wanted, place);
  }
  const command = /^~[\\/]/u.test(wanted) ? path.join(place.home, wanted.slice(2)) : wanted;
  return isProgram(command, place) ? command : undefined;
}

function onPath(name: string, place: Place): string | undefined {
  const suffix = place.platform === "win32" && path.extname(name) === "" ? ".exe" : "";
  return place.path
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, name + suffix))
    .find((file) => isProgram(file, place));
}

function isProgram(file: string, place: Place): boolean {
  try {
    if (place.platform !== "win32") {
      accessSync(file, constants.X_OK);
    }
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
