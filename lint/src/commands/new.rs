//! `formwork new`: the first text of a rule of the user's own.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::rule_files::{FirstRule, first_rule};
use formwork_schemas::resource_type_names;

use crate::args::{Colour, New, NewCommand, NewRule};
use crate::configuration::{self, Configurations};
use crate::{discover, output};

pub(crate) fn run(arguments: &New) -> anyhow::Result<ExitCode> {
    let NewCommand::Rule(rule) = &arguments.command;
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let path = rule.folder.join(format!("{}.rule.yaml", rule.name));
    let is_name = !rule.name.contains(['/', '\\']);
    let first = FirstRule::new(&rule.name, &rule.resource_type).filter(|_| is_name).with_context(|| {
        format!(
            "`{}` makes no id of a rule; write words with hyphens, such as `acme-queue-encrypted`",
            rule.name
        )
    })?;
    let text = text(rule, &first, &path, &here)?;
    anyhow::ensure!(!path.exists(), "`{}` is there already", path.display());
    std::fs::create_dir_all(&rule.folder)
        .with_context(|| format!("cannot make the folder `{}`", rule.folder.display()))?;
    output::write_file(&path, &text)?;
    output::print(&next_steps(&first, &path, &here)?, Colour::Never)?;
    Ok(ExitCode::SUCCESS)
}

fn text(rule: &NewRule, first: &FirstRule, path: &Path, here: &Path) -> anyhow::Result<String> {
    let types = configuration::types_for(path, here, &mut crate::policies::Policies::default());
    let _known = types.types.enter();
    first_rule(first).with_context(|| {
        let nearest =
            resource_type_names().min_by_key(|name| strsim::osa_distance(name, &rule.resource_type));
        let (name, nearest) = (&rule.resource_type, nearest.unwrap_or_default());
        format!("`{name}` is not a resource type; the nearest is `{nearest}`")
    })
}

/// What is there now, and what makes it count.
fn next_steps(first: &FirstRule, path: &Path, here: &Path) -> anyhow::Result<String> {
    let name = discover::name(path, here);
    let mut text = format!(
        "`{name}` has a first rule, `{}`, which passes its test.\n\n  formwork test {name}\n  formwork explain {name}\n\n",
        first.id
    );
    let mut configurations = Configurations::new(here, formwork_rules::Overrides::default(), None, &[])?;
    configurations.of(path);
    if configurations.own_rule(&first.id).is_some() {
        text.push_str("`formwork.yaml` names it already: `formwork lint` runs it.\n");
    } else {
        let folder = discover::name(path.parent().unwrap_or(here), here);
        let folder = if folder == "." { "./*.rule.yaml".to_owned() } else { format!("./{folder}") };
        let line = format!("packs: [security-pillar, {folder}]");
        text.push_str("It runs with every `formwork lint` once `formwork.yaml` names it:\n\n  ");
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
