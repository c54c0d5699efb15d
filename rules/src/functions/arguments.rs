//! What each function takes: the shape of its argument, the types of its parts
//! and the functions that may stand in them, as a table.
//! Source: the intrinsic function reference of the CloudFormation user guide,
//! and the function schemas of cfn-lint 1.58.0 where the guide says less.

use formwork_schemas::Types;
use formwork_template::FunctionName::{
    self, And, Base64, Cidr, Condition, Contains, EachMemberEquals, EachMemberIn, Equals, FindInMap, ForEach,
    GetAZs, GetAtt, GetStackOutput, If, ImportValue, Join, Length, Not, Or, Ref, RefAll, Select, Split, Sub,
    ToJsonString, Transform, ValueOf, ValueOfAll,
};

/// One part of a function's argument.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) types: &'static [Types],
    pub(super) functions: &'static [FunctionName],
    /// The functions with `AWS::LanguageExtensions`, where they differ.
    pub(super) extended: Option<&'static [FunctionName]>,
    pub(super) also: Also,
}

/// What a part has to be beyond its type.
#[derive(Debug)]
pub(super) enum Also {
    Nothing,
    /// Every item of a list is such a part.
    Items(&'static Part),
    /// A number in a range.
    Range(i64, i64),
    /// A number of an item of the list beside it.
    Position,
    /// An IPv4 block.
    Block,
    /// A region or the empty string.
    Region,
    /// The name of a condition.
    Condition,
    /// Not an empty list or map.
    Filled,
    /// A map with `DefaultValue`.
    Default,
}

/// The shape of a function's argument.
#[derive(Debug)]
pub(super) enum Shape {
    /// The argument is the part.
    One(&'static Part),
    /// A list of parts; a single one stands for every item.
    List { least: usize, most: usize, parts: &'static [&'static Part] },
    /// A map of parts: name, part, required.
    Map(&'static [(&'static str, bool)], &'static Part),
    /// `A.B` or a list of two parts.
    Attribute,
    /// A text, or a list of a text and a map of parts.
    Substitution,
    /// Not checked here.
    Open,
}

const STRING: &[Types] = &[Types::STRING];
const ARRAY: &[Types] = &[Types::ARRAY];
const INTEGER: &[Types] = &[Types::INTEGER];
const BOOLEAN: &[Types] = &[Types::BOOLEAN];
const OBJECT: &[Types] = &[Types::OBJECT];
const SCALARS: &[Types] = &[Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN];
const ANY: &[Types] =
    &[Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN, Types::ARRAY, Types::OBJECT];

const fn part(types: &'static [Types], functions: &'static [FunctionName], also: Also) -> Part {
    Part { types, functions, extended: None, also }
}

const LITERAL: Part = part(STRING, &[], Also::Nothing);

/// A name that must be given as text, or with `AWS::LanguageExtensions` made by functions.
const NAME: Part = Part {
    types: STRING,
    functions: &[],
    extended: Some(&[Ref, Base64, FindInMap, If, Join, Sub, ToJsonString]),
    also: Also::Nothing,
};

pub(super) const RESOURCE: Part = Part {
    types: STRING,
    functions: &[],
    extended: Some(&[Ref, Base64, FindInMap, Sub, If, Join, ToJsonString]),
    also: Also::Nothing,
};

pub(super) const ATTRIBUTE: Part = Part { functions: &[Ref], ..RESOURCE };

const CONDITION: Part = part(STRING, &[], Also::Condition);
const BRANCH: Part = part(ANY, &[], Also::Nothing);

const CLAUSE: Part = part(BOOLEAN, &[Condition, Equals, Not, And, Or], Also::Nothing);
const OPERAND: Part =
    part(STRING, &[Ref, FindInMap, Sub, Join, Select, Split, Length, ToJsonString], Also::Nothing);

const MAP_KEY: Part = Part {
    types: STRING,
    functions: &[FindInMap, Ref],
    extended: Some(&[FindInMap, Join, Sub, If, Select, Length, ToJsonString, Ref]),
    also: Also::Nothing,
};
const MAP_DEFAULT: Part = part(OBJECT, &[], Also::Default);

const ENCODED: Part = part(
    STRING,
    &[
        Base64,
        Cidr,
        Contains,
        FindInMap,
        GetAtt,
        GetStackOutput,
        If,
        ImportValue,
        Join,
        Length,
        Select,
        Sub,
        ToJsonString,
        Transform,
        Ref,
    ],
    Also::Nothing,
);

const CIDR_FUNCTIONS: &[FunctionName] = &[FindInMap, GetAtt, If, ImportValue, Select, Sub, Ref];
const BLOCK: Part = part(STRING, CIDR_FUNCTIONS, Also::Block);
const BLOCK_COUNT: Part = part(INTEGER, CIDR_FUNCTIONS, Also::Range(1, 256));
const BLOCK_BITS: Part = part(INTEGER, CIDR_FUNCTIONS, Also::Range(1, 128));

