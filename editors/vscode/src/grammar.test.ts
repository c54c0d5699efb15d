import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";

const GRAMMAR = "syntaxes/cfn-guard.tmLanguage.json";

async function grammar(): Promise<textmate.IGrammar> {
  await (loaded ??= oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"))));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(GRAMMAR, "utf8"), GRAMMAR),
  });
  const grammar = await registry.loadGrammar("source.cfn-guard");
  assert.ok(grammar, "the grammar is read");
  return grammar;
}
let loaded: Promise<void> | undefined;

/** Every word of `text`, in order, with the scopes below the file's: `["let", "storage.type.let"]`. */
async function words(text: string): Promise<[string, string][]> {
  const rules = await grammar();
  let stack = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = rules.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }): [string, string] => [
      line.slice(startIndex, endIndex).trim(),
      scopes.slice(1).join(" ").replaceAll(".cfn-guard", ""),
    ]);
  });
}

/** Holds that the words of `text` have the scopes named, one line `word: scopes` for each word that is looked at. */
async function check(text: string, expected: string): Promise<void> {
  const scopes = new Map(await words(text));
  const lines = expected.trim().split("\n").map((line) => line.trim());
  const actual = lines.map((line) => {
    const word = line.slice(0, line.lastIndexOf(": "));
    return `${word}: ${scopes.get(word) ?? "no such word"}`;
  });
  assert.deepEqual(actual, lines);
}

test("a rule with its description", () =>
  check(
    `# @title Buckets
     rule BUCKETS when %buckets !empty { }`,
    `@title: comment.line.number-sign storage.type.class.documentation
     Buckets: comment.line.number-sign
     rule: storage.type.rule
     BUCKETS: entity.name.function.rule
     when: keyword.control
     %: variable.other.constant punctuation.definition.variable
     buckets: variable.other.constant
     !: keyword.operator.logical
     empty: keyword.operator.check
     {: punctuation.section.block`,
  ));

test("an assignment with a filter", () =>
  check(
    `let open = Resources.*[ Type == 'AWS::S3::Bucket' Properties.exists not exists or keys in r[1,10) ]`,
    `let: storage.type.let
     open: variable.other.constant
     =: keyword.operator.assignment
     Resources: variable.other.property
     *: variable.other.property
     ==: keyword.operator.comparison
     AWS::S3::Bucket: string.quoted.single
     not: keyword.operator.logical
     exists: keyword.operator.check
     or: keyword.operator.logical
     keys: variable.language
     in: keyword.operator.logical
     r[1,10): constant.numeric.range`,
  ));

test("a type as a block, calls, and values", () =>
  check(
    String.raw`AWS::EC2::Subnet { A == /^a\/b+$/ count(%x) == 3.5 own("q\"q") B == true C == null some D[*] == -1 }`,
    String.raw`AWS::EC2::Subnet: entity.name.type.resource
     \/: string.regexp constant.character.escape
     +: string.regexp keyword.operator.quantifier.regexp
     count: support.function
     3.5: constant.numeric
     own: entity.name.function
     \": string.quoted.double constant.character.escape
     true: constant.language.boolean
     null: constant.language.null
     some: keyword.control
     *: keyword.operator.wildcard
     -1: constant.numeric`,
  ));

test("a message over several lines ends where it ends", () =>
  check(
    `A exists << \`A\` is missing # no comment
     Fix: set it when you can >> B empty`,
    `\`A\`: string.unquoted.message markup.inline.raw
     Fix:: string.unquoted.message keyword.other.message
     set it when you can: string.unquoted.message
     B: variable.other.property
     empty: keyword.operator.check`,
  ));

test("the packs of the repository are understood throughout", async () => {
  const packs = "../../rules/packs";
  for (const file of readdirSync(packs).filter((name) => name.endsWith(".guard"))) {
    const text = readFileSync(path.join(packs, file), "utf8");
    const tokens = await words(text);
    const bare = tokens.filter(([word, scopes]) => word !== "" && scopes === "");
    assert.deepEqual(bare, [], file);
    // A quote or slash that swallowed the rest would hide the rules behind it.
    const rules = tokens.filter(([, scopes]) => scopes === "entity.name.function.rule");
    assert.equal(rules.length, text.match(/^rule /gmu)?.length ?? 0, file);
  }
});
