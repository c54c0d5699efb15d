//! Load balancers, their listeners and target groups.

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A listener for an encrypted protocol has no certificate.
    ///
    /// `HTTPS` and `TLS` need one, and the listener is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Listener:
    ///     Type: AWS::ElasticLoadBalancingV2::Listener
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::ElasticLoadBalancingV2::Listener` has no `Certificates`
    ///       LoadBalancerArn: !Ref Balancer
    ///       Port: 443
    ///       Protocol: HTTPS
    ///       DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Listener:
    ///     Type: AWS::ElasticLoadBalancingV2::Listener
    ///     Properties:
    ///       LoadBalancerArn: !Ref Balancer
    ///       Port: 443
    ///       Protocol: HTTPS
    ///       Certificates: [{ CertificateArn: !Ref Certificate }]
    ///       DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
    /// ```
    "E3676" "listener-without-certificate" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancingV2::Listener"],
        schema: "extensions/aws_elasticloadbalancingv2_listener/certificate",
        help: "`HTTPS` and `TLS` need a certificate",
    }

    /// A listener of a classic load balancer for an encrypted protocol has no certificate.
    ///
    /// `HTTPS` and `SSL` need one, and the load balancer is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Balancer:
    ///     Type: AWS::ElasticLoadBalancing::LoadBalancer
    ///     Properties:
    ///       Listeners:
    ///         - InstancePort: "80"
    /// #         ^^^^^^^^^^^^^^^^^^ `Listeners` has no `SSLCertificateId`
    ///           LoadBalancerPort: "443"
    ///           Protocol: HTTPS
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Balancer:
    ///     Type: AWS::ElasticLoadBalancing::LoadBalancer
    ///     Properties:
    ///       Listeners:
    ///         - InstancePort: "80"
    ///           LoadBalancerPort: "443"
    ///           Protocol: HTTPS
    ///           SSLCertificateId: !Ref Certificate
    /// ```
    "E3679" "classic-listener-without-certificate" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancing::LoadBalancer/Listeners/*"],
        schema: "extensions/aws_elasticloadbalancing_loadbalancer/certificate",
        help: "`HTTPS` and `SSL` need a certificate",
    }

    /// An application load balancer has one subnet.
    ///
    /// It needs two, in different availability zones, and is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Balancer:
    ///     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    ///     Properties:
    ///       Subnets: [!Ref First]
    /// #     ^^^^^^^ `Subnets` has 1 item, and at least 2 are required
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Balancer:
    ///     Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    ///     Properties:
    ///       Subnets: [!Ref First, !Ref Second]
    /// ```
    "E3680" "load-balancer-in-one-subnet" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        schema: "extensions/aws_elasticloadbalancingv2_loadbalancer/application_subnets",
        help: "An application load balancer is in two availability zones at least",
    }

    /// A target group has properties that its type of targets does not have, or lacks those that it needs.
    ///
    /// A Lambda function has no port, protocol or VPC, and all other targets have them.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       TargetType: lambda
    ///       Port: 443
    /// #     ^^^^ `Port` is `443`, which is not allowed here
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       TargetType: lambda
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       TargetType: lambda
    /// ```
    "E3681" "unfit-target-type" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancingV2::TargetGroup"],
        schema: "extensions/aws_elasticloadbalancingv2_targetgroup/targettype_restrictions",
        help: "A target group of type `lambda` has no port, protocol or VPC; all others need them",
        fix: Remedy::Remove(Applicability::Unsafe),
    }

    /// A target group for GENEVE has a port other than 6081.
    ///
    /// GENEVE has that one port, and the target group is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: GENEVE
    ///       Port: 80
    /// #     ^^^^ `Port` is not 6081, the one port of `GENEVE`
    ///       VpcId: vpc-0123456789abcdef0
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: GENEVE
    ///       Port: 6081
    ///       VpcId: vpc-0123456789abcdef0
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: GENEVE
    ///       Port: 6081
    ///       VpcId: vpc-0123456789abcdef0
    /// ```
    "E3683" "wrong-geneve-port" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancingV2::TargetGroup"],
        schema: "extensions/aws_elasticloadbalancingv2_targetgroup/protocol_restrictions",
        message: "`Port` is not 6081, the one port of `GENEVE`",
        fix: Remedy::Only,
    }

    /// A target group has settings for HTTP, and its health checks are not by HTTP.
    ///
    /// `Matcher` and `ProtocolVersion` are about answers of HTTP, and the target group is refused with a health check by TCP.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: TCP
    ///       Port: 443
    ///       VpcId: vpc-0123456789abcdef0
    ///       HealthCheckProtocol: TCP
    ///       Matcher: { HttpCode: "200" }
    /// #     ^^^^^^^ Only health checks by HTTP or HTTPS can have this property
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: TCP
    ///       Port: 443
    ///       VpcId: vpc-0123456789abcdef0
    ///       HealthCheckProtocol: HTTP
    ///       Matcher: { HttpCode: "200" }
    /// ```
    "E3684" "unfit-health-check" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancingV2::TargetGroup"],
        schema: "extensions/aws_elasticloadbalancingv2_targetgroup/healthcheckprotocol_restrictions",
        message: "Only health checks by HTTP or HTTPS can have this property",
    }

    /// A rule of a listener forwards to a target group for GENEVE.
    ///
    /// GENEVE is for gateway load balancers, whose listeners have no rules, and the rule is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: GENEVE
    /// #     ^^^^^^^^ The rule of a listener forwards to this target group, whose protocol is `GENEVE`
    ///       Port: 6081
    ///       VpcId: vpc-0123456789abcdef0
    ///   Rule:
    ///     Type: AWS::ElasticLoadBalancingV2::ListenerRule
    ///     Properties:
    ///       ListenerArn: !Ref Listener
    ///       Priority: 1
    ///       Conditions: [{ Field: path-pattern, Values: ["/*"] }]
    ///       Actions: [{ Type: forward, TargetGroupArn: !Ref Group }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       Protocol: HTTP
    ///       Port: 80
    ///       VpcId: vpc-0123456789abcdef0
    ///   Rule:
    ///     Type: AWS::ElasticLoadBalancingV2::ListenerRule
    ///     Properties:
    ///       ListenerArn: !Ref Listener
    ///       Priority: 1
    ///       Conditions: [{ Field: path-pattern, Values: ["/*"] }]
    ///       Actions: [{ Type: forward, TargetGroupArn: !Ref Group }]
    /// ```
    "E3711" "rule-for-geneve-targets" Error since "0.1" {
        at: ["AWS::ElasticLoadBalancingV2::ListenerRule"],
        schema: "extensions/aws_elasticloadbalancingv2_listenerrule/listener_rule_target_group_protocol",
        message: "The rule of a listener forwards to this target group, whose protocol is `GENEVE`",
        help: "Only gateway load balancers speak `GENEVE`",
    }
}
