use formwork_template::{Section, Span};

use crate::config::LandingZone;
use crate::landing_zone::{Written, asked_for, written};
use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::{Context, Fix};

rule! {
    /// An SSM parameter of the landing zone is asked for that there isn't.
    ///
    /// The deployment fails where the parameter is looked up. Which parameters every account
    /// has is said in `formwork.yaml`, under `landing-zone.parameters`.
    ///
    /// ```yaml formwork.yaml
    /// landing-zone:
    ///   parameters: { vpc/vpc-id: vpc }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Vpc:
    ///     Type: AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>
    ///     Default: /landing-zone/vpc/vpcid
    /// #            ^^^^^^^^^^^^^^^^^^^^^^^ The landing zone has no parameter `/landing-zone/vpc/vpcid`
    /// Resources:
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { VpcId: "{{resolve:ssm:/landing-zone/vpc-id:1}}" }
    /// #                                       ^^^^^^^^^^^^^^^^^^^^ The landing zone has no parameter `/landing-zone/vpc-id`
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Vpc:
    ///     Type: AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>
    ///     Default: /landing-zone/vpc/vpc-id
    /// Resources:
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { VpcId: "{{resolve:ssm:/landing-zone/vpc/vpc-id:1}}" }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { VpcId: "{{resolve:ssm:/landing-zone/vpc/vpc-id}}" }
    ///   Other:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { VpcId: "{{resolve:ssm:/own/vpc-id}}" }
    /// ```
    pub struct UnknownLandingZoneParameter {
        code: "LZN002",
        name: "unknown-landing-zone-parameter",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnknownLandingZoneParameter {
    fn check(cx: &mut Context<'_>) {
        let known = cx.settings().landing_zone().filter(|zone| !zone.parameters.is_empty());
        let Some(zone) = known else { return };
        let names: Vec<String> = zone.parameters.keys().map(|name| zone.full_name(name)).collect();
        for text in written(cx.template()) {
            for (name, span) in names_in(cx, zone, &text) {
                if names.iter().any(|known| known == name) {
                    continue;
                }
                let meant = nearest(name, names.iter().map(String::as_str));
                let found = cx.report::<Self>(span, format!("The landing zone has no parameter `{name}`"));
                if let Some(meant) = meant {
                    found.help(format!("Change it to `{meant}`"));
                    let is_written = span.len() as usize == name.len();
                    found.fix = is_written.then(|| Fix::confirm(format!("Change to `{meant}`"), span, meant));
                }
            }
        }
    }
}

/// The parameters of the landing zone that a text asks for, each with its place.
fn names_in<'t>(cx: &Context<'t>, zone: &LandingZone, text: &Written<'t>) -> Vec<(&'t str, Span)> {
    let is_ours = |name: &str| name.starts_with(zone.parameter_prefix.as_str()) && !name.contains("${");
    let place = text.value.tree().text_span(text.value.node());
    let whole = text.value.span();
    let at = |range: std::ops::Range<usize>| match place.filter(|place| place.len() as usize == text.text.len()) {
        Some(place) => Span::new(place.start + range.start as u32, place.start + range.end as u32),
        None => whole,
    };
    if text.section == Section::Parameters {
        let is_ssm = cx.template().parameter(text.owner).is_some_and(formwork_template::Parameter::is_ssm);
        let is_asked = is_ssm && is_ours(text.text);
        return if is_asked { vec![(text.text, at(0..text.text.len()))] } else { Vec::new() };
    }
    asked_for(text.text).filter(|(name, _)| is_ours(name)).map(|(name, range)| (name, at(range))).collect()
}
