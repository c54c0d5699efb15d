//! Stages, methods and authorizers of REST APIs.

use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A stage shows a deployment of another API.
    ///
    /// API Gateway does not find the deployment, and refuses the stage.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       RestApiId: !Ref Orders
    ///       DeploymentId: !Ref Deployment
    ///   Deployment:
    ///     Type: AWS::ApiGateway::Deployment
    ///     Properties:
    ///       RestApiId: !Ref Invoices
    /// #     ^^^^^^^^^ `RestApiId` is `!Ref Invoices`, which does not go with `!Ref Orders`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       RestApiId: !Ref Orders
    ///       DeploymentId: !Ref Deployment
    ///   Deployment:
    ///     Type: AWS::ApiGateway::Deployment
    ///     Properties:
    ///       RestApiId: !Ref Orders
    /// ```
    "E3698" "deployment-of-other-api" Error since "0.1" {
        at: ["AWS::ApiGateway::Stage"],
        schema: "extensions/aws_apigateway_stage/stage_deployment_rest_api",
        help: "A stage shows a deployment of its own API",
        one: true,
        fix: Remedy::None,
    }

    /// A method asks an authorizer of another API.
    ///
    /// API Gateway does not find the authorizer, and refuses the method.
    ///
    /// ```yaml bad
    /// Resources:
    ///   List:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       RestApiId: !Ref Orders
    ///       AuthorizerId: !Ref Customers
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       RestApiId: !Ref Invoices
    /// #     ^^^^^^^^^ `RestApiId` is `!Ref Invoices`, which does not go with `!Ref Orders`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   List:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       RestApiId: !Ref Orders
    ///       AuthorizerId: !Ref Customers
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       RestApiId: !Ref Orders
    /// ```
    "E3699" "authorizer-of-other-api" Error since "0.1" {
        at: ["AWS::ApiGateway::Method"],
        schema: "extensions/aws_apigateway_method/method_authorizer_rest_api",
        help: "A method asks an authorizer of its own API",
        one: true,
        fix: Remedy::None,
    }

    /// A method asks an authorizer of another kind than it says.
    ///
    /// `CUSTOM` takes an authorizer that is a function, `COGNITO_USER_POOLS` one of user pools.
    /// API Gateway refuses the method otherwise.
    ///
    /// ```yaml bad
    /// Resources:
    ///   List:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: CUSTOM
    ///       AuthorizerId: !Ref Customers
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       Type: COGNITO_USER_POOLS
    /// #     ^^^^ `Type` is `COGNITO_USER_POOLS`, which is none of `TOKEN` and `REQUEST`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   List:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       AuthorizationType: COGNITO_USER_POOLS
    ///       AuthorizerId: !Ref Customers
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       Type: COGNITO_USER_POOLS
    /// ```
    "E3708" "unequal-authorizer-type" Error since "0.1" {
        at: ["AWS::ApiGateway::Method"],
        schema: "extensions/aws_apigateway_method/method_authorizer_type",
        help: "The `AuthorizationType` of the method decides: `CUSTOM` takes `TOKEN` or `REQUEST`, \
            `COGNITO_USER_POOLS` the same",
        one: true,
    }

    /// What a function of an authorizer says is kept for too long.
    ///
    /// API Gateway keeps it for an hour at most, and refuses the authorizer.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       Type: TOKEN
    ///       AuthorizerResultTtlInSeconds: 7200
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `AuthorizerResultTtlInSeconds` is `7200`, and has to be at most 3600
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       Type: TOKEN
    ///       AuthorizerResultTtlInSeconds: 3600
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Customers:
    ///     Type: AWS::ApiGateway::Authorizer
    ///     Properties:
    ///       Type: TOKEN
    ///       AuthorizerResultTtlInSeconds: 3600
    /// ```
    "E3718" "unfit-authorizer-ttl" Error since "0.1" {
        at: ["AWS::ApiGateway::Authorizer"],
        schema: "extensions/aws_apigateway_authorizer/ttl",
        one: true,
    }

    /// The settings of a method are about a path that does not begin with a slash.
    ///
    /// API Gateway finds no resource of that path, and refuses the stage.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       MethodSettings:
    ///         - ResourcePath: orders
    /// #         ^^^^^^^^^^^^ `ResourcePath` does not begin with `/`
    ///           HttpMethod: GET
    ///           LoggingLevel: INFO
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       MethodSettings:
    ///         - ResourcePath: /orders
    ///           HttpMethod: GET
    ///           LoggingLevel: INFO
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Stage:
    ///     Type: AWS::ApiGateway::Stage
    ///     Properties:
    ///       MethodSettings:
    ///         - ResourcePath: /orders
    ///           HttpMethod: GET
    ///           LoggingLevel: INFO
    /// ```
    "E3723" "relative-resource-path" Error since "0.1" {
        at: ["AWS::ApiGateway::Stage/MethodSettings/*"],
        schema: "extensions/aws_apigateway_stage/method_settings_resource_path",
        message: "`ResourcePath` does not begin with `/`",
        help: "`/*` stands for all resources",
        one: true,
        fix: Remedy::Respell(|path| Some(format!("/{path}"))),
    }

    /// A REST API has neither a name nor a description of itself.
    ///
    /// An OpenAPI document brings a name; without one, API Gateway refuses the API.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    /// #   ^^^^^^^^^^ A REST API without `Body` and `BodyS3Location` has no `Name`
    ///       Description: Orders
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Name: orders
    /// ```
    "E3660" "nameless-rest-api" Error since "0.1" {
        at: ["AWS::ApiGateway::RestApi"],
        schema: "extensions/aws_apigateway_restapi/openapi_properties",
        message: "A REST API without `Body` and `BodyS3Location` has no `Name`",
        one: true,
    }
}
