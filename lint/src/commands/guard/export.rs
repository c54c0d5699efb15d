//! `formwork guard export`: reads what is asked for, writes the files and tells
//! of them. What is in the files is decided in `formwork_rules::guard::export`.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use formwork_rules::guard::export::{
    Action, AliasPrefix, Export, ExportedFile, FailureMode, Group, HookRules, LeftOut, MARK, MOST_TARGETS,
    Operation, Request, Split, Trouble, Wanted, export,
};
use formwork_rules::guard::{GuardFile, PACKS};
use formwork_rules::{Overrides, Settings, Severity};

use crate::args::{Colour, GuardExport, HookAction, HookMode, HookOperation};
use crate::check::Checked;
use crate::commands::USAGE;
use crate::configuration::{self, Configurations};
use crate::output::{self, BOLD, paint};
use crate::policies::{Policies, Types};
use crate::report::{self, Format, Offer, Shown};

pub(crate) fn run(arguments: &GuardExport) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        arguments.hook,
        "say what is written: `--hook` writes rules and stacks for CloudFormation Hooks"
    );
    let asks = !(arguments.pack.is_empty() && arguments.guard.is_empty() && arguments.rule.is_empty());
    anyhow::ensure!(
        asks || arguments.policy,
        "nothing is asked for: name a pack (`--pack {}`), rules (`--rule`), a file (`--guard`), or `--policy`",
        PACKS.iter().map(|pack| pack.name).collect::<Vec<_>>().join("|")
    );
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let mut policies = Policies::default();
    let files = guard_files(arguments, &here, &mut policies)?;
    let mut found: Vec<Checked> = policies.into_found().collect();
    let settings = if arguments.policy { Some(settings(arguments, &here, &mut found)?) } else { None };
    if configuration::is_refused(&found) {
        let shown = Shown::alone(&found, Severity::Warning, output::width(), Offer::Nothing);
        output::note(&report::render(Format::Pretty, shown)?, Colour::Auto);
        output::note("Nothing was written, as what it is made of is wrong.", Colour::Auto);
        return Ok(ExitCode::from(USAGE));
    }
    let request = Request {
        groups: groups(arguments, &files)?,
        rules: arguments.rule.iter().cloned().collect(),
        policy: settings.as_deref(),
        alias: AliasPrefix::parse(&arguments.alias).map_err(anyhow::Error::msg)?,
        failure_mode: match arguments.failure_mode {
            HookMode::Fail => FailureMode::Fail,
            HookMode::Warn => FailureMode::Warn,
        },
        operations: operations(arguments),
        actions: actions(arguments)?,
        targets: targets(arguments)?,
        split: if arguments.split.is_some() { Split::Service } else { Split::WhereNeeded },
        bytes: arguments.max_size,
    };
    let export = export(request).map_err(|trouble| explained(&trouble, arguments, &files))?;
    write(&export, arguments)?;
    tell(&export, arguments)?;
    Ok(ExitCode::SUCCESS)
}

fn guard_files(
    arguments: &GuardExport,
    here: &Path,
    policies: &mut Policies,
) -> anyhow::Result<Vec<Arc<GuardFile>>> {
    let mut files: Vec<Arc<GuardFile>> = Vec::new();
    for path in &arguments.guard {
        let entry = path.to_string_lossy();
        let read = policies.read(&entry, here, here, &Types::default()).guard;
        anyhow::ensure!(!read.is_empty(), "`{entry}` is no file of Guard rules, and none is found by it");
        files.extend(
            read.into_iter()
                .filter(|file| files.iter().all(|known| known.name != file.name))
                .collect::<Vec<_>>(),
        );
    }
    Ok(files)
}

/// The settings of the configuration that holds for this folder.
fn settings(arguments: &GuardExport, here: &Path, found: &mut Vec<Checked>) -> anyhow::Result<Arc<Settings>> {
    let mut configurations =
        Configurations::new(here, Overrides::default(), arguments.config.as_deref(), &[])?;
    let settings = configurations.of(Path::new("formwork.yaml"));
    let (own, guard) = configurations.into_found();
    found.extend(own);
    found.extend(guard);
    Ok(settings)
}

fn groups<'f>(arguments: &GuardExport, files: &'f [Arc<GuardFile>]) -> anyhow::Result<Vec<Group<'f>>> {
    let mut groups: Vec<Group<'f>> = Vec::new();
    for name in &arguments.pack {
        let Some(pack) = PACKS.iter().find(|pack| pack.name == name) else {
            let nearest = PACKS.iter().min_by_key(|pack| strsim::osa_distance(pack.name, name));
            let nearest = nearest.map(|pack| pack.name).unwrap_or_default();
            anyhow::bail!("no pack is called `{name}`; the nearest is `{nearest}`");
        };
        if groups.iter().all(|group| group.name != pack.name) {
            groups.push(Group::of_pack(pack.name));
        }
    }
    groups.extend(files.iter().map(|file| {
        let stem = Path::new(file.name).file_stem().unwrap_or_default().to_string_lossy();
        let letters = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        Group {
            name: letters.collect::<String>().to_ascii_lowercase(),
            about: format!("the rules of `{}`", file.name),
            parts: vec![(&**file, Wanted::All)],
        }
    }));
    Ok(groups)
}

fn operations(arguments: &GuardExport) -> Vec<Operation> {
    let mut operations = Vec::new();
    for operation in &arguments.operation {
        let operation = match operation {
            HookOperation::Resource => Operation::Resource,
            HookOperation::Stack => Operation::Stack,
            HookOperation::ChangeSet => Operation::ChangeSet,
            HookOperation::CloudControl => Operation::CloudControl,
        };
        if !operations.contains(&operation) {
            operations.push(operation);
        }
    }
    operations
}

