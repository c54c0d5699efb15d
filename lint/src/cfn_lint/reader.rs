//! Reads a command line as Python's `argparse` does, on which cfn-lint stands:
//! an option that takes several values takes every word up to the next option
//! or `--`, long options may be cut short, and the names of templates stand
//! together in one place. What the options mean is not known here.

use std::fmt;

/// What follows an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    One,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One word or more.
    Many,
    /// One word or more, each cut at its commas.
    ManyByComma,
}

/// An option as it is written.
#[derive(Debug)]
pub(super) struct Spelling<Name: 'static> {
    pub(super) name: Name,
    pub(super) short: Option<char>,
    /// With its two dashes.
    pub(super) long: &'static str,
    pub(super) takes: Takes,
    /// Only one of those that are set so may be given.
    pub(super) excludes_its_like: bool,
}

/// An option that was given, with its words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Given<Name> {
    pub(super) name: Name,
    pub(super) words: Vec<String>,
}

/// A command line in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandLine<Name> {
    pub(super) options: Vec<Given<Name>>,
    pub(super) templates: Vec<String>,
}

/// Why a command line can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a word is, before it is known which option takes it.
enum Word<Name: 'static> {
    Plain,
    /// `--`
    Separator,
    Option(&'static Spelling<Name>, Option<String>),
    Unknown,
}

/// Reads `words`. `stop` says which options end the reading, as `--help` does.
pub(super) fn read<Name: Copy + PartialEq>(
    table: &'static [Spelling<Name>],
    words: &[String],
    stop: impl Fn(Name) -> bool,
) -> Result<CommandLine<Name>, Refusal> {
    let mut reader = Reader {
        table,
        words,
        kinds: classify(table, words)?,
        read: CommandLine { options: Vec::new(), templates: Vec::new() },
        has_templates: false,
        unknown: Vec::new(),
    };
    let last = reader.kinds.iter().rposition(|kind| matches!(kind, Word::Option(..) | Word::Unknown));
    let mut at = 0;
    while last.is_some_and(|last| at <= last) {
        at = match reader.kinds[at] {
            Word::Plain | Word::Separator => reader.take_templates(at),
            Word::Unknown => {
                reader.unknown.push(words[at].clone());
                at + 1
            }
            Word::Option(..) => {
                let next = reader.take_option(at)?;
                if reader.read.options.last().is_some_and(|given| stop(given.name)) {
                    return Ok(reader.read);
                }
                next
            }
        };
    }
    reader.take_templates(at);
    if reader.unknown.is_empty() {
        Ok(reader.read)
    } else {
        Err(Refusal(format!("unrecognized arguments: {}", reader.unknown.join(" "))))
    }
}

struct Reader<'w, Name: 'static> {
    table: &'static [Spelling<Name>],
    words: &'w [String],
    kinds: Vec<Word<Name>>,
    read: CommandLine<Name>,
    /// Whether the one place where templates stand is behind us.
    has_templates: bool,
    unknown: Vec<String>,
}

