//! Dynamic references, `{{resolve:service:name:...}}`: finding them in a text and
//! what is wrong with their form. Which places take them is the rules' business.

/// A dynamic reference and its parts.
#[derive(Debug)]
pub(crate) struct DynamicReference<'t> {
    /// From the braces to the braces.
    pub(crate) text: &'t str,
    /// What is between the colons, `resolve` first.
    parts: Vec<&'t str>,
}

/// Where the value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// `ssm`: a parameter of the parameter store
    Parameter,
    /// `ssm-secure`: a secret one
    SecureParameter,
    /// `secretsmanager`
    Secret,
}

/// All dynamic references of a text.
pub(crate) fn references(text: &str) -> impl Iterator<Item = DynamicReference<'_>> {
    const OPEN: &str = "{{resolve:";
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(OPEN)?;
        let end = start + rest[start..].find("}}")?;
        let reference = &rest[start..end + 2];
        rest = &rest[end + 2..];
        let parts = reference[2..reference.len() - 2].split(':').collect();
        Some(DynamicReference { text: reference, parts })
    })
}

impl DynamicReference<'_> {
    pub(crate) fn source(&self) -> Option<Source> {
        match *self.parts.get(1)? {
            "ssm" => Some(Source::Parameter),
            "ssm-secure" => Some(Source::SecureParameter),
            "secretsmanager" => Some(Source::Secret),
            _ => None,
        }
    }

    /// Whether there is more than the service.
    pub(crate) fn names_something(&self) -> bool {
        self.parts.len() > 2
    }

    /// What is wrong with its form, a sentence each.
    /// Source: dynamic references in the CloudFormation user guide.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        match self.source() {
            _ if self.parts.len() < 3 || self.source().is_none() => self.base_faults(&mut faults),
            Some(Source::Secret) if self.parts[2] == "arn" => self.secret_faults(&mut faults, 9),
            Some(Source::Secret) => self.secret_faults(&mut faults, 3),
            _ => self.parameter_faults(&mut faults),
        }
        faults
    }

    fn base_faults(&self, faults: &mut Vec<String>) {
        let text = self.text;
        if self.source().is_none() {
            let given = self.parts.get(1).copied().unwrap_or_default();
            faults.push(format!("`{given}` in `{text}` is none of `ssm`, `ssm-secure` and `secretsmanager`"));
        }
        if self.parts.len() < 3 {
            faults.push(format!("`{text}` names nothing"));
        }
    }

    fn parameter_faults(&self, faults: &mut Vec<String>) {
        let text = self.text;
        let is_name = |char: char| char.is_ascii_alphanumeric() || "_.-/".contains(char);
        if !self.parts[2].contains(is_name) {
            faults.push(format!("`{}` in `{text}` is not the name of a parameter", self.parts[2]));
        }
        if let Some(version) =
            self.parts.get(3).filter(|part| !part.contains(|char: char| char.is_ascii_digit()))
        {
            faults.push(format!("`{version}` in `{text}` is not a version, which is a number"));
        }
        if self.parts.len() > 4 {
            faults.push(format!("`{text}` has more than the name of a parameter and a version"));
        }
    }

    /// `behind` parts are there up to the secret, an ARN or a name.
    fn secret_faults(&self, faults: &mut Vec<String>, behind: usize) {
        let text = self.text;
        if behind == 9 && self.parts.get(7).is_some_and(|part| *part != "secret") {
            faults.push(format!("The ARN in `{text}` is not that of a secret"));
        }
        if let Some(field) = self.parts.get(behind).filter(|part| !matches!(**part, "" | "SecretString")) {
            faults.push(format!("`{field}` in `{text}` is not `SecretString`, the only field there is"));
        }
        if self.parts.len() < behind {
            faults.push(format!("The ARN in `{text}` is cut short"));
        }
        if self.parts.len() > behind + 4 {
            faults.push(format!(
                "`{text}` has more than a secret, `SecretString`, a key, a stage and a version"
            ));
        }
    }
}
