//! `formwork lsp`: the language server, on standard input and output.

use std::process::ExitCode;
use std::sync::Arc;

use formwork_lsp::project::Project;
use lsp_server::Connection;

use crate::server::OnDisk;

pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let (connection, threads) = Connection::stdio();
    let open = |folders| -> anyhow::Result<Arc<dyn Project>> { Ok(Arc::new(OnDisk::new(folders)?)) };
    let served = formwork_lsp::serve(&connection, &open);
    // The threads end when nobody can speak to them any more.
    drop(connection);
    served?;
    threads.join()?;
    Ok(ExitCode::SUCCESS)
}
