//! A node read as CloudFormation reads it: a literal, a list, a map or an
//! intrinsic function in its short (`!Ref`) or long (`Ref:`) form. Values are
//! cursors into the tree and cost nothing to copy.

use crate::function::{Form, Function, FunctionName};
use crate::tree::{Data, NodeId, Scalar, ScalarKind, Tree};
use crate::{Entry, Span};

/// A cursor on a node of a template.
#[derive(Debug, Clone, Copy)]
pub struct Value<'t> {
    tree: &'t Tree,
    node: NodeId,
    /// The node's tag has been read already: this is the argument of its function.
    bare: bool,
}

/// A name and where it stands: a key, or the target of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name<'t> {
    pub text: &'t str,
    pub span: Span,
}

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text)
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'t> {
    Scalar(Scalar),
    List,
    Map,
    Function(Function<'t>),
    /// A value with a tag that is no function of CloudFormation's: another tool replaces it.
    Tagged,
    /// Broken text; rules stay silent about it.
    Error,
}

impl<'t> Value<'t> {
    pub fn new(tree: &'t Tree, node: NodeId) -> Self {
        Self { tree, node, bare: false }
    }

    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    pub fn node(self) -> NodeId {
        self.node
    }

    /// The value's text, its tag included where it is a short-form function.
    pub fn span(self) -> Span {
        if self.bare { self.tree.span(self.node) } else { self.tree.span_with_tag(self.node) }
    }

    pub fn kind(self) -> Kind<'t> {
        if let Some(function) = self.function() {
            return Kind::Function(function);
        }
        if !self.bare && self.tree.tag(self.node).is_some() {
            return Kind::Tagged;
        }
        match self.tree.data(self.node) {
            Data::Scalar(scalar) => Kind::Scalar(*scalar),
            Data::Sequence(_) => Kind::List,
            Data::Mapping(_) => Kind::Map,
            Data::Error => Kind::Error,
        }
    }

    /// The intrinsic function that the value is.
    pub fn function(self) -> Option<Function<'t>> {
        if !self.bare
            && let Some(tag) = self.tree.tag(self.node)
        {
            let name = FunctionName::from_tag(&tag.name)?;
            let argument = Self { bare: true, ..self };
            return Some(Function { name, name_span: tag.span, argument, form: Form::Short });
        }
        let [Entry { key, value, .. }] = self.tree.entries(self.node) else { return None };
        let name = FunctionName::from_key(self.tree.text(*key)?)?;
        let argument = Self::new(self.tree, *value);
        Some(Function { name, name_span: self.tree.span(*key), argument, form: Form::Long })
    }

    /// Whether it is a literal: a scalar that no function makes.
    pub fn scalar(self) -> Option<Scalar> {
        match self.kind() {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of a literal of any scalar type, as CloudFormation passes it on. `null` has none.
    pub fn text(self) -> Option<&'t str> {
        self.scalar()
            .filter(|scalar| scalar.kind != ScalarKind::Null)
            .map(|scalar| self.tree.scalar_text(scalar))
    }

    /// A literal with its place.
    pub fn name(self) -> Option<Name<'t>> {
        Some(Name { text: self.text()?, span: self.span() })
    }

    /// A literal that is a string as it is written, with its place.
    pub fn string(self) -> Option<Name<'t>> {
        self.scalar().filter(|scalar| scalar.kind == ScalarKind::String).and_then(|_| self.name())
    }

    /// A literal boolean, also written as the string `"true"`, which CloudFormation converts.
    pub fn boolean(self) -> Option<bool> {
        match self.scalar()?.kind {
            ScalarKind::Bool(value) => Some(value),
            _ => match self.text()? {
                "true" | "True" | "TRUE" => Some(true),
                "false" | "False" | "FALSE" => Some(false),
                _ => None,
            },
        }
    }

    /// A literal number, also written as a string, which CloudFormation converts.
    pub fn number(self) -> Option<f64> {
        match self.scalar()?.kind {
            ScalarKind::Integer(value) => {
                #[allow(clippy::cast_precision_loss)] // limits in schemas are far below 2^53
                Some(value as f64)
            }
            ScalarKind::Float(value) => Some(value),
            ScalarKind::String => self.text()?.trim().parse().ok(),
            _ => None,
        }
    }

    pub fn is_null(self) -> bool {
        matches!(self.kind(), Kind::Scalar(Scalar { kind: ScalarKind::Null, .. }))
    }

    /// Whether its text is broken; rules stay silent about it.
    pub fn is_error(self) -> bool {
        matches!(self.kind(), Kind::Error)
    }

    pub fn is_map(self) -> bool {
        matches!(self.kind(), Kind::Map)
    }

    pub fn is_list(self) -> bool {
        matches!(self.kind(), Kind::List)
    }

    /// Whether it is `AWS::NoValue`: the property is as if it were not there.
    pub fn is_no_value(self) -> bool {
        self.function().is_some_and(|function| {
            function.name == FunctionName::Ref && function.argument.text() == Some("AWS::NoValue")
        })
    }

    /// The value of a key, whether or not the map is a function's argument.
    pub fn get(self, key: &str) -> Option<Self> {
        self.tree.get(self.node, key).map(|node| Self::new(self.tree, node))
    }

    /// The entry of a key: the key itself, with its place, and its value.
    pub fn entry(self, key: &str) -> Option<(Name<'t>, Self)> {
        let entry = self.tree.entry(self.node, key)?;
        Some((self.key(&entry)?, Self::new(self.tree, entry.value)))
    }

    /// Follows keys down from here.
    pub fn at(self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// Keys and values of a map in source order; keys that are not scalars are left out.
    pub fn entries(self) -> impl Iterator<Item = (Name<'t>, Self)> + use<'t> {
        self.tree
            .entries(self.node)
            .iter()
            .filter_map(move |entry| Some((self.key(entry)?, Self::new(self.tree, entry.value))))
    }

    /// Items of a list in order.
    pub fn items(self) -> impl ExactSizeIterator<Item = Self> + use<'t> {
        self.tree.items(self.node).iter().map(move |node| Self::new(self.tree, *node))
    }

    /// Text that is the same for values that mean the same, whatever their form and place.
    pub fn canonical(self) -> String {
        let mut text = String::new();
        write_canonical(self, &mut text);
        text
    }

    fn key(self, entry: &Entry) -> Option<Name<'t>> {
        Some(Name { text: self.tree.text(entry.key)?, span: self.tree.span(entry.key) })
    }
}

fn write_canonical(value: Value<'_>, out: &mut String) {
    match value.kind() {
        Kind::Function(function) => {
            out.push_str(function.name.key());
            out.push('(');
            match function.get_att().and_then(|target| Some((target.resource, target.attribute?))) {
                Some((resource, attribute)) => {
                    out.push_str(resource.text);
                    out.push('.');
                    out.push_str(attribute.text);
                }
                None => write_canonical(function.argument, out),
            }
            out.push(')');
        }
        Kind::Scalar(_) => {
            out.push('"');
            out.push_str(value.text().unwrap_or_default());
            out.push('"');
        }
        Kind::List => {
            out.push('[');
            for item in value.items() {
                write_canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Kind::Map => {
            out.push('{');
            for (key, value) in value.entries() {
                out.push_str(key.text);
                out.push(':');
                write_canonical(value, out);
                out.push(',');
            }
            out.push('}');
        }
        Kind::Tagged | Kind::Error => out.push('?'),
    }
}
