//! Tells a CloudFormation template from any other YAML or JSON, by content and
//! without parsing it, so that folders full of other files cost little. It works
//! on broken text: what it looks for stands near the top level. It is a guess
//! for discovery, not a judgement on validity.

/// Whether `text` looks like a template: a top-level `AWSTemplateFormatVersion`,
/// a top-level `Transform` of AWS, or `Resources` with a member whose `Type` is a type name.
pub fn is_template(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if !["AWSTemplateFormatVersion", "Resources", "Transform"].iter().any(|key| text.contains(key)) {
        return false;
    }
    if text.trim_start().starts_with('{') { flow(text, 0) } else { block(text) }
}

/// What has been seen of the section that a scan is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Resources,
    Transform,
    Other,
}

impl Section {
    fn of(key: &str) -> Self {
        match key {
            "Resources" => Self::Resources,
            "Transform" => Self::Transform,
            _ => Self::Other,
        }
    }
}

/// Scans JSON, or YAML written in flow style; `depth` 0 is outside the template, 1 in its sections.
fn flow(text: &str, mut depth: u32) -> bool {
    let mut section = Section::Other;
    let mut key = "";
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match first {
            '{' | '[' => {
                if first == '[' && depth == 1 && section == Section::Resources {
                    section = Section::Other;
                }
                depth += 1;
            }
            '}' | ']' => depth = depth.saturating_sub(1),
            _ if first.is_whitespace() || first == ',' || first == ':' => {}
            _ => {
                let (word, behind) = flow_word(rest);
                rest = behind;
                let is_key = rest.trim_start().starts_with(':');
                match (section, depth) {
                    (_, 1) if is_key && word == "AWSTemplateFormatVersion" => return true,
                    (_, 1) if is_key => section = Section::of(word),
                    (Section::Transform, 1..=3) if word.starts_with("AWS::") => return true,
                    (Section::Resources, 3) if !is_key && key == "Type" && is_type_name(word) => return true,
                    _ => {}
                }
                key = if is_key { word } else { "" };
                continue;
            }
        }
        rest = &rest[first.len_utf8()..];
    }
    false
}

/// The string or bare word that `text` starts with, and the text behind it.
fn flow_word(text: &str) -> (&str, &str) {
    let Some(quote) = text.chars().next().filter(|&first| first == '"' || first == '\'') else {
        let end = bare_word_end(text).max(1);
        let (word, behind) = text.split_at_checked(end).unwrap_or((text, ""));
        return (word.trim_end(), behind);
    };
    let inner = &text[1..];
    let mut escaped = false;
    for (offset, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quote == '"' => escaped = true,
            // A string that is never closed ends with its line, so that the rest still counts.
            b'\n' => return (&inner[..offset], &inner[offset..]),
            _ if byte == quote as u8 => return (&inner[..offset], &inner[offset + 1..]),
            _ => {}
        }
    }
    (inner, "")
}

fn bare_word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |index: usize| match bytes[index] {
        b',' | b'{' | b'}' | b'[' | b']' | b'\n' => true,
        b':' => bytes.get(index + 1).is_none_or(u8::is_ascii_whitespace),
        _ => false,
    };
    (0..bytes.len()).find(|&index| ends(index)).unwrap_or(bytes.len())
}

