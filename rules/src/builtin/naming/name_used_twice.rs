use std::collections::BTreeSet;
use std::sync::Arc;

use formwork_template::Span;

use crate::naming::claim::NameClaim;
use crate::naming::clash::{clashes, repetitions};
use crate::rule::{Rule, rule};
use crate::{Context, Elsewhere, Related, Stack};

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
            cx.report::<Self>(again.value.span(), message)
                .help(format!("Write the loop's variable into the name: `${{{}}}`", again.variable))
                .when(again.when);
        }
        among_templates(cx);
    }
}

/// Reports each name of the template that a resource of another has, or that two of its own stacks give.
fn among_templates(cx: &mut Context<'_>) {
    let around = cx.around();
    let unique = cx.settings().naming().is_some_and(|naming| naming.unique);
    let (Some(run), Some(name)) = (around.run.filter(|_| unique), around.name) else { return };
    let one_region = cx.settings().regions().len() == 1;
    let mut told: BTreeSet<(Span, &str, &str)> = BTreeSet::new();
    for own in run.claims().iter().filter(|claims| claims.file == name).flat_map(|claims| &claims.names) {
        let mut all = run.claims().iter().flat_map(|claims| claims.names.iter().map(move |it| (claims, it)));
        let met = all.find(|(claims, other)| match claims.file == name {
            true => own.meets_in_own(other, one_region),
            false => own.meets(other),
        });
        let Some((claims, other)) = met else { continue };
        if !told.insert((own.span, &claims.file, &other.owner)) {
            continue;
        }
        let is_own = claims.file == name;
        let (message, related) = match other.stack.as_ref().filter(|_| is_own) {
            Some(stack) => told_by_stacks(own, other, stack),
            None => (
                format!("`{}` is the name of `{}` in `{}`, too", own.name, other.owner, claims.file),
                Related {
                    span: other.span,
                    label: format!("`{}` has the name", other.owner),
                    file: Some(Elsewhere { name: claims.file.clone(), text: Arc::clone(&claims.text) }),
                },
            ),
        };
        let when = own.stack.as_ref().filter(|_| !is_own);
        let found = cx.report::<NameUsedTwice>(own.span, message);
        found.help("Give one of the two another name");
        found.when(when.map(|stack| format!("`{}` deploys it", stack.file)).unwrap_or_default());
        found.related.push(related);
    }
}

/// Of two stacks of one template that give one name.
fn told_by_stacks(own: &NameClaim, other: &NameClaim, stack: &Stack) -> (String, Related) {
    let first = own.stack.as_ref().map(|stack| stack.file.as_str()).unwrap_or_default();
    let message = format!(
        "`{first}` and `{}` both give `{}` the name `{}`",
        stack.file, other.owner, own.name
    );
    let file = Elsewhere { name: stack.file.clone(), text: Arc::clone(&stack.text) };
    (message, Related { span: Span::at(0), label: "The other stack".to_owned(), file: Some(file) })
}
