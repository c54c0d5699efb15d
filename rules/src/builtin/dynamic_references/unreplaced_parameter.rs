use formwork_template::Section;

use crate::Context;
use crate::dynamic_reference::{Source, references};
use crate::rule::{Rule, rule};

rule! {
    /// A value of the parameter store is asked for where CloudFormation does not put it in.
    ///
    /// Conditions and rules are decided before dynamic references are replaced: they compare
    /// the reference itself, which is equal to no value.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals ['{{resolve:ssm:stage}}', prod]
    /// #                  ^^^^^^^^^^^^^^^^^^^^^^^ `{{resolve:ssm:stage}}` is not replaced here
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Stage: { Type: 'AWS::SSM::Parameter::Value<String>', Default: stage }
    /// Conditions:
    ///   IsProd: !Equals [!Ref Stage, prod]
    /// ```
    pub struct UnreplacedParameter {
        code: "E1052",
        name: "unreplaced-parameter",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnreplacedParameter {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter() {
            if !matches!(text.section, Section::Conditions | Section::Rules) {
                continue;
            }
            for reference in references(text.text) {
                if reference.source() == Some(Source::Parameter) && reference.names_something() {
                    cx.report::<Self>(text.place.span(), format!("`{}` is not replaced here", reference.text))
                        .help("Take it in by a parameter of the type `AWS::SSM::Parameter::Value<String>`");
                }
            }
        }
    }
}
