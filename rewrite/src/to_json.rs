//! A template in JSON: functions in their long form, anchors and merge keys written out. JSON has no comments.

use formwork_template::{Kind, ScalarKind, Syntax, Template, Value, json_string};

use crate::{Refusal, equality, whole};

/// The text in JSON, and how many comments it has lost.
pub fn to_json(template: &Template) -> Result<(String, usize), Refusal> {
    whole(template)?;
    let mut out = String::new();
    value(template.root(), 0, &mut out);
    out.push('\n');
    equality::check_converted(template, &out, Syntax::Json)?;
    Ok((out, template.tree().comments().len()))
}

fn value(of: Value<'_>, depth: usize, out: &mut String) {
    if let Some(function) = of.function()
        && function.form == formwork_template::Form::Short
    {
        let key = match function.name {
            formwork_template::FunctionName::Condition => "Condition",
            name => name.key(),
        };
        let target = function.get_att().filter(|_| function.argument.text().is_some());
        if let Some((resource, attribute)) =
            target.and_then(|target| Some((target.resource, target.attribute?)))
        {
            let pair = format!("[{}, {}]", json_string(resource.text), json_string(attribute.text));
            return out.push_str(&format!("{{ {}: {pair} }}", json_string(key)));
        }
        out.push_str("{ ");
        out.push_str(&json_string(key));
        out.push_str(": ");
        plain(function.argument, depth, out);
        return out.push_str(" }");
    }
    plain(of, depth, out);
}

/// A value whose tag has been said.
fn plain(of: Value<'_>, depth: usize, out: &mut String) {
    let (open, close) =
        if matches!(of.kind(), Kind::List) || of.items().len() > 0 { ('[', ']') } else { ('{', '}') };
    let tree = of.tree();
    match tree.data(of.node()) {
        formwork_template::Data::Scalar(scalar) => {
            let text = tree.scalar_text(*scalar);
            match scalar.kind {
                ScalarKind::Null => out.push_str("null"),
                ScalarKind::Bool(value) => out.push_str(if value { "true" } else { "false" }),
                ScalarKind::Integer(value) => out.push_str(&value.to_string()),
                ScalarKind::Float(value) if value.is_finite() => out.push_str(&value.to_string()),
                ScalarKind::Float(_) | ScalarKind::Date | ScalarKind::String => {
                    out.push_str(&json_string(text));
                }
            }
        }
        formwork_template::Data::Error => out.push_str("null"),
        _ => {
            let indent = "  ".repeat(depth + 1);
            out.push(open);
            let mut is_first = true;
            let mut begin = |out: &mut String| {
                out.push_str(if is_first { "\n" } else { ",\n" });
                out.push_str(&indent);
                is_first = false;
            };
            for (key, inner) in distinct(of) {
                begin(out);
                out.push_str(&json_string(key));
                out.push_str(": ");
                value(inner, depth + 1, out);
            }
            for item in of.items() {
                begin(out);
                value(item, depth + 1, out);
            }
            if !is_first {
                out.push('\n');
                out.push_str(&"  ".repeat(depth));
            }
            out.push(close);
        }
    }
}

/// The entries of a map; what a merge key brings and the map has itself is the map's.
fn distinct<'t>(of: Value<'t>) -> Vec<(&'t str, Value<'t>)> {
    let tree = of.tree();
    let entries = tree.entries(of.node());
    let own = |key: &str| entries.iter().any(|entry| !entry.merged && tree.text(entry.key) == Some(key));
    let kept = entries.iter().filter_map(|entry| {
        let key = tree.text(entry.key)?;
        (!entry.merged || !own(key)).then(|| (key, Value::new(tree, entry.value)))
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::template;

    #[test]
    fn functions_anchors_and_types_mean_the_same() {
        let yaml = template(
            "A: &x { B: !GetAtt C.D.E }\nF:\n  <<: *x\n  G: !Sub \"${H}\"\n  I: [!Ref J, yes, 010, 2010-09-09, \"1\"]\n  K: !If [L, !Base64 m, !Ref N] # o\n",
        );
        let (text, lost) = to_json(&yaml).expect("it can be read");
        let json = template(&text);
        assert_eq!(json.errors(), []);
        assert_eq!(lost, 1);
        assert!(text.contains("\"B\": { \"Fn::GetAtt\": [\"C\", \"D.E\"] }"), "{text}");
        assert!(text.contains("\"2010-09-09\"") && text.contains("true"), "{text}");
        let canonical = |template: &Template, key: &str| template.root().get(key).map(Value::canonical);
        assert_eq!(canonical(&json, "A"), canonical(&yaml, "A"));
    }
}
