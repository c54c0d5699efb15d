use crate::naming::claim::NameClaim;
use crate::rule::{Rule, rule};
use crate::{Context, Elsewhere, Related};

rule! {
    /// Templates of one run give two resources the same physical name.
    ///
    /// The second stack fails: an account has one resource of a type with a name in a
    /// region, or one at all where names are global. Names are compared where
    /// `naming.unique` in `formwork.yaml` says so, for templates that are alternatives
    /// may share them. `AWS::Region` and `AWS::AccountId` count as the same in all.
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
        let around = cx.around();
        let (Some(run), Some(name)) = (around.run.filter(|_| cx.settings().compares_templates()), around.name)
        else {
            return;
        };
        let own = run.claims().iter().filter(|claims| claims.file == name).flat_map(|claims| &claims.names);
        for claim in own {
            let same = |other: &&NameClaim| other.type_name == claim.type_name && other.name == claim.name;
            let mut others = run.claims().iter().filter(|claims| claims.file != name);
            let Some((file, other)) =
                others.find_map(|claims| Some((claims, claims.names.iter().find(same)?)))
            else {
                continue;
            };
            let message = format!("`{}` is the name of `{}` in `{}`, too", claim.name, other.owner, file.file);
            let found = cx.report::<Self>(claim.span, message);
            found.help("Give one of the two another name");
            found.related.push(Related {
                span: other.span,
                label: format!("`{}` has the name", other.owner),
                file: Some(Elsewhere { name: file.file.clone(), text: std::sync::Arc::clone(&file.text) }),
            });
        }
    }
}
