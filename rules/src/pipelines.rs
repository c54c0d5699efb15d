//! The kinds of actions in a CodePipeline pipeline. Finding fault is the rules' work.

use crate::sites::Site;

/// How many artifacts an action of a kind takes and makes: the fewest and the most.
#[derive(Debug)]
pub(crate) struct Kind {
    owner: &'static str,
    category: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) inputs: (usize, usize),
    pub(crate) outputs: (usize, usize),
}

const fn kind(
    [owner, category, provider]: [&'static str; 3],
    inputs: (usize, usize),
    outputs: (usize, usize),
) -> Kind {
    Kind { owner, category, provider, inputs, outputs }
}

/// Source: valid action types in the CodePipeline user guide.
const KINDS: &[Kind] = &[
    kind(["AWS", "Source", "S3"], (0, 0), (1, 1)),
    kind(["AWS", "Source", "CodeCommit"], (0, 0), (1, 1)),
    kind(["AWS", "Source", "ECR"], (0, 0), (1, 1)),
    kind(["AWS", "Test", "CodeBuild"], (1, 5), (0, 5)),
    kind(["AWS", "Test", "DeviceFarm"], (1, 1), (0, 0)),
    kind(["AWS", "Build", "CodeBuild"], (1, 5), (0, 5)),
    kind(["AWS", "Approval", "Manual"], (0, 0), (0, 0)),
    kind(["AWS", "Deploy", "S3"], (1, 1), (0, 0)),
    kind(["AWS", "Deploy", "CloudFormation"], (0, 10), (0, 1)),
    kind(["AWS", "Deploy", "CodeDeploy"], (1, 1), (0, 0)),
    kind(["AWS", "Deploy", "ElasticBeanstalk"], (1, 1), (0, 0)),
    kind(["AWS", "Deploy", "OpsWorks"], (1, 1), (0, 0)),
    kind(["AWS", "Deploy", "ECS"], (1, 1), (0, 0)),
    kind(["AWS", "Deploy", "ServiceCatalog"], (1, 1), (0, 0)),
    kind(["AWS", "Invoke", "Lambda"], (0, 5), (0, 5)),
    kind(["ThirdParty", "Source", "GitHub"], (0, 0), (1, 1)),
    kind(["ThirdParty", "Deploy", "AlexaSkillsKit"], (0, 2), (0, 0)),
    kind(["Custom", "Build", "Jenkins"], (0, 5), (0, 5)),
    kind(["Custom", "Test", "Jenkins"], (0, 5), (0, 5)),
];

/// The kinds that an action can be of, with the action in that case.
pub(crate) fn kinds<'w, 't>(action: &Site<'w, 't>) -> Vec<(&'static Kind, Site<'w, 't>)> {
    let mut cases = vec![(Vec::new(), action.clone())];
    for key in ["Owner", "Category", "Provider"] {
        let mut more = Vec::new();
        for (words, action) in cases {
            for site in action.found("ActionTypeId").iter().flat_map(|kind| kind.found(key)) {
                if let Some((word, action)) = site.string().zip(action.given(&site)) {
                    more.push(([words.as_slice(), &[word]].concat(), action));
                }
            }
        }
        cases = more;
    }
    let known =
        |words: &[&str]| KINDS.iter().find(|kind| words == [kind.owner, kind.category, kind.provider]);
    cases.into_iter().filter_map(|(words, action)| Some((known(&words)?, action))).collect()
}
