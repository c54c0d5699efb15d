use std::sync::LazyLock;

use formwork_schemas::{TypeLookup, lookup};
use formwork_template::{FunctionName, Resource, Section, Syntax, Template};
use regex::Regex;

use crate::{Context, Fix, partition};
use crate::functions::PSEUDO;
use crate::marked_text::MarkedText;
use crate::rule::{Rule, rule};

rule! {
    /// A text has a variable in it that only `Fn::Sub` replaces.
    ///
    /// Without the function, `${Name}` is deployed as it stands.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '${Team}-logs'
    /// #     ^^^^^^^^^^ Nothing replaces `${Team}`, as the text is not in `Fn::Sub`
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub '${Team}-logs'
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub '${Team}-logs'
    /// ```
    pub struct MissingSub {
        code: "E1029",
        name: "missing-sub",
        severity: Error,
        since: "0.1",
    }
}

static VARIABLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\$\{([A-Za-z0-9_:.]+)\}").expect("the pattern is one"));

impl Rule for MissingSub {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for text in cx.marked_texts().iter() {
            // A template inside the template has variables of its own.
            if text.functions.contains(&FunctionName::Sub) || text.path.last() == Some(&"TemplateBody") {
                continue;
            }
            let machine = text.path.contains(&"DefinitionString");
            for variable in VARIABLE.captures_iter(text.text).filter_map(|found| found.get(1)) {
                let name = variable.as_str();
                if cx.settings().is_listed("E1029", "custom_excludes", &format!("${{{name}}}")) {
                    continue;
                }
                if (machine || is_known(template, name)) && !is_substituted(template, text, name) {
                    let message = format!("Nothing replaces `${{{name}}}`, as the text is not in `Fn::Sub`");
                    let fix = fix(template, text);
                    let found = cx.report::<Self>(text.place.span(), message);
                    found.help("Put the text into `Fn::Sub`");
                    found.fix = fix;
                }
            }
        }
    }
}

/// Puts a text of which every variable is known into `Fn::Sub`. The edit is of the text as a whole, so that several findings about it
/// wrap it once.
fn fix(template: &Template, text: &MarkedText<'_>) -> Option<Fix> {
    let is_output = text.section == Section::Outputs && text.path.last() == Some(&"Value");
    let is_known = |variable: &str| {
        let name = variable.split_once('}').map(|(name, _)| name);
        name.is_some_and(|name| is_known(template, name) && !is_substituted(template, text, name))
    };
    if !(text.is_in_properties() || is_output) || !text.text.split("${").skip(1).all(is_known) {
        return None;
    }
    let span = text.value.span();
    let written = partition::portable(text.value.tree().source().get(span.range())?);
    let wrapped = match text.value.tree().syntax() {
        Syntax::Yaml => format!("!Sub {written}"),
        Syntax::Json => format!("{{ \"Fn::Sub\": {written} }}"),
    };
    Some(Fix::confirm("Put the text into `Fn::Sub`", span, wrapped))
}

/// Whether the template has what a variable names.
fn is_known(template: &Template, name: &str) -> bool {
    let index = template.index();
    let is_resource = |id: &str| {
        index.definition(Section::Resources, id).is_some() || index.generated_type(id).is_some()
    };
    if PSEUDO.contains(&name) || index.definition(Section::Parameters, name).is_some() || is_resource(name) {
        return true;
    }
    let Some((id, attribute)) = name.split_once('.') else { return false };
    let type_name = template.resource(id).and_then(Resource::type_name).map(|name| name.text);
    let Some(type_name) = type_name.or_else(|| index.generated_type(id)) else { return false };
    match lookup(type_name) {
        TypeLookup::Known(known) | TypeLookup::Custom(known) => known.attribute(attribute).is_some(),
        TypeLookup::Module => true,
        TypeLookup::Unknown => false,
    }
}

/// Whether a state machine gives the variable in its definition a value.
fn is_substituted(template: &Template, text: &MarkedText<'_>, name: &str) -> bool {
    let is_definition = |key: &&str| ["Definition", "DefinitionString"].contains(key);
    text.property().first().is_some_and(is_definition)
        && template
            .resource(text.path[0])
            .and_then(|resource| resource.property("DefinitionSubstitutions")?.get(name))
            .is_some()
}
