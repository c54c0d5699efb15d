//! `formwork guard export --hook`: packs, files of rules and the organisation's
//! policy as files that `AWS::CloudFormation::GuardHook` reads, with the stacks
//! that put them in place. Everything here is text; writing it is the command's.

mod alias;
mod bundle;
mod left_out;
mod policy;
mod stacks;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use formwork_guard::Undefined;

pub use self::alias::AliasPrefix;
pub use self::bundle::{Group, HookRules, Wanted};
pub use self::left_out::LeftOut;
pub use self::stacks::{Action, FailureMode, Operation};
use super::pack_files;
use crate::Settings;

/// Stands in the first line of every file that is written, so that it is known again.
pub const MARK: &str = "Written by `formwork guard export`";

/// Most types that a hook can name. Source: target filters in the guide to CloudFormation Hooks.
pub const MOST_TARGETS: usize = 50;

/// What is to be exported, and how.
#[derive(Debug)]
pub struct Request<'a> {
    pub groups: Vec<Group<'a>>,
    /// Only the rules of these names, where there is any.
    pub rules: BTreeSet<String>,
    /// The organisation's own rules, of these settings.
    pub policy: Option<&'a Settings>,
    pub alias: AliasPrefix,
    pub failure_mode: FailureMode,
    pub operations: Vec<Operation>,
    pub actions: Vec<Action>,
    /// The types that each hook is for; those of its rules where there is none.
    pub targets: Vec<String>,
    pub split: Split,
    /// The size from which on a file is split.
    pub bytes: usize,
}

/// When the rules of a group go into a file for each service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    WhereNeeded,
    Service,
}

/// What a file of rules may be.
#[derive(Debug)]
struct Limits {
    bytes: usize,
    targets: usize,
    split: Split,
    /// What rules look at that need several resources, where the others get one alone.
    joint: Option<Vec<Operation>>,
}

/// What is to be written.
#[derive(Debug)]
pub struct Export {
    /// In the order in which they are told.
    pub files: Vec<ExportedFile>,
    pub hooks: Vec<HookRules>,
    pub left_out: Vec<LeftOut>,
    /// What the reader ought to know about the hooks.
    pub notes: Vec<String>,
}

/// A file, by its path below the output folder.
#[derive(Debug)]
pub struct ExportedFile {
    pub path: String,
    pub text: String,
}

/// Why nothing is exported.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing was asked for, or nothing is left of it.
    Nothing,
    /// No rule has the name; the nearest that there is.
    UnknownRule { name: String, nearest: Option<String> },
    /// A file of rules uses a name that it does not define.
    Undefined { file: String, undefined: Undefined },
    /// Two files of rules would have the same name.
    SameName(String),
    /// A file of rules is too large and can't be split further.
    TooLarge { name: String, bytes: usize },
}

/// Makes the files.
pub fn export(mut request: Request<'_>) -> Result<Export, Trouble> {
    narrow(&mut request)?;
    let names_types = request.operations.iter().any(|operation| operation.has_targets());
    let limits = Limits {
        bytes: request.bytes,
        targets: if names_types && request.targets.is_empty() { MOST_TARGETS } else { usize::MAX },
        split: request.split,
        joint: names_types.then(|| {
            let whole = request.operations.iter().copied().filter(|operation| !operation.has_targets());
            let whole: Vec<Operation> = whole.collect();
            if whole.is_empty() { vec![Operation::Stack] } else { whole }
        }),
    };
    let mut hooks: Vec<HookRules> = Vec::new();
    for group in &request.groups {
        hooks.extend(group.files(&limits)?);
    }
    let mut left_out = Vec::new();
    if let Some(settings) = request.policy {
        hooks.extend(policy::hooks(settings, request.bytes, &mut left_out));
    }
    if hooks.is_empty() {
        return Err(Trouble::Nothing);
    }
    check(&hooks, request.bytes)?;

    let mut files: Vec<ExportedFile> = hooks
        .iter()
        .map(|hook| ExportedFile { path: format!("rules/{}.guard", hook.name), text: hook.text.clone() })
        .collect();
    let mut add = |path: &str, text: String| files.push(ExportedFile { path: path.to_owned(), text });
    add("hooks-bucket.yaml", stacks::bucket());
    add("hooks.yaml", stacks::hooks(&hooks, &request));
    if !left_out.is_empty() {
        add("NOT-EXPORTED.md", left_out::page(&left_out));
    }
    let notes = notes(&hooks, &request);
    Ok(Export { files, hooks, left_out, notes })
}

