//! `formwork init` on repositories with the files of other tools: what it writes
//! passes at once, is the same each time, and says what it took over.

use std::fs;
use std::path::Path;

use crate::formwork;

const TEMPLATE: &str = "\
Resources:
  Logs:
    Type: AWS::S3::Bukcet
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: x, SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: 0.0.0.0/0 }] }
";

const GUARD: &str = "rule QUEUES_ARE_ENCRYPTED {
  Resources.*[ Type == 'AWS::SQS::Queue' ] { Properties.KmsMasterKeyId exists }
}
";

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [
        ("stacks/a.yaml", TEMPLATE),
        ("stacks/b.json", "{ \"Resources\": { \"Queue\": { \"Type\": \"AWS::SQS::Queue\" } } }"),
        (".cfnlintrc", "ignore_checks: [W3005, E9999]\nregions: [eu-west-1]\nignore_templates: [x]\n"),
        (".cfn_nag.yml", "RulesToSuppress:\n- id: F1000\n  reason: \"it: is\\nso\"\n- id: NO1\n"),
        (".checkov.yaml", "skip-check:\n  - CKV_AWS_18\n  - CKV2_AWS_6\n"),
        ("policies/queues.guard", GUARD),
        ("policies/broken.guard", "rule X {\n"),
        (".github/workflows/deploy.yml", "env: { AWS_REGION: eu-central-1 }\n"),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = formwork(folder).args(arguments).output().expect("formwork runs");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    (output.status.code(), text.concat())
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it is written")
}

#[test]
fn what_it_writes_passes_at_once() {
    let folder = repository();
    let path = folder.path();
    assert_eq!(run(path, &["lint"]).0, Some(1));
    let (status, text) = run(path, &["init"]);
    assert_eq!(status, Some(0), "{text}");
    for words in [
        "Looked at 2 templates with 3 resources.\n",
        "Took over what `.cfnlintrc` says.\n",
        "Took over what `policies/queues.guard` says.\n",
        "Not taken over: `.cfnlintrc` leaves out `E9999`, which no rule of Formwork is called.\n",
        "Not taken over: `ignore_templates` of `.cfnlintrc` has no equivalent; put its patterns into a file `.ignore`.\n",
        "Not taken over: `.cfn_nag.yml` leaves out `NO1` of cfn_nag, which no rule of Formwork is.\n",
        "Not taken over: `policies/broken.guard` is broken: ",
        "Wrote `formwork.yaml`.\n",
        " to `formwork-baseline.json`.\n`formwork lint` passes now.",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let configuration = read(path, "formwork.yaml");
    for words in [
        "\nbaseline: formwork-baseline.json\n",
        "\nregions: [eu-central-1, eu-west-1]\n",
        "\npacks:\n  - security-pillar\n  - cfn-nag # there is `.cfn_nag.yml`\n  - ./policies/queues.guard\n",
        "\n  - SECURITY_GROUP_MISSING_EGRESS_RULE # `F1000` in `.cfn_nag.yml`: it: is so\n",
        "\n  - W3005 # `.cfnlintrc`\n",
        "\n#  - S3_BUCKET_LOGGING_ENABLED # `.checkov.yaml` skips `CKV_AWS_18`, which is about the same\n",
    ] {
        assert!(configuration.contains(words), "{words}\n{configuration}");
    }
    let (status, text) = run(path, &["lint", "--min-severity", "info", "--fail-on", "info"]);
    assert!(status == Some(0) && text.contains("are in shape ("), "{text}");

    // Neither is replaced unasked, and asked again it writes the same.
    let (status, text) = run(path, &["init"]);
    assert_eq!(
        (status, text.as_str()),
        (Some(2), "error: `formwork.yaml` is there already; `--force` replaces it\n")
    );
    let baseline = read(path, "formwork-baseline.json");
    let (status, text) = run(path.parent().expect("a folder"), &["init", "--force", &path.to_string_lossy()]);
    assert_eq!(status, Some(0), "{text}");
    assert_eq!(
        (read(path, "formwork.yaml"), read(path, "formwork-baseline.json")),
        (configuration, baseline)
    );
}

#[test]
fn an_empty_folder_is_no_trouble() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (status, text) = run(folder.path(), &["init"]);
    assert!(status == Some(0) && text.starts_with("Looked at 0 templates with 0 resources.\n"), "{text}");
    assert_eq!(run(folder.path(), &["lint"]).0, Some(0));
    let (status, text) = run(folder.path(), &["init", "nowhere"]);
    assert_eq!((status, text.as_str()), (Some(2), "error: `nowhere` is no folder\n"));
}
