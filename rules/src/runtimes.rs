//! The life of Lambda's runtimes, and where templates name them. What is said
//! of one is the rules'.

use formwork_template::Section;

use crate::Context;
use crate::sites::{Site, Walk};

/// A runtime, and the days on which its support, the creation and the update of functions end.
#[derive(Debug)]
pub(crate) struct Runtime {
    pub(crate) name: &'static str,
    pub(crate) deprecated: &'static str,
    pub(crate) created_until: Option<&'static str>,
    pub(crate) updated_until: Option<&'static str>,
    pub(crate) successor: Option<&'static str>,
}

/// How far a runtime's support has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing is patched.
    Deprecated,
    /// No function is made.
    Created,
    /// No function is changed.
    Updated,
}

/// What day it is where nobody says: that of the table.
const DAY_OF_TABLE: &str = "2026-10-20";

impl Runtime {
    fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|runtime| runtime.name == name)
    }

    /// What has ended on a day, in the form `2026-10-20`.
    fn end(&self, today: &str) -> Option<End> {
        let is_past = |day: Option<&str>| day.is_some_and(|day| day <= today);
        if is_past(self.updated_until) {
            return Some(End::Updated);
        }
        if is_past(self.created_until) {
            return Some(End::Created);
        }
        is_past(Some(self.deprecated)).then_some(End::Deprecated)
    }
}

/// Calls `found` for every runtime of the template that has come to this end.
pub(crate) fn ended<'t>(
    cx: &mut Context<'t>,
    end: End,
    mut found: impl FnMut(&mut Context<'t>, &Site<'_, 't>, &'static Runtime),
) {
    let today = cx.settings().today().map_or_else(|| DAY_OF_TABLE.to_owned(), |today| today.to_string());
    let walk = Walk::new(cx);
    let mut sites = walk.all("AWS::Lambda::Function/Runtime");
    sites.extend(walk.all("AWS::Serverless::Function/Runtime"));
    sites.extend(walk.in_section(Section::Globals, "Function/Runtime"));
    for site in sites {
        let runtime = site.string().and_then(Runtime::named);
        if let Some(runtime) = runtime.filter(|runtime| runtime.end(&today) == Some(end)) {
            found(cx, &site, runtime);
        }
    }
}

const fn runtime(
    name: &'static str,
    deprecated: &'static str,
    created_until: &'static str,
    updated_until: &'static str,
    successor: Option<&'static str>,
) -> Runtime {
    Runtime {
        name,
        deprecated,
        created_until: Some(created_until),
        updated_until: Some(updated_until),
        successor,
    }
}

