use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, removal, words};

rule! {
    /// Settings of a stage's methods set nothing.
    ///
    /// API Gateway drops an entry that only says for which methods it is.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       RestApiId: !Ref Api
    ///       MethodSettings:
    ///         - { HttpMethod: GET, ResourcePath: /* }
    /// #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The entry sets nothing, and API Gateway drops it
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       RestApiId: !Ref Api
    ///       MethodSettings: []
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       RestApiId: !Ref Api
    ///       MethodSettings:
    ///         - { HttpMethod: GET, ResourcePath: /*, MetricsEnabled: true }
    /// ```
    pub struct EmptyMethodSettings {
        code: "W3705",
        name: "empty-method-settings",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for EmptyMethodSettings {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for entry in walk.all("AWS::ApiGateway::Stage/MethodSettings/*") {
            let Some(map) = entry.value.filter(|map| map.is_map() && map.entries().next().is_some()) else { continue };
            if !map.entries().any(|(key, _)| SETTINGS.contains(&key.text)) {
                let found = cx.report::<Self>(entry.span(), "The entry sets nothing, and API Gateway drops it");
                found.when(entry.when.to_string());
                found.help(format!("Set one of {}, or remove it", words::or_quoted(SETTINGS)));
                let edit = removal::item_at(map.tree(), map.span());
                found.fix = Fix::remove("the entry", edit, Applicability::Safe);
            }
        }
    }
}

const SETTINGS: &[&str] = &[
    "CacheDataEncrypted",
    "CacheTtlInSeconds",
    "CachingEnabled",
    "DataTraceEnabled",
    "LoggingLevel",
    "MetricsEnabled",
    "ThrottlingBurstLimit",
    "ThrottlingRateLimit",
];
