//! Instances of RDS: classes, engines and versions, and what goes with what.
//!
//! RDS takes the name of an engine in any case, and so do these rules.

use formwork_template::{Assumption, Value};

use crate::placed::Remedy;
use crate::rule::rows;
use crate::validate::{Place, Validator};

rows! {
    /// A region does not offer the class of a database instance for its engine.
    ///
    /// RDS refuses the instance at deployment. Not all engines can be had on all classes, and the
    /// licence counts as well.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: mysql
    ///       DBInstanceClass: db.t9.micro
    /// #     ^^^^^^^^^^^^^^^ `DBInstanceClass` is `db.t9.micro`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: mysql
    ///       DBInstanceClass: db.t3.micro
    /// ```
    "E3025" "unavailable-instance-class" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: class_in_region,
    }

    /// The class of a database instance can't run the version of its engine.
    ///
    /// RDS refuses the instance at deployment: old versions need old classes, new ones need new classes.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       EngineVersion: "17.7"
    ///       DBInstanceClass: db.t2.micro
    /// #     ^^^^^^^^^^^^^^^ `DBInstanceClass` can't be had with this `Engine` and `EngineVersion`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       EngineVersion: "17.7"
    ///       DBInstanceClass: db.t3.micro
    /// ```
    "E3062" "unfit-instance-class" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: class_for_version,
        message: "`DBInstanceClass` can't be had with this `Engine` and `EngineVersion`",
        help: "`aws rds describe-orderable-db-instance-options` lists the classes of each version",
        fix: Remedy::None,
    }

    /// An instance of Aurora sets what its cluster sets.
    ///
    /// RDS refuses an instance of a cluster that has storage, a password or protection of its own.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    /// #   ^^^^^^^^^^ An instance of Aurora sets what only its cluster can set
    ///       Engine: aurora-mysql
    ///       DBInstanceClass: db.r6g.large
    ///       AllocatedStorage: "100"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       DBInstanceClass: db.r6g.large
    /// ```
    "E3682" "cluster-setting-on-instance" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: |validator, value, place, when| {
            validator.folding("Engine", |validator| {
                validator.by_schema("extensions/aws_rds_dbinstance/aurora_exclusive", value, place, when);
            });
        },
        message: "An instance of Aurora sets what only its cluster can set",
        help: "Remove `AllocatedStorage`, `CopyTagsToSnapshot`, `DeletionProtection`, \
            `EnableIAMDatabaseAuthentication` and `MasterUserPassword`, or move them to the cluster",
        one: true,
    }

    /// There is no such engine of databases, or no such version of it.
    ///
    /// RDS refuses the instance at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgresql
    /// #     ^^^^^^ `Engine` is `postgresql`, which is none of the allowed values
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       EngineVersion: "17.7"
    /// ```
    "E3691" "unknown-instance-engine" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: |validator, value, place, when| {
            validator.folding("Engine", |validator| {
                validator.by_schema("extensions/aws_rds_dbinstance/engine_version", value, place, when);
            });
        },
    }

    /// A database instance wants a version that RDS gives to no new instance.
    ///
    /// The version has reached its end. What runs on it goes on for a while, but the template can't
    /// create another.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    /// #   ^^^^^^^^^^ RDS creates no new instances with this `EngineVersion`
    ///       Engine: aurora-mysql
    ///       EngineVersion: "5.7"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       EngineVersion: "17.7"
    /// ```
    "W3691" "deprecated-instance-engine" Warning since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: |validator, value, place, when| {
            let name = "extensions/aws_rds_dbinstance/engine_version_deprecated";
            validator.folding("Engine", |validator| validator.by_schema(name, value, place, when));
        },
        message: "RDS creates no new instances with this `EngineVersion`",
        help: "Move to a version that is still supported",
        one: true,
    }
}

fn class_in_region<'a>(
    validator: &mut Validator<'a>,
    value: Value<'a>,
    place: Place<'a>,
    when: &Assumption<'a>,
) {
    if are_written(value, &["Engine", "DBInstanceClass"]) {
        let name = "extensions/aws_rds_dbinstance/dbinstanceclass_enum";
        validator.plainly(|validator| {
            validator.folding("Engine", |validator| validator.by_region(name, value, place, when));
        });
    }
}

fn class_for_version<'a>(
    validator: &mut Validator<'a>,
    value: Value<'a>,
    place: Place<'a>,
    when: &Assumption<'a>,
) {
    if are_written(value, &["Engine", "EngineVersion", "DBInstanceClass"]) {
        let name = "extensions/aws_rds_dbinstance/db_instance_class";
        validator.plainly(|validator| {
            validator.folding("Engine", |validator| validator.by_schema(name, value, place, when));
        });
    }
}

/// Whether these properties are there and no functions make them. The schemas of classes say
/// nothing of others, and are long to read.
fn are_written(value: Value<'_>, names: &[&str]) -> bool {
    names.iter().all(|name| value.get(name).is_some_and(|value| value.scalar().is_some()))
}
