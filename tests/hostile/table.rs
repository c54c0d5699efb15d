//! The inputs that grow, with their sizes and what is expected of each. Sizes
//! and bounds are data; how they are held is `main.rs`'s.

use super::scaled;

/// One kind of input.
pub(super) struct Row {
    /// Also the file's name.
    pub(super) name: &'static str,
    pub(super) make: fn(usize) -> String,
    /// Of every run: quick in a build without optimisation, at twice as much, too.
    pub(super) usual: usize,
    /// Of a run with `HOSTILE=full`.
    pub(super) full: usize,
    pub(super) expected: Expected,
}

/// What holds of an input besides the bounds of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// Everything is decided; cost grows as the text does.
    Linear,
    /// Everything is decided.
    Decided,
    /// A budget runs out, and the report says so.
    Incomplete,
    /// Whether a budget runs out depends on the size.
    Either,
}

const fn row(name: &'static str, make: fn(usize) -> String, usual: usize, full: usize) -> Row {
    Row { name, make, usual, full, expected: Expected::Linear }
}

const fn expecting(expected: Expected, mut row: Row) -> Row {
    row.expected = expected;
    row
}

pub(super) const TABLE: &[Row] = &[
    row("deep-blocks.yaml", scaled::deep_blocks, 500, 10_000),
    row("deep-lists.yaml", scaled::deep_lists, 2_000, 10_000),
    row("deep-flow.yaml", scaled::deep_flow, 2_000, 10_000),
    row("deep-flow-maps.yaml", scaled::deep_flow_maps, 2_000, 10_000),
    row("deep-mixed.yaml", scaled::deep_mixed, 2_000, 10_000),
    row("deep-tags.yaml", scaled::deep_tags, 2_000, 10_000),
    row("deep.json", scaled::deep_json, 2_000, 10_000),
    row("open-brackets.yaml", scaled::open_brackets, 5_000, 100_000),
    row("open-brackets.json", scaled::open_brackets, 5_000, 100_000),
    row("open-brackets-below-a-key.yaml", scaled::open_brackets_below_a_key, 5_000, 100_000),
    row("open-braces.yaml", scaled::open_braces, 5_000, 100_000),
    row("open-braces.json", scaled::open_braces, 5_000, 100_000),
    row("open-brackets-each-line.yaml", scaled::open_brackets_each_line, 1_000, 20_000),
    row("open-quotes-each-line.yaml", scaled::open_quotes_each_line, 1_000, 20_000),
    row("closing-brackets.yaml", scaled::closing_brackets, 2_000, 50_000),
    row("closing-brackets.json", scaled::closing_brackets, 2_000, 50_000),
    row("bad-indentation.yaml", scaled::bad_indentation, 500, 20_000),
    row("tabs.yaml", scaled::tabs, 300, 20_000),
    row("colons.yaml", scaled::colons, 500, 20_000),
    row("wide-map.yaml", scaled::wide_map, 2_000, 100_000),
    row("wide-map.json", scaled::wide_json, 2_000, 100_000),
    row("duplicate-keys.yaml", scaled::duplicate_keys, 250, 10_000),
    row("duplicate-keys.json", scaled::duplicate_json_keys, 250, 10_000),
    row("resources.yaml", scaled::resources, 500, 20_000),
    row("broken-resources.yaml", scaled::broken_resources, 300, 20_000),
    row("long.yaml", scaled::long_yaml, 200, 150_000),
    row("long.json", scaled::long_json, 200, 280_000),
    row("one-line.json", scaled::one_line, 500, 30_000),
    row("long-scalar.yaml", scaled::long_scalar, 100_000, 5_000_000),
    row(
        "long-scalar.json",
        |size| format!("{{\"Resources\": \"{}\"}}", "é".repeat(size / 2)),
        100_000,
        5_000_000,
    ),
    row("long-block-scalar.yaml", scaled::long_block_scalar, 5_000, 250_000),
    row("long-key.yaml", scaled::long_key, 100_000, 5_000_000),
    row("long-type.yaml", scaled::long_type, 100_000, 5_000_000),
    row("documents.yaml", scaled::documents, 500, 20_000),
    row("comments.yaml", scaled::comments, 1_000, 100_000),
    row("used-suppressions.yaml", scaled::used_suppressions, 500, 20_000),
    row("suppressed-rules.yaml", scaled::suppressed_rules, 1_000, 50_000),
    expecting(Expected::Either, row("billion-laughs.yaml", scaled::billion_laughs, 10, 100)),
    expecting(Expected::Either, row("merge-bomb.yaml", scaled::merge_bomb, 20, 1_000)),
    row("merges-of-one.yaml", scaled::merges_of_one, 500, 10_000),
    row("aliases-of-one.yaml", scaled::aliases_of_one, 500, 10_000),
    row("anchors.yaml", scaled::anchors, 1_000, 50_000),
    expecting(Expected::Either, row("shared-branches.yaml", scaled::shared_branches, 10, 100)),
    expecting(Expected::Decided, row("nested-ifs-18.yaml", scaled::nested_ifs, 9, 18)),
    expecting(Expected::Decided, row("nested-ifs-20.yaml", scaled::nested_ifs, 10, 20)),
    expecting(Expected::Decided, row("nested-ifs.yaml", scaled::nested_ifs, 20, 40)),
    expecting(Expected::Either, row("nested-ifs-150.yaml", scaled::nested_ifs, 75, 150)),
    expecting(Expected::Either, row("if-tree.yaml", scaled::if_tree, 6, 14)),
    row("sub-over-choices.yaml", scaled::sub_over_choices, 5, 200),
    expecting(
        Expected::Either,
        row("parameters-and-conditions.yaml", scaled::parameters_and_conditions, 41, 150),
    ),
    expecting(Expected::Incomplete, row("pigeonholes.yaml", scaled::pigeonholes, 6, 12)),
    expecting(Expected::Either, row("chained-conditions.yaml", scaled::chained_conditions, 200, 5_000)),
    expecting(Expected::Either, row("condition-cycles.yaml", scaled::condition_cycles, 500, 5_000)),
    expecting(Expected::Either, row("many-choices.yaml", scaled::many_choices, 10, 200)),
    expecting(Expected::Either, row("choices-side-by-side.yaml", scaled::choices_side_by_side, 20, 150)),
    expecting(
        Expected::Either,
        row("choices-in-alternatives.yaml", scaled::choices_in_alternatives, 50, 1_000),
    ),
    row("circular-dependencies.yaml", scaled::circular_dependencies, 200, 10_000),
    row("dependency-chain.yaml", scaled::dependency_chain, 200, 10_000),
    row("everything-refers-to-everything.yaml", scaled::everything_refers_to_everything, 70, 1_000),
    row("depends-on-everything.yaml", scaled::depends_on_everything, 40, 1_000),
    row("subnets-of-one-vpc.yaml", scaled::subnets_of_one_vpc, 300, 5_000),
    row("overlapping-subnets.yaml", scaled::overlapping_subnets, 300, 5_000),
    row("cut-subnets.yaml", scaled::cut_subnets, 100, 5_000),
    row("security-group-rules.yaml", scaled::security_group_rules, 300, 10_000),
    row("unknown-names.yaml", scaled::unknown_names, 200, 5_000),
    row("unknown-properties.yaml", scaled::unknown_properties, 500, 20_000),
    row("unknown-types.yaml", scaled::unknown_types, 100, 10_000),
    row("list-of-tags.yaml", scaled::list_of_tags, 500, 20_000),
    row("equal-items.yaml", scaled::equal_items, 300, 5_000),
    row("sub-variables.yaml", scaled::sub_variables, 1_000, 50_000),
    row("sub-with-own-variables.yaml", scaled::sub_with_own_variables, 1_000, 50_000),
    row("open-variables.yaml", scaled::open_variables, 5_000, 500_000),
    row("escaped-variables.yaml", scaled::escaped_variables, 1_000, 50_000),
    expecting(Expected::Decided, row("nested-subs.yaml", scaled::nested_subs, 8, 40)),
    expecting(Expected::Either, row("nested-joins.yaml", scaled::nested_joins, 8, 40)),
    row("long-names.yaml", scaled::long_names, 8, 1_000),
    row("half-directives.yaml", scaled::half_directives, 1_000, 60_000),
    row("modules.yaml", scaled::modules, 300, 10_000),
    row("wrong-enumerations.yaml", scaled::wrong_enumerations, 200, 10_000),
    row("dynamic-references.yaml", scaled::dynamic_references, 2_000, 50_000),
    row("nested-loops.yaml", scaled::nested_loops, 20, 50),
    row("loops-side-by-side.yaml", scaled::loops_side_by_side, 20, 1_000),
    row("mappings.yaml", scaled::mappings, 200, 20_000),
    row("outputs.yaml", scaled::outputs, 500, 20_000),
    row("state-machine.yaml", scaled::state_machine, 100, 3_000),
    row("sam-functions.yaml", scaled::sam_functions, 100, 5_000),
    row("api-methods.yaml", scaled::api_methods, 300, 10_000),
    row("open-api-paths.yaml", scaled::open_api_paths, 300, 10_000),
    row("nasty-text.yaml", scaled::nasty_text, 2_000, 100_000),
    expecting(Expected::Either, row("catastrophic-pattern.yaml", scaled::catastrophic_pattern, 500, 100_000)),
    row("large-pattern.yaml", scaled::large_pattern, 600, 60_000),
    expecting(Expected::Either, row("names-over-choices.yaml", scaled::names_over_choices, 20, 1_000)),
    row("named-in-loops.yaml", scaled::named_in_loops, 8, 400),
    row("landed-names.yaml", scaled::landed_names, 50, 5_000),
];
