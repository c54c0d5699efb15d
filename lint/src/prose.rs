//! The optional pack of prose documentation: beside the binary, or in the user's data folder.

use std::path::PathBuf;
use std::sync::Arc;

use formwork_schemas::Prose;
use smol_str::SmolStr;

use crate::read;

/// What the file is called.
const NAME: &str = "prose.pack";
/// Names another file, or none.
const VARIABLE: &str = "FORMWORK_PROSE";

struct Pack(Prose);

impl formwork_lsp::prose::Prose for Pack {
    fn resource_type(&self, name: &str) -> Option<String> {
        self.0.resource_type(name)
    }

    fn property(&self, type_name: &str, path: &[SmolStr]) -> Option<String> {
        self.0.property(type_name, path)
    }

    fn attribute(&self, type_name: &str, name: &str) -> Option<String> {
        self.0.attribute(type_name, name)
    }
}

/// Has descriptions take their prose from the pack, where there is one that can be read.
pub(crate) fn install() {
    let file = places().into_iter().find(|path| path.is_file());
    let bytes = file.and_then(|path| read::file(&path).ok());
    // It is read once and lives as long as the process.
    let pack = bytes.and_then(|bytes| Prose::open(Box::leak(bytes.into_boxed_slice())));
    if let Some(pack) = pack {
        formwork_lsp::prose::install(Arc::new(Pack(pack)));
    }
}

fn places() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return vec![PathBuf::from(named)];
    }
    let beside = std::env::current_exe().ok().and_then(|path| Some(path.parent()?.join(NAME)));
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let home = |below: &str| variable("HOME").map(|home| home.join(below));
    let data = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home("Library/Application Support")
    } else {
        variable("XDG_DATA_HOME").or_else(|| home(".local/share"))
    };
    beside.into_iter().chain(data.map(|data| data.join("formwork").join(NAME))).collect()
}
