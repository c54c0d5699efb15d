//! Dynamic references: `{{resolve:ssm:/name:1}}`. Source: dynamic references in the CloudFormation user guide.

use formwork_template::Span;

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
    Some(format!(
        "**Dynamic reference**\n\n{about}, read when the stack is deployed.\n\n[Documentation]({})\n",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html"
    ))
}

/// `secret-id:secret-string:json-key:version-stage:version-id`; the ID may be an ARN, which has seven parts.
fn secret(name: &str) -> String {
    let parts: Vec<&str> = name.split(':').collect();
    let of_id = if name.starts_with("arn:") { parts.len().min(7) } else { 1 };
    let part = |number: usize| parts.get(of_id + number).filter(|part| !part.is_empty());
    let mut about = match part(1) {
        Some(key) => format!("`{key}` of the secret `{}`", parts[..of_id].join(":")),
        None => format!("The secret `{}`", parts[..of_id].join(":")),
    };
    if let Some(stage) = part(2) {
        about.push_str(&format!(" at stage `{stage}`"));
    }
    if let Some(version) = part(3) {
        about.push_str(&format!(" in version `{version}`"));
    }
    about
}