impl<Name: Copy + PartialEq> Reader<'_, Name> {
    /// Takes the words up to the next option as templates, and gives the place behind them.
    fn take_templates(&mut self, at: usize) -> usize {
        let end = self.run(at, |kind| matches!(kind, Word::Plain | Word::Separator));
        let mut words = self.words[at..end].to_vec();
        if self.has_templates {
            self.unknown.append(&mut words);
        } else if end > at {
            // Only the first `--` is a separator; a later one is a name.
            if let Some(separator) = words.iter().position(|word| word == "--") {
                words.remove(separator);
            }
            self.has_templates = true;
            self.read.templates = words;
        }
        end
    }

    /// The end of the words of one sort that begin at `at`.
    fn run(&self, at: usize, wanted: impl Fn(&Word<Name>) -> bool) -> usize {
        at + self.kinds[at..].iter().take_while(|kind| wanted(kind)).count()
    }

    /// Takes the option at `at` with its words, and gives the place behind them.
    fn take_option(&mut self, at: usize) -> Result<usize, Refusal> {
        let Word::Option(mut spelling, mut attached) = std::mem::replace(&mut self.kinds[at], Word::Plain)
        else {
            return Ok(at + 1);
        };
        // `-bef json`: options without words, and one at their end that may take some.
        while spelling.takes == Takes::Nothing
            && let Some(rest) = attached.take()
        {
            let next = rest.chars().next().filter(|_| !self.words[at].starts_with("--"));
            let next = next.and_then(|short| self.table.iter().find(|one| one.short == Some(short)));
            let Some(next) = next else {
                return Err(refuse(spelling, &format!("ignored explicit argument '{rest}'")));
            };
            self.add(spelling, Vec::new())?;
            spelling = next;
            attached = Some(rest[1..].to_owned()).filter(|rest| !rest.is_empty());
        }
        if let Some(word) = attached {
            self.add(spelling, vec![word])?;
            return Ok(at + 1);
        }
        let following = self.run(at + 1, |kind| matches!(kind, Word::Plain));
        let end = match spelling.takes {
            Takes::Nothing => at + 1,
            Takes::One | Takes::OneOf(_) if following > at + 1 => at + 2,
            Takes::Many | Takes::ManyByComma if following > at + 1 => following,
            Takes::One | Takes::OneOf(_) => return Err(refuse(spelling, "expected one argument")),
            Takes::Many | Takes::ManyByComma => {
                return Err(refuse(spelling, "expected at least one argument"));
            }
        };
        self.add(spelling, self.words[at + 1..end].to_vec())?;
        Ok(end)
    }

    fn add(&mut self, spelling: &'static Spelling<Name>, words: Vec<String>) -> Result<(), Refusal> {
        let words = match spelling.takes {
            Takes::ManyByComma => words.iter().flat_map(|word| word.split(',')).map(str::to_owned).collect(),
            _ => words,
        };
        if let (Takes::OneOf(choices), Some(word)) = (spelling.takes, words.first())
            && !choices.contains(&word.as_str())
        {
            let choices: Vec<_> = choices.iter().map(|choice| format!("'{choice}'")).collect();
            let problem = format!("invalid choice: '{word}' (choose from {})", choices.join(", "));
            return Err(refuse(spelling, &problem));
        }
        let other = self.read.options.iter().filter_map(|given| {
            let other = self.table.iter().find(|one| one.name == given.name)?;
            (other.excludes_its_like && other.name != spelling.name).then_some(other)
        });
        if let Some(other) = other.last().filter(|_| spelling.excludes_its_like) {
            return Err(refuse(spelling, &format!("not allowed with argument {}", called(other))));
        }
        self.read.options.push(Given { name: spelling.name, words });
        Ok(())
    }
}

fn refuse<Name>(spelling: &Spelling<Name>, problem: &str) -> Refusal {
    Refusal(format!("argument {}: {problem}", called(spelling)))
}

/// `-f/--format`
fn called<Name>(spelling: &Spelling<Name>) -> String {
    match spelling.short {
        Some(short) => format!("-{short}/{}", spelling.long),
        None => spelling.long.to_owned(),
    }
}

fn classify<Name>(table: &'static [Spelling<Name>], words: &[String]) -> Result<Vec<Word<Name>>, Refusal> {
    let mut kinds = Vec::with_capacity(words.len());
    let mut separated = false;
    for word in words {
        kinds.push(if separated {
            Word::Plain
        } else if word == "--" {
            separated = true;
            Word::Separator
        } else {
            of_word(table, word)?
        });
    }
    Ok(kinds)
}