/// Scans YAML line by line, by indentation.
fn block(text: &str) -> bool {
    let mut section = Section::Other;
    let mut top = None;
    let mut member = None;
    let mut property = None;
    for line in text.lines() {
        let content = line.trim_start();
        if content.is_empty() || content.starts_with(['#', '%']) {
            continue;
        }
        if line.starts_with("---") {
            (section, top) = (Section::Other, None);
            continue;
        }
        let indent = line.len() - content.len();
        let top = *top.get_or_insert(indent);
        let (key, value) = block_entry(content);
        // An item at the left edge still belongs to the section above.
        if indent <= top && !content.starts_with('-') {
            section = Section::of(key);
            (member, property) = (None, None);
            match section {
                _ if key == "AWSTemplateFormatVersion" => return true,
                Section::Transform if value.contains("AWS::") => return true,
                Section::Resources if value.starts_with('{') && flow(content, 1) => return true,
                _ => continue,
            }
        }
        match section {
            Section::Transform if content.contains("AWS::") => return true,
            Section::Resources => {
                if indent <= *member.get_or_insert(indent) {
                    property = None;
                    if value.starts_with('{') && flow_member(value) {
                        return true;
                    }
                } else if indent <= *property.get_or_insert(indent) && key == "Type" && is_type_name(value) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// The key and the value of `key: value`, both without quotes; no key, no value.
fn block_entry(content: &str) -> (&str, &str) {
    let Some((key, value)) = content.split_once(':') else { return ("", "") };
    let value = value.split(" #").next().unwrap_or_default();
    (unquoted(key), unquoted(value))
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// `{ Type: AWS::S3::Bucket }`: a resource on one line.
fn flow_member(value: &str) -> bool {
    value.split("Type").skip(1).any(|behind| {
        let name = behind.trim_start_matches([' ', ':', '"', '\'']);
        is_type_name(name.split([' ', ',', '}', '"', '\'']).next().unwrap_or_default())
    })
}

/// Whether `text` is a resource type's name by its form: `AWS::S3::Bucket`, `Custom::Thing`.
fn is_type_name(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_@".contains(&byte))
    };
    let parts = text.split("::").count();
    text.split("::").all(is_part) && (parts >= 3 || parts == 2 && text.starts_with("Custom::"))
}

#[cfg(test)]
mod tests {
    use super::is_template;

    #[test]
    fn templates() {
        for text in [
            "AWSTemplateFormatVersion: 2010-09-09",
            "\u{feff}# hello\r\n---\r\nAWSTemplateFormatVersion: '2010-09-09'\r\n",
            "\"AWSTemplateFormatVersion\": x",
            "Resources:\n  Logs:\n    Type: AWS::S3::Bucket",
            "Resources:\n    # note\n\n    Logs:\n        DependsOn: X\n        Type: 'Custom::Thing' # note",
            "Resources:\n  A:\n    Properties:\n      Type: x\n  B:\n    Type: \"AWS::S3::Bucket\"",
            "Resources:\n  Logs: { Type: AWS::S3::Bucket }",
            "Resources: { Logs: { Type: AWS::S3::Bucket } }",
            "Transform: AWS::Serverless-2016-10-31",
            "Transform:\n- Mine\n- AWS::LanguageExtensions",
            "{\"AWSTemplateFormatVersion\": \"2010-09-09\"",
            "{\"Resources\": {\"A\": {\"Properties\": {}, \"Type\": \"AWS::S3::Bucket\"}}}",
            "{\"Transform\": [\"AWS::Serverless-2016-10-31\"]}",
            "{\"Transform\": {\"Name\": \"AWS::Include\"}}",
            "{Resources: {Logs: {Type: AWS::S3::Bucket}}}",
            // Broken: an unclosed string, an unclosed flow sequence, a tab.
            "{\"Description\": \"oops\n,\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}",
            "Description: [\nResources:\n  A:\n\tType: AWS::S3::Bucket\n  B:\n    Type: AWS::S3::Bucket",
        ] {
            assert!(is_template(text), "{text}");
        }
    }

    #[test]
    fn other_files() {
        for text in [
            "",
            "{}",
            "[]",
            "{\"name\": \"x\", \"description\": \"AWSTemplateFormatVersion Resources\"}",
            "on: push\njobs:\n  x:\n    steps:\n      - run: echo AWSTemplateFormatVersion",
            "apiVersion: v1\nkind: ConfigMap\ndata:\n  t: |\n    AWSTemplateFormatVersion: 2010-09-09\n",
            "service: x\nresources:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket",
            "services:\n  web:\n    image: Resources",
            "Resources:\n  - Type: AWS::S3::Bucket",
            "Resources:\n  A:\n    Nested:\n      Type: AWS::S3::Bucket",
            "{\"tree\": {\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}}",
            "{\"Resources\": [{\"Type\": \"AWS::S3::Bucket\"}]}",
            "{\"Resources\": {\"Type\": \"AWS::S3::Bucket\"}}",
            "{\"Transform\": \"rot13\"}",
        ] {
            assert!(!is_template(text), "{text}");
        }
    }
}
