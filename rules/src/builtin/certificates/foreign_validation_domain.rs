use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// The domain that validates a certificate is none above the certificate's.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Certificate:
    ///     Type: AWS::CertificateManager::Certificate
    ///     Properties:
    ///       DomainName: www.example.com
    ///       DomainValidationOptions:
    ///         - DomainName: www.example.com
    /// #         ^^^^^^^^^^ `example.org` is not above `www.example.com`
    ///           ValidationDomain: example.org
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Certificate:
    ///     Type: AWS::CertificateManager::Certificate
    ///     Properties:
    ///       DomainName: www.example.com
    ///       DomainValidationOptions:
    ///         - DomainName: www.example.com
    ///           ValidationDomain: example.com
    /// ```
    pub struct ForeignValidationDomain {
        code: "E3503",
        name: "foreign-validation-domain",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ForeignValidationDomain {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for option in walk.all("AWS::CertificateManager::Certificate/DomainValidationOptions/*") {
            for domain in option.found("DomainName") {
                let above = option.given(&domain).map(|option| option.found("ValidationDomain"));
                for above in above.unwrap_or_default() {
                    let Some((name, parent)) = domain.string().zip(above.string()) else { continue };
                    let is_below = name.strip_suffix(parent).is_some_and(|head| head.is_empty() || head.ends_with('.'));
                    if !is_below {
                        cx.report::<Self>(option.span_of("DomainName"), format!("`{parent}` is not above `{name}`"))
                            .when(above.when.to_string())
                            .related(above.span(), "The domain that validates it");
                    }
                }
            }
        }
    }
}
