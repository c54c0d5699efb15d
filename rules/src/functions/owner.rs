//! Which rule a problem belongs to.

use formwork_template::FunctionName;

/// The rule that has the problems of a place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Owner {
    /// The rule of the outermost function around the place.
    outermost: Option<&'static str>,
    /// A rule that has all problems of its place, whichever function is at fault.
    pinned: Option<&'static str>,
    /// A rule that has the literals of its place, outside of all functions.
    literals: Option<&'static str>,
}

impl Owner {
    /// A section whose rule has all problems in it.
    pub(super) fn pinned(code: &'static str) -> Self {
        Self { pinned: Some(code), ..Self::default() }
    }

    /// A place whose rule has what no function makes.
    pub(super) fn of_literals(code: &'static str) -> Self {
        Self { literals: Some(code), ..Self::default() }
    }

    /// The owner of what stands inside a function.
    pub(super) fn inside(self, name: FunctionName) -> Self {
        let outermost = self.outermost.or(Some(code(name)));
        let pinned = match name {
            FunctionName::Length | FunctionName::ToJsonString => Some(code(name)),
            _ => self.pinned,
        };
        Self { outermost, pinned, literals: self.literals }
    }

    /// The code of a problem with a function that stands here. `Ref` keeps its own.
    pub(super) fn of(self, name: FunctionName) -> &'static str {
        match (self.inside(name).pinned, name) {
            (Some(pinned), _) => pinned,
            (None, FunctionName::Ref) => code(name),
            (None, _) => self.outermost.unwrap_or(code(name)),
        }
    }

    /// The code of a problem with the value itself.
    pub(super) fn here(self) -> Option<&'static str> {
        self.pinned.or(self.outermost).or(self.literals)
    }
}

fn code(name: FunctionName) -> &'static str {
    match name {
        FunctionName::Ref => "E1020",
        FunctionName::GetAtt => "E1010",
        FunctionName::Sub => "E1019",
        FunctionName::Join => "E1022",
        FunctionName::Select => "E1017",
        FunctionName::Split => "E1018",
        FunctionName::FindInMap => "E1011",
        FunctionName::If => "E1028",
        FunctionName::And => "E8004",
        FunctionName::Or => "E8006",
        FunctionName::Not => "E8005",
        FunctionName::Equals => "E8003",
        FunctionName::Condition => "E8001",
        FunctionName::Base64 => "E1021",
        FunctionName::Cidr => "E1024",
        FunctionName::GetAZs => "E1015",
        FunctionName::ImportValue => "E1016",
        FunctionName::GetStackOutput => "E1033",
        FunctionName::Length => "E1030",
        FunctionName::ToJsonString => "E1031",
        FunctionName::ForEach => "E1032",
        // Checked by the rules about macros and about `Rules`.
        FunctionName::Transform
        | FunctionName::Contains
        | FunctionName::EachMemberEquals
        | FunctionName::EachMemberIn
        | FunctionName::RefAll
        | FunctionName::ValueOf
        | FunctionName::ValueOfAll => "",
    }
}
