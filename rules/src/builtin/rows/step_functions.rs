//! State machines of Step Functions.

use crate::rule::rows;
use crate::state_machine;

rows! {
    /// The definition of a state machine is not one that Step Functions reads.
    ///
    /// The deployment fails when the machine is created: a state lacks what its type needs,
    /// has a field that its query language does not know, or the first state is none.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::StepFunctions::StateMachine
    ///     Properties:
    ///       RoleArn: arn:aws:iam::123456789012:role/orders
    ///       Definition:
    ///         StartAt: Ordr
    /// #       ^^^^^^^ `StartAt` is `Ordr`, and there is no state of that name beside it
    ///         States:
    ///           Order:
    /// #         ^^^^^ `Order` has no `Resource`
    ///             Type: Task
    ///             End: true
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::StepFunctions::StateMachine
    ///     Properties:
    ///       RoleArn: arn:aws:iam::123456789012:role/orders
    ///       DefinitionSubstitutions:
    ///         Order: !GetAtt Order.Arn
    ///       Definition:
    ///         StartAt: Order
    ///         States:
    ///           Order:
    ///             Type: Task
    ///             Resource: ${Order}
    ///             End: true
    ///   Order:
    ///     Type: AWS::Lambda::Function
    /// ```
    "E3601" "invalid-state-machine" Error since "0.1" {
        at: ["AWS::StepFunctions::StateMachine"],
        code: state_machine::judge,
    }
}