/// Leaves only the rules that were asked for by name.
fn narrow(request: &mut Request<'_>) -> Result<(), Trouble> {
    if request.rules.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<String> = if request.groups.is_empty() {
        request.groups.push(Group {
            name: "rules".to_owned(),
            about: "rules of the built-in packs".to_owned(),
            parts: pack_files().iter().map(|file| (file, Wanted::All)).collect(),
        });
        crate::guard::metas_of_packs().collect()
    } else {
        let files = request.groups.iter().flat_map(|group| &group.parts);
        let rules =
            files.flat_map(|(file, wanted)| file.parsed().file.rules.iter().filter(|rule| wanted.has(rule)));
        rules.map(|rule| rule.name.text.to_string()).collect()
    };
    let mut left = request.rules.clone();
    for group in &mut request.groups {
        group.narrow(&request.rules, &mut left);
    }
    if let Some(name) = left.pop_first() {
        let nearest = crate::nearest::nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
        return Err(Trouble::UnknownRule { name, nearest });
    }
    request.groups.retain(|group| !group.parts.is_empty());
    Ok(())
}

fn check(hooks: &[HookRules], bytes: usize) -> Result<(), Trouble> {
    // Aliases and files are told apart without regard to case and punctuation.
    let mut seen = BTreeSet::new();
    if let Some(twice) =
        hooks.iter().find(|hook| !seen.insert(alias::pascal(&hook.name).to_ascii_lowercase()))
    {
        return Err(Trouble::SameName(twice.name.clone()));
    }
    match hooks.iter().find(|hook| hook.text.len() > bytes) {
        Some(hook) => Err(Trouble::TooLarge { name: hook.name.clone(), bytes: hook.text.len() }),
        None => Ok(()),
    }
}

fn notes(hooks: &[HookRules], request: &Request<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    for hook in hooks {
        if !hook.pulled.is_empty() {
            let pulled: Vec<&str> = hook.pulled.iter().map(String::as_str).collect();
            notes.push(format!(
                "`{}` also has {}, to which its rules refer: a hook judges by all rules of its file",
                hook.name,
                crate::words::list(&pulled)
            ));
        }
        for (old, new) in &hook.renamed {
            notes.push(format!("in `{}` the name `{old}` means two things: the later is `{new}`", hook.name));
        }
        if let Some(operations) = &hook.instead {
            let operations: Vec<&str> = operations.iter().map(|operation| operation.as_str()).collect();
            notes.push(format!(
                "the hook of `{}` is for {}: its rules look at several resources together",
                hook.name,
                operations.join(" and ")
            ));
        } else if request.operations.iter().any(|operation| operation.has_targets())
            && stacks::target_names(hook, request).is_none()
        {
            notes.push(format!(
                "the hook of `{}` is for every type of resource: its rules are about {}",
                hook.name,
                if hook.targets.is_open {
                    "resources whatever their type".to_owned()
                } else {
                    format!("{} types, and a hook can name {MOST_TARGETS}", hook.targets.types.len())
                }
            ));
        }
    }
    if request.operations.contains(&Operation::CloudControl) {
        notes.push("stack filters do not hold for CLOUD_CONTROL: what calls Cloud Control itself has no way around the hooks".to_owned());
    }
    notes
}
