use crate::Context;
use crate::Fix;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// An elastic address is of a domain that there is not.
    ///
    /// EC2 takes any other for `vpc`, without a word.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Address:
    ///     Type: AWS::EC2::EIP
    ///     Properties:
    ///       Domain: private
    /// #     ^^^^^^ EC2 takes the domain `private` for `vpc`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Address:
    ///     Type: AWS::EC2::EIP
    ///     Properties:
    ///       Domain: vpc
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Address:
    ///     Type: AWS::EC2::EIP
    ///     Properties:
    ///       Domain: vpc
    /// ```
    pub struct OddAddressDomain {
        code: "W3700",
        name: "odd-address-domain",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for OddAddressDomain {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for site in walk.all("AWS::EC2::EIP/Domain") {
            let is_odd = |domain: &&str| !["standard", "vpc"].iter().any(|known| domain.eq_ignore_ascii_case(known));
            let Some(domain) = site.string().filter(is_odd) else { continue };
            let message = format!("EC2 takes the domain `{domain}` for `vpc`");
            let found = cx.report::<Self>(site.span(), message).when(site.when.to_string());
            found.fix = site.value.and_then(|value| Fix::confirm_literal("Change to `vpc`", value, "vpc"));
        }
    }
}
