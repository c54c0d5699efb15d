//! Markdown that is put together block by block, with blank lines where it needs them. No HTML: terminals show
//! it as well.

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    text: String,
    is_in_list: bool,
}

impl Markdown {
    /// A text that begins with a name.
    pub(crate) fn titled(name: &str) -> Self {
        Self::begun(format!("**{name}**"))
    }

    /// A text that begins with a paragraph.
    pub(crate) fn begun(text: impl AsRef<str>) -> Self {
        let mut markdown = Self::default();
        markdown.paragraph(text);
        markdown
    }

    /// A paragraph, or several that come as they are.
    pub(crate) fn paragraph(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref().trim();
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
        self.is_in_list = false;
    }

    /// An item of the list at the end, or of a new one.
    pub(crate) fn item(&mut self, text: impl AsRef<str>) {
        if self.is_in_list {
            self.text.push('\n');
        } else if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str("- ");
        self.text.push_str(text.as_ref());
        self.is_in_list = true;
    }

    pub(crate) fn items<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        texts.into_iter().for_each(|text| self.item(text));
    }

    /// As [`items`](Self::items), of which only the first `most` are shown, and how many more there are.
    pub(crate) fn most_items<T: AsRef<str>>(&mut self, texts: &[T], most: usize) {
        self.items(texts.iter().take(most));
        if texts.len() > most {
            self.item(format!("and {} more", texts.len() - most));
        }
    }

    /// Ends a list, so that the next item begins another one.
    pub(crate) fn end_list(&mut self) {
        self.is_in_list = false;
    }

    /// A block of code.
    pub(crate) fn code(&mut self, language: &str, text: &str) {
        self.paragraph(format!("```{language}\n{}\n```", text.trim_end().replace("```", "'''")));
    }

    /// Where to read more.
    pub(crate) fn link(&mut self, name: &str, address: Option<String>) {
        if let Some(address) = address {
            self.paragraph(format!("[{name}]({address})"));
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A text as code, whatever it holds: on one line, behind as many backticks as it needs.
pub(crate) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.as_str() {
        "" => "`\"\"`".to_owned(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}

/// Names or values as code, with commas; of many only the first `most`, and how many more there are.
pub(crate) fn listed<T: AsRef<str>>(texts: &[T], most: usize) -> String {
    let shown: Vec<String> = texts.iter().take(most).map(|text| code(text.as_ref())).collect();
    let more = texts.len().saturating_sub(most);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_apart() {
        let mut markdown = Markdown::titled("A");
        markdown.paragraph("");
        markdown.items(["b", "c"]);
        markdown.end_list();
        markdown.most_items(&["d", "e", "f"], 2);
        markdown.code("yaml", "g: ```\n");
        assert_eq!(
            markdown.into_text(),
            "**A**\n\n- b\n- c\n\n- d\n- e\n- and 1 more\n\n```yaml\ng: '''\n```"
        );
    }

    #[test]
    fn texts_as_code() {
        assert_eq!([code("a\n b"), code("a`b"), code("")], ["`a b`", "`` a`b ``", "`\"\"`"]);
        assert_eq!(listed(&["a", "b", "c"], 2), "`a`, `b` and 1 more");
    }
}