fn of_word<Name>(table: &'static [Spelling<Name>], word: &str) -> Result<Word<Name>, Refusal> {
    let Some(rest) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) else {
        return Ok(Word::Plain);
    };
    if !word.starts_with("--") {
        let mut chars = rest.chars();
        let short = chars.next();
        if let Some(spelling) = table.iter().find(|one| one.short == short) {
            let attached = Some(chars.as_str().to_owned()).filter(|attached| !attached.is_empty());
            // `-f=json` is `-f` with `json`, as in the long form.
            let attached = attached.map(|text| text.strip_prefix('=').map_or(text.clone(), str::to_owned));
            return Ok(Word::Option(spelling, attached));
        }
        let is_number = rest.parse::<f64>().is_ok() && rest.starts_with(|char: char| char.is_ascii_digit());
        return Ok(if is_number || word.contains(' ') { Word::Plain } else { Word::Unknown });
    }
    let (name, attached) = match word.split_once('=') {
        Some((name, attached)) => (name, Some(attached.to_owned())),
        None => (word, None),
    };
    if let Some(spelling) = table.iter().find(|one| one.long == name) {
        return Ok(Word::Option(spelling, attached));
    }
    let candidates: Vec<_> = table.iter().filter(|one| one.long.starts_with(name)).collect();
    match candidates.as_slice() {
        [one] => Ok(Word::Option(one, attached)),
        [] if word.contains(' ') => Ok(Word::Plain),
        [] => Ok(Word::Unknown),
        several => {
            let names: Vec<_> = several.iter().map(|one| one.long).collect();
            Err(Refusal(format!("ambiguous option: {word} could match {}", names.join(", "))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Spelling, Takes, read};

    static TABLE: &[Spelling<char>] = &[
        spelling('f', "--format", Takes::OneOf(&["json", "text"])),
        spelling('i', "--ignore", Takes::ManyByComma),
        spelling('n', "--info", Takes::Nothing),
        spelling('t', "--template", Takes::Many),
        Spelling { excludes_its_like: true, ..spelling('x', "--this", Takes::One) },
        Spelling { excludes_its_like: true, ..spelling('y', "--that", Takes::One) },
    ];

    const fn spelling(short: char, long: &'static str, takes: Takes) -> Spelling<char> {
        Spelling { name: short, short: Some(short), long, takes, excludes_its_like: false }
    }

    /// What is read, as `t=a,b` for each option and the templates behind a colon.
    fn outcome(line: &str) -> String {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        match read(TABLE, &words, |_| false) {
            Ok(line) => {
                let options = line.options.iter().map(|one| format!("{}={} ", one.name, one.words.join(",")));
                format!("{}: {}", options.collect::<String>(), line.templates.join(","))
            }
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn options_take_words_as_argparse_has_them() {
        for (line, expected) in [
            ("a b", ": a,b"),
            ("-i E1,E2 E3 -n a", "i=E1,E2,E3 n= : a"),
            ("-i E1 -- a", "i=E1 : a"),
            ("-iE1 a", "i=E1 : a"),
            ("--ignore=E1 a", "i=E1 : a"),
            ("--ig E1 -n a", "i=E1 n= : a"),
            ("-nf json a", "n= f=json : a"),
            ("-nfjson a", "n= f=json : a"),
            ("a -- -n", ": a,-n"),
            ("-- a -- b", ": a,--,b"),
            ("- -1", ": -,-1"),
        ] {
            assert_eq!(outcome(line), expected, "{line}");
        }
    }

    #[test]
    fn what_argparse_refuses_is_refused() {
        for (line, expected) in [
            ("-f html", "argument -f/--format: invalid choice: 'html' (choose from 'json', 'text')"),
            ("-i", "argument -i/--ignore: expected at least one argument"),
            ("-x -- a", "argument -x/--this: expected one argument"),
            ("--i a", "ambiguous option: --i could match --ignore, --info"),
            ("--info=1", "argument -n/--info: ignored explicit argument '1'"),
            ("-x 1 -y 2", "argument -y/--that: not allowed with argument -x/--this"),
            ("a -n b", "unrecognized arguments: b"),
            ("-q a", "unrecognized arguments: -q"),
        ] {
            assert_eq!(outcome(line), expected, "{line}");
        }
    }
}