const REGION: Part = part(STRING, &[GetAtt, If, Join, Select, Sub, Ref], Also::Region);
const EXPORT: Part = part(STRING, &[Base64, FindInMap, If, Join, Select, Sub, Ref], Also::Nothing);
const STACK_OUTPUT: Part =
    part(STRING, &[Base64, FindInMap, GetAtt, If, ImportValue, Join, Select, Sub, Ref], Also::Nothing);

const JOINED: Part =
    part(ARRAY, &[Cidr, FindInMap, GetAtt, GetAZs, If, Split, Ref], Also::Items(&JOINED_ITEM));
const JOINED_ITEM: Part = part(
    STRING,
    &[Base64, FindInMap, GetAtt, GetStackOutput, If, ImportValue, Join, Select, Sub, Transform, Ref],
    Also::Nothing,
);

const POSITION: Part = Part {
    types: INTEGER,
    functions: &[Ref, FindInMap],
    extended: Some(&[Ref, FindInMap, Length]),
    also: Also::Position,
};
const SELECTED: Part =
    part(ARRAY, &[FindInMap, GetAtt, GetAZs, If, Split, Cidr, Ref], Also::Items(&SELECTED_ITEM));
const SELECTED_ITEM: Part = part(ANY, &[FindInMap, GetAtt, GetStackOutput, If, Ref], Also::Nothing);

const CUT: Part = part(
    STRING,
    &[Base64, FindInMap, GetAtt, GetAZs, If, ImportValue, Join, Select, Sub, Ref],
    Also::Nothing,
);

const COUNTED: Part = part(ARRAY, &[Ref, FindInMap, Split, If, GetAZs], Also::Items(&COUNTED_ITEM));
const COUNTED_ITEM: Part =
    part(ANY, &[If, Base64, FindInMap, Join, Select, Split, Sub, ToJsonString, GetAZs, Ref], Also::Nothing);

const SERIALISED: Part =
    part(&[Types::ARRAY, Types::OBJECT], &[FindInMap, GetAtt, GetAZs, If, Select, Split, Ref], Also::Filled);

pub(super) const VARIABLE: Part = part(
    STRING,
    &[
        Base64,
        FindInMap,
        GetAtt,
        GetAZs,
        GetStackOutput,
        If,
        ImportValue,
        Join,
        Select,
        Sub,
        ToJsonString,
        Transform,
        Ref,
    ],
    Also::Nothing,
);

/// What a function takes.
pub(super) fn shape(name: FunctionName) -> Shape {
    const fn list(least: usize, most: usize, parts: &'static [&'static Part]) -> Shape {
        Shape::List { least, most, parts }
    }
    match name {
        Ref => Shape::One(&NAME),
        GetAtt => Shape::Attribute,
        Sub => Shape::Substitution,
        Join => list(2, 2, &[&LITERAL, &JOINED]),
        Select => list(2, 2, &[&POSITION, &SELECTED]),
        Split => list(2, 2, &[&LITERAL, &CUT]),
        FindInMap => list(3, 4, &[&MAP_KEY, &MAP_KEY, &MAP_KEY, &MAP_DEFAULT]),
        If => list(3, 3, &[&CONDITION, &BRANCH, &BRANCH]),
        And | Or => list(2, 10, &[&CLAUSE]),
        Not => list(1, 1, &[&CLAUSE]),
        Equals => list(2, 2, &[&OPERAND]),
        Condition => Shape::One(&CONDITION),
        Base64 => Shape::One(&ENCODED),
        Cidr => list(2, 3, &[&BLOCK, &BLOCK_COUNT, &BLOCK_BITS]),
        GetAZs => Shape::One(&REGION),
        ImportValue => Shape::One(&EXPORT),
        GetStackOutput => Shape::Map(
            &[("StackName", true), ("OutputName", true), ("Region", false), ("RoleArn", false)],
            &STACK_OUTPUT,
        ),
        Length => Shape::One(&COUNTED),
        ToJsonString => Shape::One(&SERIALISED),
        Transform | ForEach | Contains | EachMemberEquals | EachMemberIn | RefAll | ValueOf | ValueOfAll => {
            Shape::Open
        }
    }
}

/// The types of what a function gives.
pub(super) fn gives(name: FunctionName) -> &'static [Types] {
    match name {
        Sub | Join | Base64 | ToJsonString => STRING,
        Split | Cidr | GetAZs => ARRAY,
        ImportValue | GetStackOutput => SCALARS,
        FindInMap => &[Types::ARRAY, Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN],
        Length => INTEGER,
        And | Or | Not | Equals | Condition => BOOLEAN,
        _ => ANY,
    }
}
