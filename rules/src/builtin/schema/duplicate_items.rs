use formwork_template::Value;

use crate::rule::{Rule, rule};
use crate::validate::Fault;
use crate::{Context, Fix, removal, words};

rule! {
    /// A list whose items all differ has an item twice.
    ///
    /// Some lists compare their items by one property only, as the attributes of a DynamoDB
    /// table are compared by `AttributeName`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Admins:
    ///     Type: AWS::IAM::Group
    ///     Properties:
    ///       ManagedPolicyArns:
    /// #     ^^^^^^^^^^^^^^^^^ `ManagedPolicyArns` has an item twice
    ///         - arn:aws:iam::aws:policy/ReadOnlyAccess
    ///         - !Ref Extra
    ///         - arn:aws:iam::aws:policy/ReadOnlyAccess
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Admins:
    ///     Type: AWS::IAM::Group
    ///     Properties:
    ///       ManagedPolicyArns:
    ///         - arn:aws:iam::aws:policy/ReadOnlyAccess
    ///         - !Ref Extra
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Admins:
    ///     Type: AWS::IAM::Group
    ///     Properties:
    ///       ManagedPolicyArns:
    ///         - arn:aws:iam::aws:policy/ReadOnlyAccess
    ///         - !Ref Extra
    /// ```
    pub struct DuplicateItems {
        code: "E3037",
        name: "duplicate-items",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for DuplicateItems {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::Repeated { first, second, keys } = &violation.fault else { continue };
            let message = match keys {
                [] => format!("`{}` has an item twice", violation.property),
                keys => format!("`{}` has two items with the same {}", violation.property, words::list(keys)),
            };
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.related(*first, "first here").related(second.span(), "again here");
            // Where it is there only in some case, or differs in more than the keys, more than one remedy fits.
            let plain = violation.when.is_always() && keys.is_empty();
            let number = |list: Value<'_>| list.items().position(|item| item.span() == second.span());
            let edit = violation.value.filter(|_| plain).and_then(|list| removal::item(list, number(list)?));
            if let Some(edit) = edit {
                found.help("Remove the second one");
                found.fix(Fix::confirm("Remove the second one", edit.span, edit.text));
            }
        }
    }
}
