//! A progress bar on standard error, once a run takes longer than people wait
//! without wondering. Short runs and runs outside a terminal never see it.

use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);

/// Counts finished files.
#[derive(Debug)]
pub(crate) struct Progress {
    started: Instant,
    total: u64,
    done: AtomicU64,
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(total: usize) -> Self {
        Self {
            started: Instant::now(),
            total: total as u64,
            done: AtomicU64::new(0),
            wanted: std::io::stderr().is_terminal(),
            bar: OnceLock::new(),
        }
    }

    /// One more file is finished.
    pub(crate) fn advance(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.wanted && self.started.elapsed() > PATIENCE {
            self.bar.get_or_init(|| self.draw()).set_position(done);
        }
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }

    fn draw(&self) -> ProgressBar {
        let style = ProgressStyle::with_template("{bar:32.cyan/dim} {pos}/{len} files")
            .expect("the template above is well-formed")
            .progress_chars("━━╌");
        ProgressBar::new(self.total).with_style(style)
    }
}
