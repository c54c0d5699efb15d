//! `formwork lsp`: the language server, on standard input and output.

use std::process::ExitCode;
use std::sync::Arc;

use formwork_lsp::project::Project;

use crate::server::OnDisk;

pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let (connection, writer) = formwork_lsp::stdio()?;
    crate::prose::install();
    let open = |folders| -> anyhow::Result<Arc<dyn Project>> { Ok(Arc::new(OnDisk::new(folders)?)) };
    let served = formwork_lsp::serve(&connection, &open);
    // What is answered is written before the process ends.
    drop(connection);
    writer.join()?;
    served?;
    Ok(ExitCode::SUCCESS)
}
