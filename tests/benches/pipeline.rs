//! What one template costs, stage by stage: `cargo bench`. Sizes are lines of
//! YAML and of JSON, made here of resources that templates really have.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use formwork_rules::{Settings, check};
use formwork_template::{Syntax, Template, parse};

/// A VPC with subnets, security groups, roles and functions, of about `lines` lines.
fn yaml(lines: usize) -> String {
    let mut text = String::from(
        "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Env:\n    Type: String\n    AllowedValues: [dev, prod]\n\
         Conditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    \
         Properties:\n      CidrBlock: 10.0.0.0/8\n",
    );
    let mut number = 0;
    while text.lines().count() < lines {
        let (second, third) = (number / 256, number % 256);
        let _ = write!(
            text,
            "  Subnet{number}:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      \
             CidrBlock: 10.{second}.{third}.0/24\n      Tags:\n        - Key: Name\n          Value: !Sub '${{Env}}-{number}'\n  \
             Group{number}:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: web\n      \
             VpcId: !Ref Vpc\n      SecurityGroupIngress:\n        - IpProtocol: tcp\n          FromPort: 443\n          \
             ToPort: 443\n          CidrIp: 10.0.0.0/8\n  Function{number}:\n    Type: AWS::Lambda::Function\n    \
             Properties:\n      Handler: index.handler\n      Runtime: python3.13\n      \
             Role: !Sub 'arn:aws:iam::${{AWS::AccountId}}:role/web'\n      MemorySize: !If [IsProd, 1024, 256]\n      \
             Code:\n        ZipFile: |\n          def handler(event, context):\n              return event\n      \
             VpcConfig:\n        SubnetIds: [!Ref Subnet{number}]\n        SecurityGroupIds: [!GetAtt Group{number}.GroupId]\n",
        );
        number += 1;
    }
    text
}

fn pipeline(criterion: &mut Criterion) {
    let settings = Settings::default();
    for lines in [30, 300, 2_700] {
        let text: Arc<str> = yaml(lines).into();
        let mut group = criterion.benchmark_group("template");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", lines), &text, |bencher, text| {
            bencher.iter(|| parse(black_box(Arc::clone(text)), Syntax::Yaml));
        });
        group.bench_with_input(BenchmarkId::new("model", lines), &text, |bencher, text| {
            bencher.iter_batched(
                || parse(Arc::clone(text), Syntax::Yaml),
                |parsed| {
                    let template = Template::new(parsed);
                    black_box((template.index(), template.conditions()));
                    template
                },
                criterion::BatchSize::SmallInput,
            );
        });
        group.bench_with_input(BenchmarkId::new("lint", lines), &text, |bencher, text| {
            bencher.iter(|| check(&Template::new(parse(Arc::clone(text), Syntax::Yaml)), &settings));
        });
        group.finish();
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
