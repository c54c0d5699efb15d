//! Actions of IAM as AWS writes them. The archive has them in small letters, which mean the same: the
//! words in them are told by the words in the names of resource types, and by verbs.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Verbs and other words of actions that no resource type has in its name.
const WORDS: &[&str] = &[
    "get",
    "list",
    "put",
    "create",
    "delete",
    "describe",
    "update",
    "tag",
    "untag",
    "tags",
    "resource",
    "resources",
    "batch",
    "start",
    "stop",
    "add",
    "remove",
    "associate",
    "disassociate",
    "attach",
    "detach",
    "modify",
    "send",
    "receive",
    "invoke",
    "pass",
    "assume",
    "with",
    "for",
    "from",
    "by",
    "set",
    "item",
    "query",
    "scan",
    "object",
    "objects",
    "publish",
    "decrypt",
    "encrypt",
    "generate",
    "data",
    "without",
    "plaintext",
    "events",
    "write",
    "read",
    "enable",
    "disable",
    "import",
    "export",
    "version",
    "versions",
    "value",
    "values",
    "acl",
    "policy",
    "tagging",
    "attributes",
    "to",
    "all",
    "upload",
    "uploads",
    "message",
    "messages",
    "url",
    "filter",
    "metric",
    "statistics",
    "parameters",
    "secret",
    "copy",
    "restore",
    "run",
    "reboot",
    "terminate",
    "cancel",
    "accept",
    "reject",
    "register",
    "deregister",
    "search",
    "check",
    "test",
    "validate",
    "execute",
    "purge",
    "change",
    "visibility",
    "move",
    "dead",
    "letter",
    "source",
    "head",
    "abort",
    "multipart",
    "lifecycle",
    "select",
];

fn words() -> &'static HashSet<String> {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: HashSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
        for name in formwork_schemas::resource_type_names() {
            let resource = name.rsplit("::").next().unwrap_or_default();
            let mut word = String::new();
            for char in resource.chars() {
                if char.is_ascii_uppercase() && word.len() > 2 {
                    known.insert(std::mem::take(&mut word));
                }
                word.push(char.to_ascii_lowercase());
            }
            if word.len() > 2 {
                known.insert(word);
            }
        }
        let plurals: Vec<String> =
            known.iter().filter(|word| word.len() > 2).map(|word| format!("{word}s")).collect();
        known.extend(plurals);
        known
    })
}

/// `s3:getobject` as `s3:GetObject`; what has unknown words keeps small letters behind its first.
pub(super) fn action(lower: &str) -> String {
    let Some((service, name)) = lower.split_once(':') else { return lower.to_owned() };
    let written = split(name).unwrap_or_else(|| vec![name]);
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
    };
    format!("{service}:{}", written.into_iter().map(capital).collect::<String>())
}

/// A name as known words, as few as can be.
fn split(name: &str) -> Option<Vec<&str>> {
    let known = words();
    // For each place the fewest words up to it, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; name.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=name.len() {
        for start in end.saturating_sub(24)..end {
            let (Some((count, _)), Some(word)) = (best[start], name.get(start..end)) else { continue };
            if known.contains(word) && best[end].is_none_or(|(fewest, _)| count + 1 < fewest) {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = name.len();
    while end > 0 {
        let (_, start) = best[end]?;
        parts.push(&name[start..end]);
        end = start;
    }
    parts.reverse();
    Some(parts)
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_get_their_capitals() {
        for (lower, written) in [
            ("s3:getobject", "s3:GetObject"),
            ("sqs:sendmessage", "sqs:SendMessage"),
            ("dynamodb:batchgetitem", "dynamodb:BatchGetItem"),
            ("logs:createloggroup", "logs:CreateLogGroup"),
            ("x:unknownzzz", "x:Unknownzzz"),
        ] {
            assert_eq!(super::action(lower), written);
        }
    }
}
