
use formwork_template::{Span, Style};

use crate::config::SubText;
use crate::insertion::flow;
use crate::naming::claim::{Meeting, NameClaim, meetings};
use crate::naming::clash::{Repetition, clashes, repetitions};
use crate::naming::generation::written;
use crate::rule::{Rule, rule};
use crate::surroundings::Claims;
use crate::{Context, Fix, Related};

rule! {
    /// Two resources get the same physical name.
    ///
    /// The second can't be made: an account has one resource of a type with a name in a region,
    /// or one at all where names are global. Within a template, names are compared by what they
    /// come to, `Fn::Sub`, mappings and the allowed values of parameters included; resources whose
    /// conditions exclude one another may share a name, and so may types whose names are labels.
    /// A loop whose variable is not in the name makes it once a round.
    ///
    /// Where `naming.unique` in `formwork.yaml` says so, names are compared among all templates of
    /// a run, in each of the stacks that files tell of (`environments.deployments`); stacks of
    /// different environments may share them. `AWS::Region` and `AWS::AccountId` count as the same in all.
    ///
    /// What two resources of one template have in common as it is written is the matter of `E3019`,
    /// where the name alone tells resources apart.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties: { QueueName: jobs-prod }
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties: { QueueName: !Sub "jobs-${Env}" }
    /// #                            ^^^^^^^^^^^^^^^^^^ `jobs-prod` is the name of `Jobs`, too
    /// ```
    /// ```yaml bad
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Fn::ForEach::Queues:
    ///     - Team
    ///     - [web, shop]
    ///     - Queue${Team}:
    ///         Type: AWS::SQS::Queue
    ///         Properties: { QueueName: jobs }
    /// #                                ^^^^ The 2 rounds of the loop give the name `jobs`
    /// ```
    /// ```yaml fixed
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Fn::ForEach::Queues:
    ///     - Team
    ///     - [web, shop]
    ///     - Queue${Team}:
    ///         Type: AWS::SQS::Queue
    ///         Properties: { QueueName: !Sub "jobs-${Team}" }
    /// ```
    /// ```yaml good
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Conditions:
    ///   IsProd: !Equals [!Ref Env, prod]
    ///   IsDev: !Not [!Condition IsProd]
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Condition: IsProd
    ///     Properties: { QueueName: jobs }
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Condition: IsDev
    ///     Properties: { QueueName: jobs }
    /// ```
    ///
    /// ```yaml formwork.yaml
    /// naming:
    ///   pattern: "{resourceName}"
    ///   unique: true
    /// ```
    /// ```yaml network.yaml
    /// Resources:
    ///   Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
    /// ```
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties: { QueueName: jobs }
    /// #                            ^^^^ `jobs` is the name of `Jobs` in `network.yaml`, too
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SNS::Topic
    ///     Properties: { TopicName: jobs }
    /// ```
    pub struct NameUsedTwice {
        code: "NAM002",
        name: "name-used-twice",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for NameUsedTwice {
    fn check(cx: &mut Context<'_>) {
        for clash in clashes(cx) {
            let (other, place) = clash.other;
            let message = format!("`{}` is the name of `{other}`, too", clash.name);
            cx.report::<Self>(clash.value.span(), message)
                .help(format!("Give `{}` or `{other}` another name", clash.id))
                .related(place.span(), format!("`{other}` has the name"))
                .when(clash.when);
        }
        for again in repetitions(cx) {
            let message = format!("The {} rounds of the loop give the name `{}`", again.rounds, again.name);
            let found = cx.report::<Self>(again.value.span(), message);
            found.help(format!("Write the loop's variable into the name: `${{{}}}`", again.variable));
            if let Some(fix) = apart(&again) {
                found.fix(fix);
            }
            found.when(again.when);
        }
        among_templates(cx);
    }
}

/// The loop's variable behind a literal name.
fn apart(again: &Repetition<'_>) -> Option<Fix> {
    let is_on_one_line = !matches!(again.value.scalar()?.style, Style::Literal | Style::Folded);
    let mut name = SubText::text(&format!("{}-", again.name));
    name.push(&SubText::variable(again.variable));
    let syntax = again.value.tree().syntax();
    let text = flow(&written(&name), syntax);
    is_on_one_line.then(|| Fix::confirm("Write the loop's variable into the name", again.value.span(), text))
}

/// What other templates of the run, and other stacks of this one, give the same names.
fn among_templates(cx: &mut Context<'_>) {
    let around = cx.around();
    let unique = cx.settings().naming().is_some_and(|naming| naming.unique);
    let (Some(run), Some(file)) = (around.run.filter(|_| unique), around.name) else { return };
    for Meeting { own, other, place } in meetings(run, file, cx.settings().regions().len() == 1) {
        let (message, related, when) = match place {
            Some(place) => in_other_template(own, other, place),
            None => in_other_stack(own, other),
        };
        let found = cx.report::<NameUsedTwice>(own.span, message);
        found.help("Give one of the two another name").when(when);
        found.related.extend(related);
    }
}

type Told = (String, Option<Related>, String);

fn in_other_template(own: &NameClaim, other: &NameClaim, place: &Claims) -> Told {
    let message = format!("`{}` is the name of `{}` in `{}`, too", own.name, other.owner, place.file);
    let related = place.related(other.span, format!("`{}` has the name", other.owner));
    let when = own.stack.as_ref().map(|stack| format!("deployed with `{}`", stack.file));
    (message, Some(related), when.unwrap_or_default())
}

fn in_other_stack(own: &NameClaim, other: &NameClaim) -> Told {
    let shown =
        |claim: &NameClaim| claim.stack.as_ref().map_or_else(String::new, |stack| format!("`{}`", stack.file));
    let message =
        format!("{} and {} both give `{}` the name `{}`", shown(own), shown(other), own.owner, own.name);
    let related = other.stack.as_ref().map(|stack| stack.related(Span::at(0), "The other stack"));
    (message, related, String::new())
}
