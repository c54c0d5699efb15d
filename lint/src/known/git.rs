//! Asks the `git` of the machine: what changed between two revisions, and the
//! texts of blobs. It only reads, and runs no hook, pager or program of the
//! repository's configuration.

use std::ffi::OsStr;
use std::io::{ErrorKind, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail};

/// A working tree.
#[derive(Debug)]
pub(super) struct Repository {
    pub(super) root: PathBuf,
}

/// The id of a file's text in the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blob(String);

/// A file that differs between two revisions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Where it is now, from the root; nothing where it is gone.
    pub(super) path: Option<PathBuf>,
    /// What it was.
    pub(super) old: Option<Blob>,
    /// What it is, where that is in the repository.
    pub(super) new: Option<Blob>,
}

impl Repository {
    /// The working tree that a folder is in.
    pub(super) fn around(folder: &Path) -> anyhow::Result<Self> {
        let output = git(folder, &["rev-parse", "--show-toplevel"], None)?;
        if !output.status.success() {
            bail!("`--since` needs a git repository: {}", complaint(&output));
        }
        let root = path(output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout));
        Ok(Self { root })
    }

    /// The commit that a name stands for.
    pub(super) fn commit(&self, name: &str) -> anyhow::Result<String> {
        let unknown = || anyhow::anyhow!("`{name}` is no revision of this repository{}", self.if_shallow());
        if name.starts_with('-') {
            return Err(unknown());
        }
        let wanted = format!("{name}^{{commit}}");
        let output = git(&self.root, &["rev-parse", "--verify", "--quiet", &wanted], None)?;
        if output.status.success() { Ok(line(&output)) } else { Err(unknown()) }
    }

    /// The newest commit that both come from.
    pub(super) fn fork(&self, one: &str, other: &str) -> anyhow::Result<String> {
        let output = git(&self.root, &["merge-base", one, other], None)?;
        if output.status.success() {
            return Ok(line(&output));
        }
        bail!("`{one}` and `{other}` have no history in common{}", self.if_shallow())
    }

    /// The files that differ between a commit and another, or the working tree. Renames are followed.
    pub(super) fn changes(&self, from: &str, to: Option<&str>) -> anyhow::Result<Vec<Change>> {
        let mut words = vec!["diff", "--raw", "-z", "-M", "--no-abbrev", "--no-color", "--no-ext-diff"];
        words.extend(["--no-textconv", "--ignore-submodules=all", "--no-relative", from]);
        words.extend(to);
        words.push("--");
        let output = self.successful(&words)?;
        changes(&output.stdout).context("`git diff` said something that Formwork does not understand")
    }

    /// Every file that git knows of, from the root.
    pub(super) fn tracked(&self) -> anyhow::Result<Vec<PathBuf>> {
        let output = self.successful(&["ls-files", "-z"])?;
        Ok(output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(path).collect())
    }

    /// The texts of blobs, in their order.
    pub(super) fn texts(&self, blobs: &[Blob]) -> anyhow::Result<Vec<Vec<u8>>> {
        if blobs.is_empty() {
            return Ok(Vec::new());
        }
        let mut ids = tempfile::tempfile().context("no temporary file can be had")?;
        let lines: String = blobs.iter().map(|blob| format!("{}\n", blob.0)).collect();
        ids.write_all(lines.as_bytes()).and_then(|()| ids.rewind()).context("a temporary file fails")?;
        let output = git(&self.root, &["cat-file", "--batch"], Some(ids.into()))?;
        let mut rest = output.stdout.as_slice();
        let texts: Option<Vec<_>> = blobs.iter().map(|_| Some(text(&mut rest)?.to_vec())).collect();
        texts.with_context(|| format!("git does not have the old texts{}", self.if_shallow()))
    }

    fn successful(&self, words: &[&str]) -> anyhow::Result<Output> {
        let output = git(&self.root, words, None)?;
        if !output.status.success() {
            bail!("`git {}` failed: {}", words.first().unwrap_or(&""), complaint(&output));
        }
        Ok(output)
    }

    /// What to do where a part of the history is missing.
    fn if_shallow(&self) -> &'static str {
        let output = git(&self.root, &["rev-parse", "--is-shallow-repository"], None);
        if output.is_ok_and(|output| line(&output) == "true") {
            "; the clone is shallow: fetch its history, with `fetch-depth: 0` in GitHub's checkout"
        } else {
            ""
        }
    }
}

fn git(folder: &Path, words: &[&str], stdin: Option<Stdio>) -> anyhow::Result<Output> {
    let mut command = Command::new("git");
    command
        .args(["--no-pager", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false"])
        .args(["-c", "core.hooksPath=/dev/null"])
        .args(words)
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(stdin.unwrap_or_else(Stdio::null));
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("`--since` needs `git`, which is not installed"),
        _ => anyhow::Error::new(error).context("`git` does not start"),
    })
}

/// What git says of its failure, in a line.
fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or("it says nothing");
    line.strip_prefix("fatal: ").unwrap_or(line).to_owned()
}

fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
}

/// Reads `:MODE MODE ID ID STATUS`, then one path or two, each with a zero byte behind it.
fn changes(raw: &[u8]) -> Option<Vec<Change>> {
    let blob = |id: &str| id.bytes().any(|digit| digit != b'0').then(|| Blob(id.to_owned()));
    let mut fields = raw.split(|byte| *byte == 0);
    let mut changes = Vec::new();
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let head = str::from_utf8(head).ok()?.strip_prefix(':')?;
        let [_, _, old, new, status] = head.split(' ').collect::<Vec<_>>().try_into().ok()?;
        let first = fields.next()?;
        let now = if status.starts_with(['R', 'C']) { fields.next()? } else { first };
        let path = (!status.starts_with('D')).then(|| path(now));
        changes.push(Change { path, old: blob(old), new: blob(new) });
    }
    Some(changes)
}

/// Takes `ID blob LENGTH`, the text and a line break from the front.
fn text<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = str::from_utf8(&rest[..end]).ok()?;
    let length: usize = head.split(' ').nth(2)?.parse().ok()?;
    let text = rest.get(end + 1..end + 1 + length)?;
    *rest = rest.get(end + 2 + length..)?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{Blob, Change, changes, text};

    #[test]
    fn reads_what_git_writes() {
        let raw = b":100644 100644 aa00 0000 M\0a b.yaml\0:100644 000000 bb 00 D\0gone.yaml\0:000000 100644 00 cc A\0new.yaml\0:100644 100644 dd ee R090\0old.yaml\0x/moved.yaml\0";
        let blob = |id: &str| (!id.is_empty()).then(|| Blob(id.to_owned()));
        let change = |path: &str, old, new| Change {
            path: (!path.is_empty()).then(|| path.into()),
            old: blob(old),
            new: blob(new),
        };
        let expected = vec![
            change("a b.yaml", "aa00", ""),
            change("", "bb", ""),
            change("new.yaml", "", "cc"),
            change("x/moved.yaml", "dd", "ee"),
        ];
        assert_eq!(changes(raw), Some(expected));
        assert_eq!(changes(b""), Some(Vec::new()));
        assert_eq!(changes(b"nonsense\0"), None);

        let mut rest = &b"aa blob 3\na\nb\nbb blob 0\n\ncc missing\n"[..];
        assert_eq!(text(&mut rest), Some(&b"a\nb"[..]));
        assert_eq!(text(&mut rest), Some(&b""[..]));
        assert_eq!(text(&mut rest), None);
    }
}
