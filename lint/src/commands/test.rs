//! `formwork test`: the tests of rules that are found in a tree.

use std::process::ExitCode;

use crate::args::Test;
use crate::rule_tests;

pub(crate) fn run(arguments: &Test) -> anyhow::Result<ExitCode> {
    rule_tests::run_paths(&arguments.paths, &arguments.run)
}
