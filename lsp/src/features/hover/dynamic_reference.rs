//! Dynamic references: `{{resolve:ssm:/name:1}}`. Source: dynamic references in the CloudFormation user guide.

use formwork_template::Span;

use crate::describe::Markdown;

/// What the dynamic reference at an offset stands for, within the text of a scalar.
pub(super) fn said(source: &str, scalar: Span, offset: u32) -> Option<(String, Span)> {
    const OPEN: &str = "{{resolve:";
    let text = source.get(scalar.range())?;
    let at = (offset.checked_sub(scalar.start)? as usize).min(text.len());
    // The last one that begins at or before the offset; the offset may be within its braces.
    let mut reach = (at + OPEN.len()).min(text.len());
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let start = text.get(..reach)?.rfind(OPEN)?;
    let length = text[start..].find("}}")? + 2;
    if at > start + length || at < start {
        return None;
    }
    let inner = &text[start + 2..start + length - 2];
    let span = Span::new(scalar.start + start as u32, scalar.start + (start + length) as u32);
    Some((described(inner)?, span))
}

fn described(inner: &str) -> Option<String> {
    let (service, name) = inner.strip_prefix("resolve:")?.split_once(':')?;
    let about = match service {
        "ssm" | "ssm-secure" => {
            let (name, version) = name.split_once(':').unwrap_or((name, ""));
            let what = if service == "ssm" { "The parameter" } else { "The secure parameter" };
            let version = if version.is_empty() { String::new() } else { format!(" in version {version}") };
            format!("{what} `{name}` of Systems Manager{version}")
        }
        "secretsmanager" => secret(name),
        _ => return None,
    };
    let page = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html";
    let mut said = Markdown::titled("Dynamic reference");
    said.paragraph(format!("{about}, read when the stack is deployed."));
    said.link("Documentation", Some(page.to_owned()));
    Some(said.into_text())
}

/// `secret-id:secret-string:json-key:version-stage:version-id`; the ID may be an ARN, which has seven parts.
fn secret(name: &str) -> String {
    let parts: Vec<&str> = name.split(':').collect();
    let of_id = if name.starts_with("arn:") { parts.len().min(7) } else { 1 };
    let part = |number: usize| parts.get(of_id + number).filter(|part| !part.is_empty());
    let id = parts[..of_id].join(":");
    let about = part(1).map_or(format!("The secret `{id}`"), |key| format!("`{key}` of the secret `{id}`"));
    let stage = part(2).map(|stage| format!(" at stage `{stage}`")).unwrap_or_default();
    let version = part(3).map(|version| format!(" in version `{version}`")).unwrap_or_default();
    format!("{about}{stage}{version}")
}
