//! The threads that answer and check, so that the protocol never waits. Requests are answered by a few
//! workers in the order they came; a document is checked by one thread, which takes its
//! latest version and leaves out those in between.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Sender, unbounded};

/// Something to do.
pub(crate) type Task = Box<dyn FnOnce() + Send>;

/// As much as the main thread of a process has, so that no template is too deep for a worker only.
const STACK: usize = 8 * 1024 * 1024;

/// See the module.
#[derive(Debug)]
pub(crate) struct Workers {
    tasks: Sender<Task>,
    latest: Arc<Latest>,
}

/// What waits to be checked: one task a document, the latest.
#[derive(Default)]
struct Latest {
    waiting: Mutex<BTreeMap<PathBuf, Task>>,
    more: Condvar,
}

impl std::fmt::Debug for Latest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Latest").finish_non_exhaustive()
    }
}

impl Workers {
    pub(crate) fn start() -> anyhow::Result<Self> {
        let (tasks, incoming) = unbounded::<Task>();
        let count = thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 4));
        for number in 0..count {
            let incoming = incoming.clone();
            let run = move || {
                for task in incoming {
                    guarded(task);
                }
            };
            thread::Builder::new().name(format!("answers-{number}")).stack_size(STACK).spawn(run)?;
        }
        let latest = Arc::new(Latest::default());
        let queue = Arc::clone(&latest);
        let run = move || {
            loop {
                guarded(queue.next());
            }
        };
        thread::Builder::new().name("checks".to_owned()).stack_size(STACK).spawn(run)?;
        Ok(Self { tasks, latest })
    }

    /// Does something as soon as a worker is free.
    pub(crate) fn answer(&self, task: Task) {
        // It fails only when no worker lives, and they live as long as the process.
        let _ = self.tasks.send(task);
    }

    /// Checks a document; an earlier check of it that has not begun is dropped.
    pub(crate) fn check(&self, path: PathBuf, task: Task) {
        self.latest.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(path, task);
        self.latest.more.notify_one();
    }
}

impl Latest {
    fn next(&self) -> Task {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some((_, task)) = waiting.pop_first() {
                return task;
            }
            waiting = self.more.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A task that panics takes no thread with it; whoever gave it tells the client.
fn guarded(task: Task) {
    let _ = catch_unwind(AssertUnwindSafe(task));
}
