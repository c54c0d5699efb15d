import assert from "node:assert/strict";
import { test } from "node:test";

import { languageOfTemplate } from "./template_language";

test("templates are known by their keys at the top", () => {
  assert.equal(languageOfTemplate("# a comment\nResources:\n  A:\n"), "yaml");
  assert.equal(languageOfTemplate('---\r\nAWSTemplateFormatVersion : "2010-09-09"\r\n'), "yaml");
  assert.equal(languageOfTemplate('\n{\n  "Resources": {'), "json");
  assert.equal(languageOfTemplate('\uFEFF{"AWSTemplateFormatVersion": ""}'), "json");
});

test("other files are left alone", () => {
  assert.equal(languageOfTemplate(""), undefined);
  assert.equal(languageOfTemplate("server {\n  Resources: none\n}\n"), undefined);
  assert.equal(languageOfTemplate('{ "name": "{{ name }}" }'), undefined);
  assert.equal(languageOfTemplate("text about Resources:\n"), undefined);
});
