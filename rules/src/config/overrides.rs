//! `extends` and `overrides`: configurations beside one another. Which of them hold
//! for a file, and in what order, is decided where files are known.

use formwork_template::NodeId;

use super::globs::Globs;
use super::keys::{Config, KEYS};
use super::reader::{Decode, Reader};
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;

/// What is different for some files.
#[derive(Debug, Clone)]
pub struct Override {
    /// The files, seen from the folder of the configuration.
    pub files: Globs,
    /// What holds for them.
    pub config: Box<Config>,
}

impl Decode for Override {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &[&["files"], KEYS].concat())?;
        if reader.tree().get(node, "files").is_none() {
            let message = format!("{} has no `files`", reader.place());
            reader
                .report::<WrongConfigKind>(reader.tree().span(node), message)
                .help("Say which files it is about: `files: \"legacy/**\"`");
        }
        let files: Option<Globs> = reader.field(node, "files");
        let config = Box::new(Config::common(reader, node, true));
        Some(Self { files: files?, config })
    }
}

impl Config {
    /// The numbers of the overrides that hold for a file, by its path from the folder of the
    /// configuration, with forward slashes.
    pub fn overrides_for(&self, path: &str) -> Vec<usize> {
        let fitting = self.overrides.iter().enumerate().filter(|(_, one)| one.files.is_match(path));
        fitting.map(|(number, _)| number).collect()
    }

    /// The configuration with some of its overrides put over it, by number.
    #[must_use]
    pub fn with_overrides(&self, numbers: &[usize]) -> Self {
        let chosen = numbers.iter().filter_map(|&number| self.overrides.get(number));
        chosen.fold(self.clone(), |config, one| (*one.config).clone().over(config))
    }
}
