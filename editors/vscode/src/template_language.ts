// Whether a text without a telling file name is a template, and in which of the two languages.

/** Keys that templates have at the top, and hardly anything else. */
const YAML = /^(AWSTemplateFormatVersion|Resources)[ \t]*:/mu;
const JSON = /"(AWSTemplateFormatVersion|Resources)"\s*:/u;

export function languageOfTemplate(text: string): "yaml" | "json" | undefined {
  if (/^\uFEFF?\s*\{/u.test(text)) {
    return JSON.test(text) ? "json" : undefined;
  }
  return YAML.test(text) ? "yaml" : undefined;
}
