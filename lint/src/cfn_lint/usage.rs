//! What `--help` says.

pub(super) const HELP: &str = "\
usage: cfn-lint [options] [TEMPLATE ...]
  cfn-lint template.yaml
  cfn-lint 'stacks/**/*.yaml'                every template below a folder
  cfn-lint -i W2001 -- template.yaml         without a rule; `--` ends the list of rules
  cfn-lint -x E3012:strict=true -t a.yaml    an option of a rule

Checks CloudFormation templates with Formwork, in place of cfn-lint 1.58.0.

Templates:
  TEMPLATE                        files or patterns; standard input where there are none
  -t, --template TEMPLATE ...     the same, among other options
  --ignore-templates PATTERN ...  leave these out
  -b, --ignore-bad-template       say nothing of templates that can't be read
  --parameters NAME=VALUE ...     values of parameters, for a single template
  --parameter-files FILE ...      the same in files; with the template behind `--`
  --deployment-files FILE ...     Git sync deployment files, in place of templates
  -L, --list-templates            list the templates and do nothing else

Rules:
  -i, --ignore-checks CODE ...    leave out rules whose codes begin so
  -c, --include-checks CODE ...   rules besides errors and warnings, such as I
  -m, --mandatory-checks CODE ... rules that no template can ignore
  -e, --include-experimental      experimental rules, too
  -x, --configure-rule CODE:OPTION=VALUE ...
  -r, --regions REGION ...        where the templates are deployed to; ALL_REGIONS for all
  -z, --custom-rules FILE         rules of your own, one a line
  -o, --override-spec FILE        take types away, or change what they allow
  -s, --registry-schemas DIR ...  schemas of private types
  -a, --append-rules DIR ...      rules in Python; they are not run
  -l, --list-rules                list the rules and do nothing else

Output:
  -f, --format {quiet,parseable,json,junit,pretty,sarif}
  --output-file FILE              write to a file instead
  --non-zero-exit-code {informational,warning,error,none}
                                  the least level that makes the exit status non-zero
  -g, --build-graph               write the resources and their references beside the template, as DOT
  -D, --debug  -I, --info         say on standard error what is being checked

Configuration:
  --config-file FILE              in place of .cfnlintrc in the home folder and in this one
  --merge-configs                 join the lists of all layers of configuration
  -u, --update-specs              does nothing: the data comes with the binary
  -v, --version  -h, --help

Exit status: 0, or the sum of 2 (errors), 4 (warnings) and 8 (informational);
1 for wrong usage or configuration, 32 for an unknown region.
";
