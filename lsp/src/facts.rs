//! What a template offers to others and wants of them: kept for every template of the
//! workspace, so it is small.

use formwork_template::{FunctionName, Section, Span, Template, Value};
use smol_str::SmolStr;

/// See the module.
#[derive(Debug, Default)]
pub struct Facts {
    /// Names under which outputs are exported, where a literal gives them.
    pub exports: Vec<Named>,
    /// Names that `Fn::ImportValue` asks for, where a literal gives them.
    pub imports: Vec<Named>,
    /// The members of its sections.
    pub symbols: Vec<Symbol>,
}

/// A name in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: SmolStr,
    /// The name's own text, without quotes.
    pub span: Span,
    /// The member that it stands in: the output of an export, the resource or output of an import.
    pub member: SmolStr,
}

/// A member of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    pub section: Section,
    pub name: SmolStr,
    /// The type of a resource or a parameter.
    pub type_name: Option<SmolStr>,
    /// Its key.
    pub span: Span,
}

/// The sections whose members have names of their own.
pub const NAMED_SECTIONS: &[Section] = &[
    Section::Parameters,
    Section::Rules,
    Section::Mappings,
    Section::Conditions,
    Section::Resources,
    Section::Outputs,
];

impl Facts {
    pub fn of(template: &Template) -> Self {
        let mut facts = Self::default();
        for &section in NAMED_SECTIONS {
            for member in template.members(section) {
                let type_name = member.value.get("Type").and_then(Value::text).map(SmolStr::new);
                let name = SmolStr::new(member.id.text);
                facts.symbols.push(Symbol { section, name: name.clone(), type_name, span: member.id.span });
                if section == Section::Outputs
                    && let Some(export) = member.value.at(&["Export", "Name"])
                    && let Some(named) = literal(export, &name)
                {
                    facts.exports.push(named);
                }
                collect_imports(member.value, &name, &mut facts.imports);
            }
        }
        facts
    }
}

fn collect_imports(value: Value<'_>, member: &SmolStr, imports: &mut Vec<Named>) {
    if let Some(function) = value.function() {
        if function.name == FunctionName::ImportValue {
            imports.extend(literal(function.argument, member));
        }
        collect_imports_below(function.argument, member, imports);
    } else {
        collect_imports_below(value, member, imports);
    }
}

fn collect_imports_below(value: Value<'_>, member: &SmolStr, imports: &mut Vec<Named>) {
    if let Some(function) = value.function() {
        // `Fn::ImportValue` in the argument of a function.
        if function.argument.node() != value.node() {
            return collect_imports(value, member, imports);
        }
    }
    for (_, value) in value.entries() {
        collect_imports(value, member, imports);
    }
    for item in value.items() {
        collect_imports(item, member, imports);
    }
}

/// A literal name, where its text stands in the source as it is.
fn literal(value: Value<'_>, member: &SmolStr) -> Option<Named> {
    let name = value.text()?;
    let span = value.tree().text_span(value.node())?;
    Some(Named { name: SmolStr::new(name), span, member: member.clone() })
}
