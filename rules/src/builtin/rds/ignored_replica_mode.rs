use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, removal};

rule! {
    /// A database has `ReplicaMode`, and its engine knows none.
    ///
    /// RDS ignores it without a word.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Copy:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: mysql
    ///       DBInstanceClass: db.t3.micro
    ///       ReplicaMode: mounted
    /// #     ^^^^^^^^^^^ RDS ignores `ReplicaMode` with the engine `mysql`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Copy:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: mysql
    ///       DBInstanceClass: db.t3.micro
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Copy:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: oracle-ee
    ///       DBInstanceClass: db.t3.micro
    ///       ReplicaMode: mounted
    /// ```
    pub struct IgnoredReplicaMode {
        code: "W3699",
        name: "ignored-replica-mode",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for IgnoredReplicaMode {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::RDS::DBInstance") {
            let Some((key, _)) = properties.entry("ReplicaMode") else { continue };
            let Some(engine) = properties.written("Engine").and_then(|engine| engine.string()) else { continue };
            let lower = engine.to_ascii_lowercase();
            if !["oracle", "custom-oracle", "db2"].iter().any(|known| lower.starts_with(known)) {
                let message = format!("RDS ignores `ReplicaMode` with the engine `{engine}`");
                let found = cx.report::<Self>(key.span, message).when(properties.when.to_string());
                found.help("Remove it");
                let edit = properties.value.and_then(|map| removal::entry(map, key.text));
                found.fix = Fix::remove("`ReplicaMode`", edit, Applicability::Safe);
            }
        }
    }
}
