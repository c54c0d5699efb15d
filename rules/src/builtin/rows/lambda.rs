//! Functions of Lambda.

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// An environment variable of a function has a name that Lambda reserves.
    ///
    /// Lambda sets these itself, and refuses the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Environment:
    ///         Variables:
    ///           AWS_REGION: eu-west-1
    /// #         ^^^^^^^^^^ Lambda sets this variable itself
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Environment:
    ///         Variables:
    ///           REGION: eu-west-1
    /// ```
    "E3663" "reserved-variable" Error since "0.1" {
        at: [
            "AWS::Lambda::Function/Environment/Variables",
            "AWS::Serverless::Function/Environment/Variables",
        ],
        schema: "extensions/aws_lambda_function/environment_variable_keys",
        message: "Lambda sets this variable itself",
        help: "Give the variable another name",
    }

    /// A function's code is in the template, and its runtime takes none from there.
    ///
    /// Only Node.js and Python run from `ZipFile`, and Lambda refuses the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Handler: app.main
    ///       Runtime: java21
    /// #     ^^^^^^^ `Runtime` is not Node.js or Python, and only these run from `ZipFile`
    ///       Code: { ZipFile: "class App {}" }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Handler: index.main
    ///       Runtime: python3.13
    ///       Code: { ZipFile: "def main(event, context): pass" }
    /// ```
    "E3677" "inline-code-for-other-runtime" Error since "0.1" {
        at: [
            "AWS::Lambda::Function",
            "AWS::Serverless::Function",
        ],
        schema: "extensions/aws_lambda_function/zipfile_runtime_enum",
        message: "`Runtime` is not Node.js or Python, and only these run from `ZipFile`",
        one: true,
    }

    /// A function's code is in the template, and no runtime is given.
    ///
    /// Lambda has to know what the text is, and refuses the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::Lambda::Function` has no `Runtime`
    ///       Role: !GetAtt Role.Arn
    ///       Handler: index.main
    ///       Code: { ZipFile: "def main(event, context): pass" }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Handler: index.main
    ///       Runtime: python3.13
    ///       Code: { ZipFile: "def main(event, context): pass" }
    /// ```
    "E3678" "inline-code-without-runtime" Error since "0.1" {
        at: [
            "AWS::Lambda::Function",
            "AWS::Serverless::Function",
        ],
        schema: "extensions/aws_lambda_function/zipfile_runtime_exists",
        help: "`ZipFile` needs a `Runtime` of Node.js or Python",
        one: true,
    }

    /// A function from an image has a handler, a runtime or layers.
    ///
    /// All of these are in the image, and Lambda refuses the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       PackageType: Image
    ///       Code: { ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app }
    ///       Runtime: python3.13
    /// #     ^^^^^^^ A function from an image has no `Handler`, `Runtime` or `Layers`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       PackageType: Image
    ///       Code: { ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       PackageType: Image
    ///       Code: { ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app }
    /// ```
    "E3685" "image-with-runtime" Error since "0.1" {
        at: [
            "AWS::Lambda::Function",
            "AWS::Serverless::Function",
        ],
        schema: "extensions/aws_lambda_function/packagetype_image_exclusions",
        message: "A function from an image has no `Handler`, `Runtime` or `Layers`",
        help: "Say it in the image, with `CMD` or `ENTRYPOINT`, or in `ImageConfig`",
        one: true,
        fix: Remedy::RemoveAll(&["Handler", "Runtime", "Layers"], Applicability::Unsafe),
    }

    /// A function logs text, and sets a level for the logs of the system.
    ///
    /// Levels are for logs in JSON, and Lambda refuses the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       LoggingConfig:
    ///         LogFormat: Text
    ///         SystemLogLevel: WARN
    /// #       ^^^^^^^^^^^^^^ Logs in `Text` have no levels
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       LoggingConfig:
    ///         LogFormat: JSON
    ///         SystemLogLevel: WARN
    /// ```
    "E3696" "log-level-of-text" Error since "0.1" {
        at: [
            "AWS::Lambda::Function",
            "AWS::Serverless::Function",
        ],
        schema: "extensions/aws_lambda_function/loglevel_logformat",
        message: "Logs in `Text` have no levels",
        help: "Use `LogFormat: JSON`, or remove the level",
        one: true,
    }

    /// A function may run for more than 15 minutes.
    ///
    /// Only functions on managed instances, with `CapacityProviderConfig`, can. Lambda refuses others.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Timeout: 1200
    /// #     ^^^^^^^ `Timeout` is `1200`, and has to be at most 900
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Timeout: 900
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Timeout: 900
    /// ```
    "E3717" "long-timeout" Error since "0.1" {
        at: ["AWS::Lambda::Function"],
        schema: "extensions/aws_lambda_function/capacity_provider_timeout",
        help: "Only functions with `CapacityProviderConfig` can run for longer",
        one: true,
    }

    /// A layer is named by an ARN of the kind `awslayer`.
    ///
    /// Such ARNs are not available everywhere, and Lambda may refuse the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Layers:
    ///         - arn:aws:lambda:::awslayer:AmazonLinux1803
    /// #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The layer's ARN is of the kind `awslayer`, which may not be available
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Layers:
    ///         - arn:aws:lambda:eu-west-1:123456789012:layer:tools:1
    /// ```
    "W3702" "aws-layer" Warning since "0.1" {
        at: ["AWS::Lambda::Function/Layers/*"],
        schema: "extensions/aws_lambda_function/awslayer",
        message: "The layer's ARN is of the kind `awslayer`, which may not be available",
        one: true,
    }
}
