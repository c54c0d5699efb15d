use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// The ARN of a layer is longer than one of its region can be.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    ///       Layers:
    ///         - {a*189}
    /// #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The ARN has 189 characters, and a layer's has 188 at most in `us-east-1`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: python3.14
    ///       Handler: index.handler
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    ///       Layers: ["arn:aws:lambda:us-east-1:111122223333:layer:shared:1"]
    /// ```
    pub struct LongLayerArn {
        code: "E3716",
        name: "long-layer-arn",
        severity: Error,
        since: "0.1",
    }
}

/// Length of an ARN without its partition and its region.
const REST: usize = 176;

impl Rule for LongLayerArn {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let regions = cx.settings().regions().to_vec();
        for layer in walk.all("AWS::Lambda::Function/Layers/*") {
            let Some(arn) = layer.string() else { continue };
            let length = arn.chars().count();
            for region in &regions {
                let most = REST + region.partition().len() + region.name().len();
                if length > most {
                    let message = format!(
                        "The ARN has {length} characters, and a layer's has {most} at most in `{region}`"
                    );
                    cx.report::<Self>(layer.span(), message).when(layer.when.to_string());
                }
            }
        }
    }
}