fn actions(arguments: &GuardExport) -> anyhow::Result<Vec<Action>> {
    let mut actions = Vec::new();
    for action in &arguments.action {
        let action = match action {
            HookAction::Create => Action::Create,
            HookAction::Update => Action::Update,
            HookAction::Delete => Action::Delete,
        };
        if !actions.contains(&action) {
            actions.push(action);
        }
    }
    anyhow::ensure!(
        !arguments.operation.contains(&HookOperation::ChangeSet) || actions.contains(&Action::Create),
        "a hook looks at a change set on CREATE alone: add `--action CREATE`"
    );
    Ok(actions)
}

fn targets(arguments: &GuardExport) -> anyhow::Result<Vec<String>> {
    for name in &arguments.target {
        if formwork_schemas::resource_type(name).is_some() {
            continue;
        }
        let known = formwork_schemas::resource_type_names();
        let nearest = known.min_by_key(|known| strsim::osa_distance(known, name)).unwrap_or_default();
        anyhow::bail!("no resource type is called `{name}`; the nearest is `{nearest}`");
    }
    anyhow::ensure!(
        arguments.target.len() <= MOST_TARGETS,
        "a hook can name {MOST_TARGETS} types, not {}",
        arguments.target.len()
    );
    let is_used = arguments
        .operation
        .iter()
        .any(|operation| matches!(operation, HookOperation::Resource | HookOperation::CloudControl));
    anyhow::ensure!(
        arguments.target.is_empty() || is_used,
        "`--target` means nothing for stacks and change sets, which are looked at as a whole: add `--operation RESOURCE`"
    );
    Ok(arguments.target.clone())
}

fn explained(trouble: &Trouble, arguments: &GuardExport, files: &[Arc<GuardFile>]) -> anyhow::Error {
    match trouble {
        Trouble::Nothing if arguments.policy => {
            anyhow::anyhow!("the policy has no rule that Guard can say, and nothing else is asked for")
        }
        Trouble::Nothing => anyhow::anyhow!("there is no rule in what is asked for"),
        Trouble::UnknownRule { name, nearest } => {
            let place = if arguments.pack.is_empty() && arguments.guard.is_empty() {
                "no pack has a rule"
            } else {
                "no rule of the packs and files that are asked for is"
            };
            match nearest {
                Some(nearest) => anyhow::anyhow!("{place} called `{name}`; the nearest is `{nearest}`"),
                None => anyhow::anyhow!("{place} called `{name}`"),
            }
        }
        Trouble::Undefined { file, undefined } => {
            let text = files.iter().find(|known| known.name == file).map_or("", |file| &*file.text);
            let before = text.get(..undefined.span.start as usize).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let (kind, mark) = if undefined.is_variable { ("variable", "%") } else { ("rule", "") };
            anyhow::anyhow!(
                "{file}:{line}: no {kind} is called `{mark}{}`; a hook with this file would fail every deployment",
                undefined.name
            )
        }
        Trouble::SameName(name) => anyhow::anyhow!(
            "two hooks would be called `{name}`, from files of the same name: rename one of them"
        ),
        Trouble::TooLarge { name, bytes } => anyhow::anyhow!(
            "the rules `{name}` are {bytes} bytes, more than `--max-size` allows ({}), and can't be split further: name fewer rules with `--rule`",
            arguments.max_size
        ),
    }
}

/// Writes all files, or none where one is in the way.
fn write(export: &Export, arguments: &GuardExport) -> anyhow::Result<()> {
    let folder = &arguments.output;
    let path = |file: &ExportedFile| folder.join(&file.path);
    if !arguments.force {
        for file in &export.files {
            let path = path(file);
            anyhow::ensure!(
                !path.exists() || is_ours(&path),
                "`{}` is there already and was not written by this command; `--force` replaces it",
                path.display()
            );
        }
    }
    for folder in [folder.clone(), folder.join("rules")] {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    }
    for file in &export.files {
        output::write_file(&path(file), &file.text)?;
    }
    Ok(())
}

/// Whether the first line of a file says that it was written here.
fn is_ours(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut start));
    let text = String::from_utf8_lossy(&start);
    read.is_ok() && text.lines().next().is_some_and(|line| line.contains(MARK))
}

/// What was written on standard output, what one ought to know on standard error.
fn tell(export: &Export, arguments: &GuardExport) -> anyhow::Result<()> {
    let shown: Vec<String> = export
        .files
        .iter()
        .map(|file| arguments.output.join(&file.path).display().to_string().replace('\\', "/"))
        .collect();
    let width = shown.iter().map(|path| path.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (index, (file, path)) in export.files.iter().zip(&shown).enumerate() {
        let path = paint(BOLD, format_args!("{path:width$}"));
        let size = kilobytes(file.text.len());
        let _ = match export.hooks.get(index) {
            Some(HookRules { rules, .. }) => {
                let plural = if rules.len() == 1 { "" } else { "s" };
                writeln!(text, "{path}  {size:>9}  {} rule{plural}", rules.len())
            }
            None => writeln!(text, "{path}  {size:>9}"),
        };
    }
    output::print(&text, Colour::Auto)?;
    for note in &export.notes {
        output::note(&format!("note: {note}"), Colour::Auto);
    }
    for LeftOut { rule, part, reason } in &export.left_out {
        output::note(&format!("not exported: {rule}, {part}: {reason}"), Colour::Auto);
    }
    Ok(())
}

fn kilobytes(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{} kB", tenths / 10, tenths % 10)
}
