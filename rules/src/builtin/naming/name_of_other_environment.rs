
use formwork_template::{Span, Style};

use crate::config::{Allowed, SubText};
use crate::insertion::flow;
use crate::known_text::KnownText;
use crate::language::{is_known, shown, symbols};
use crate::naming::fit::Slot;
use crate::naming::generation::written;
use crate::naming::standard::Standard;
use crate::naming::{Nameable, named_resources};
use crate::rule::{Rule, rule};
use crate::{Context, Fix};

rule! {
    /// A stack of one environment gives a resource a name of another.
    ///
    /// A `...-dev` in production is found by nobody, or by the wrong policy. Files tell which
    /// stacks there are and to which environment each is deployed (`environments.deployments`);
    /// a part of names is the environment where the stack's environment is among its values.
    ///
    /// ```yaml formwork.yaml
    /// naming:
    ///   pattern: "{resourceName}-{envSuffix}"
    ///   parts: { envSuffix: [dev, prod] }
    /// environments:
    ///   deployments: ["environments/{environment}/{template}.json"]
    /// ```
    ///
    /// ```yaml environments/prod/template.json
    /// { "Parameters": { "Name": "orders" } }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Name: { Type: String }
    ///   Env: { Type: String, Default: dev }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: !Sub "${Name}-${Env}"
    /// #                ^^^^^^^^^^^^^^^^^^^^^ `orders-dev` is a name of `dev`, and `environments/prod/template.json` deploys it to `prod`
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   EnvSuffix: { Type: String }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: jobs-dev
    /// #                ^^^^^^^^ `jobs-dev` is a name of `dev`, and `environments/prod/template.json` deploys it to `prod`
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   EnvSuffix: { Type: String }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: !Sub "jobs-${EnvSuffix}"
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Name: { Type: String }
    ///   Env: { Type: String, Default: prod }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: !Sub "${Name}-${Env}"
    /// ```
    pub struct NameOfOtherEnvironment {
        code: "NAM005",
        name: "name-of-other-environment",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for NameOfOtherEnvironment {
    fn check(cx: &mut Context<'_>) {
        let Some(mut standard) = Standard::of(cx) else { return };
        let naming = standard.naming;
        for stack in cx.around().stacks {
            let Some(environment) = stack.environment.as_deref() else { continue };
            for named in named_resources(cx.template(), Some(naming), std::slice::from_ref(stack)) {
                let other = named.texts.iter().find_map(|text| {
                    Some((text, other_environment(&mut standard, &named.of, text, environment)?))
                });
                let Some((text, Other { environment: other, whole })) = other else { continue };
                let message = format!(
                    "`{text}` is a name of `{other}`, and `{}` deploys it to `{environment}`",
                    stack.file
                );
                let found = cx.report::<Self>(text.value.span(), message);
                found.help(format!("Take the environment from a parameter that `{}` sets", stack.file));
                if let Some(whole) = whole {
                    let syntax = text.value.tree().syntax();
                    let new = flow(&written(&whole), syntax);
                    found.fix(Fix::confirm("Take the environment from the parameter", text.value.span(), new));
                }
                found.related.push(stack.related(Span::at(0), format!("A stack of `{environment}`")));
            }
        }
    }
}

/// The environment that a name speaks of.
struct Other {
    environment: String,
    /// The name with the part as the template's own parameter gives it, in the place of a literal.
    whole: Option<SubText>,
}

/// The environment that a name speaks of, where it is another than that of the stack.
fn other_environment<'n>(
    standard: &mut Standard<'n>,
    of: &Nameable<'n>,
    text: &KnownText<'n>,
    environment: &str,
) -> Option<Other> {
    let naming = standard.naming;
    naming.types.of(of.type_name)?;
    let (name, region, fit) = standard.judge(of).reading(text, of.property.form)?;
    let symbols = symbols(&name.pieces, region)?;
    fit.slots.iter().find_map(|slot| {
        let Slot::Fits(part, range) = slot else { return None };
        let Some(Allowed::OneOf(values)) = naming.parts.get(*part) else { return None };
        let is_asked = is_known(&symbols, range) && values.iter().any(|value| value == environment);
        let found = shown(&name.pieces, region, range.clone());
        if !is_asked || found == environment {
            return None;
        }
        let known = standard.parts.get(part).filter(|known| known.literal().is_none() && is_on_one_line(text));
        let whole = known.map(|known| {
            let mut whole = SubText::text(&name.before);
            whole.push_text(&shown(&name.pieces, region, 0..range.start));
            whole.push(known);
            whole.push_text(&shown(&name.pieces, region, range.end..symbols.len()));
            whole.push_text(name.after);
            whole
        });
        Some(Other { environment: found, whole })
    })
}

fn is_on_one_line(text: &KnownText<'_>) -> bool {
    text.value.scalar().is_some_and(|scalar| !matches!(scalar.style, Style::Literal | Style::Folded))
}
