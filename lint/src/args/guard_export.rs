//! The arguments of `formwork guard export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Write Guard rules as CloudFormation Hooks take them, with the stacks that set them up.
///
/// Each pack and each file of rules becomes the rules of one hook; those of a large pack are split by service.
/// The folder then holds `rules/*.guard`, `hooks-bucket.yaml` and `hooks.yaml`; docs/guard-hooks.md says how
/// they are deployed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork guard export --hook --pack security-pillar --output hooks
  formwork guard export --hook --guard policies/api.guard --failure-mode fail --output hooks
  formwork guard export --hook --rule S3_BUCKET_VERSIONING_ENABLED --operation STACK -o hooks
  formwork guard export --hook --policy --alias Example::Policy -o hooks

Exit status:
  0  everything is written
  2  wrong usage, or nothing was written")]
pub(crate) struct GuardExport {
    /// Write what `AWS::CloudFormation::GuardHook` takes; there is no other form yet
    #[arg(long)]
    pub(crate) hook: bool,

    /// Packs: security-pillar, reliability-pillar, cis-level-1, cis-level-2, cfn-nag, api-gateway
    #[arg(short, long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) pack: Vec<String>,

    /// Files, folders or patterns of Guard rules
    #[arg(short, long, value_name = "FILE")]
    pub(crate) guard: Vec<PathBuf>,

    /// Only these rules of the packs and files [default: all; without packs and files, of every pack]
    #[arg(short, long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) rule: Vec<String>,

    /// What formwork.yaml says of APIs, networks and tags, too, as far as Guard can say it
    #[arg(long)]
    pub(crate) policy: bool,

    /// With --policy, use this configuration instead of the nearest formwork.yaml
    #[arg(short, long, value_name = "FILE", requires = "policy")]
    pub(crate) config: Option<PathBuf>,

    /// The folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,

    /// How the hooks' names begin
    #[arg(long, value_name = "ORG::NAME", default_value = "Formwork::Policy")]
    pub(crate) alias: String,

    /// What a hook does where a rule fails; the parameter FailureMode of the stack changes it
    #[arg(long, value_enum, value_name = "MODE", ignore_case = true, default_value_t = HookMode::Warn)]
    pub(crate) failure_mode: HookMode,

    /// What the hooks look at: RESOURCE, STACK, CHANGE_SET, CLOUD_CONTROL
    #[arg(long, value_enum, value_name = "OPERATION", ignore_case = true, value_delimiter = ',', hide_possible_values = true, default_values_t = [HookOperation::Resource])]
    pub(crate) operation: Vec<HookOperation>,

    /// When they look: CREATE, UPDATE, DELETE
    #[arg(long, value_enum, value_name = "ACTION", ignore_case = true, value_delimiter = ',', hide_possible_values = true, default_values_t = [HookAction::Create, HookAction::Update])]
    pub(crate) action: Vec<HookAction>,

    /// The resource types that every hook is for [default: those that its rules name]
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    pub(crate) target: Vec<String>,

    /// Make a hook for each service whatever the size
    #[arg(long, value_enum, value_name = "BY")]
    pub(crate) split: Option<SplitBy>,

    /// Split files of rules that are larger than this, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 200_000)]
    pub(crate) max_size: usize,

    /// Replace files that this command has not written
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a hook does where a rule fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HookMode {
    Fail,
    Warn,
}

/// What a hook looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HookOperation {
    #[value(name = "RESOURCE")]
    Resource,
    #[value(name = "STACK")]
    Stack,
    #[value(name = "CHANGE_SET", alias = "change-set")]
    ChangeSet,
    #[value(name = "CLOUD_CONTROL", alias = "cloud-control")]
    CloudControl,
}

/// When a hook looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HookAction {
    #[value(name = "CREATE")]
    Create,
    #[value(name = "UPDATE")]
    Update,
    #[value(name = "DELETE")]
    Delete,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SplitBy {
    Service,
}