/// Source: `data/AdditionalSpecs/LmbdRuntimeLifecycle.json` of the wheel `cfn-lint==1.58.0` (MIT-0).
#[rustfmt::skip]
static ALL: &[Runtime] = &[
    runtime("dotnet10", "2028-11-14", "2028-12-14", "2029-01-15", None),
    runtime("dotnet6", "2024-12-20", "2027-02-01", "2027-03-03", Some("dotnet10")),
    runtime("dotnet8", "2026-11-10", "2027-02-01", "2027-03-03", Some("dotnet10")),
    Runtime { name: "dotnet9", deprecated: "2026-11-10", created_until: None, updated_until: None, successor: Some("dotnet10") },
    runtime("dotnetcore1.0", "2019-06-27", "2019-06-30", "2019-07-30", Some("dotnet10")),
    runtime("dotnetcore2.0", "2019-05-30", "2019-04-30", "2019-05-30", Some("dotnet10")),
    runtime("dotnetcore2.1", "2022-01-05", "2022-01-05", "2022-04-13", Some("dotnet10")),
    runtime("dotnetcore3.1", "2023-04-03", "2023-04-03", "2023-05-03", Some("dotnet10")),
    runtime("go1.x", "2024-01-08", "2024-02-08", "2027-03-03", Some("provided.al2023")),
    runtime("java11", "2027-06-30", "2027-07-31", "2027-08-31", Some("java25")),
    runtime("java17", "2027-06-30", "2027-07-31", "2027-08-31", Some("java25")),
    runtime("java21", "2029-06-30", "2029-07-31", "2029-08-31", Some("java25")),
    runtime("java25", "2029-06-30", "2029-07-31", "2029-08-31", None),
    runtime("java8", "2024-01-08", "2024-02-08", "2027-03-03", Some("java25")),
    runtime("java8.al2", "2027-06-30", "2027-07-31", "2027-08-31", Some("java25")),
    runtime("nodejs", "2016-08-30", "2016-09-30", "2016-10-31", Some("nodejs24.x")),
    runtime("nodejs10.x", "2021-07-30", "2021-07-30", "2022-02-14", Some("nodejs24.x")),
    runtime("nodejs12.x", "2023-03-31", "2023-03-31", "2023-04-30", Some("nodejs24.x")),
    runtime("nodejs14.x", "2023-12-04", "2024-01-09", "2027-03-03", Some("nodejs24.x")),
    runtime("nodejs16.x", "2024-06-12", "2027-02-01", "2027-03-03", Some("nodejs24.x")),
    runtime("nodejs18.x", "2025-09-01", "2027-02-01", "2027-03-03", Some("nodejs24.x")),
    runtime("nodejs20.x", "2026-04-30", "2027-02-01", "2027-03-03", Some("nodejs24.x")),
    runtime("nodejs22.x", "2027-04-30", "2027-06-01", "2027-07-01", Some("nodejs24.x")),
    runtime("nodejs24.x", "2028-04-30", "2028-06-01", "2028-07-01", None),
    runtime("nodejs4.3", "2020-03-05", "2020-02-03", "2020-03-05", Some("nodejs24.x")),
    runtime("nodejs4.3-edge", "2020-03-05", "2019-03-31", "2019-04-30", Some("nodejs24.x")),
    runtime("nodejs6.10", "2019-08-12", "2019-07-12", "2019-08-12", Some("nodejs24.x")),
    runtime("nodejs8.10", "2020-03-06", "2020-02-04", "2020-03-06", Some("nodejs24.x")),
    runtime("provided", "2024-01-08", "2024-02-08", "2027-03-03", Some("provided.al2023")),
    runtime("provided.al2", "2026-07-31", "2027-02-01", "2027-03-03", Some("provided.al2023")),
    runtime("provided.al2023", "2029-06-30", "2029-07-31", "2029-08-31", None),
    runtime("python2.7", "2021-07-15", "2021-07-15", "2022-05-30", Some("python3.14")),
    runtime("python3.10", "2026-10-31", "2027-02-01", "2027-03-03", Some("python3.14")),
    runtime("python3.11", "2027-06-30", "2027-07-31", "2027-08-31", Some("python3.14")),
    runtime("python3.12", "2028-10-31", "2028-11-30", "2029-01-10", Some("python3.14")),
    runtime("python3.13", "2029-06-30", "2029-07-31", "2029-08-31", Some("python3.14")),
    runtime("python3.14", "2029-06-30", "2029-07-31", "2029-08-31", None),
    runtime("python3.6", "2022-07-18", "2022-07-18", "2022-08-29", Some("python3.14")),
    runtime("python3.7", "2023-12-04", "2024-01-09", "2027-03-03", Some("python3.14")),
    runtime("python3.8", "2024-10-14", "2027-02-01", "2027-03-03", Some("python3.14")),
    runtime("python3.9", "2025-12-15", "2027-02-01", "2027-03-03", Some("python3.14")),
    runtime("ruby2.5", "2021-07-30", "2021-07-30", "2022-03-31", Some("ruby4.0")),
    runtime("ruby2.7", "2023-12-07", "2024-01-09", "2027-03-03", Some("ruby4.0")),
    runtime("ruby3.2", "2026-03-31", "2027-02-01", "2027-03-03", Some("ruby4.0")),
    runtime("ruby3.3", "2027-03-31", "2027-04-30", "2027-05-31", Some("ruby4.0")),
    runtime("ruby3.4", "2028-03-31", "2028-04-30", "2028-05-31", Some("ruby4.0")),
    runtime("ruby4.0", "2029-03-31", "2029-04-30", "2029-05-31", None),
];
