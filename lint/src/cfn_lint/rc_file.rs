//! `.cfnlintrc`: finding it and reading it. A file that says something unknown is
//! refused as a whole, as its owner meant something by it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use formwork_template::{Syntax, Value, parse};

use super::layer::{KEYS, Layer};
use crate::read;
use crate::report::position::Lines;

const NAMES: [&str; 3] = [".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml"];

/// The file of a folder.
pub(super) fn in_folder(folder: &Path) -> Option<PathBuf> {
    NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file())
}

/// What the files of the home folder and of this folder say together; the nearer one wins.
pub(super) fn of_surroundings() -> anyhow::Result<Layer> {
    let home = std::env::home_dir().and_then(|home| in_folder(&home));
    let here = std::env::current_dir().ok().and_then(|here| in_folder(&here));
    let read_if = |path: Option<PathBuf>| path.map_or_else(|| Ok(Layer::default()), |path| read(&path));
    Ok(read_if(home)?.under(read_if(here)?))
}

pub(super) fn read(path: &Path) -> anyhow::Result<Layer> {
    let name = path.display();
    let bytes = read::file(path).map_err(|why| anyhow::anyhow!(why.message));
    let bytes = bytes.with_context(|| format!("cannot read `{name}`"))?;
    let (text, broken) = formwork_template::decode(&bytes);
    let parsed = parse(text.clone(), Syntax::Yaml);
    let lines = Lines::new(&text);
    if let Some(error) = parsed.errors.iter().chain(&broken).next() {
        anyhow::bail!("`{name}` line {}: {}", lines.position(error.span.start).line, error.message);
    }
    let root = Value::new(&parsed.tree, parsed.tree.root());
    of_value(root).map_err(|(start, problem)| {
        anyhow::anyhow!("`{name}` line {}: {problem}", lines.position(start).line)
    })
}

/// Or where it is wrong, and what is.
fn of_value(root: Value<'_>) -> Result<Layer, (u32, String)> {
    let mut layer = Layer::default();
    if root.is_null() {
        return Ok(layer);
    }
    if !root.is_map() {
        return Err((root.span().start, "the configuration is not a map".to_owned()));
    }
    for (key, value) in root.entries() {
        let Some(known) = KEYS.iter().find(|known| known.key == key.text) else {
            let distance = |known: &&super::layer::Known| strsim::osa_distance(known.key, key.text);
            let nearest = KEYS.iter().min_by_key(distance).map(|known| known.key).unwrap_or_default();
            let problem = format!("there is no key `{key}`; the nearest is `{nearest}`");
            return Err((key.span.start, problem));
        };
        let Some(setting) = known.shape.read(value) else {
            return Err((key.span.start, format!("`{key}` is not {}", known.shape.kind())));
        };
        layer.set(known.key, setting);
    }
    Ok(layer)
}
