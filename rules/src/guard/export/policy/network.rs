//! NET002 and NET004; what takes arithmetic with addresses is left out.

use std::fmt::Write as _;

use super::{Policy, switched_on, text};
use crate::guard::export::LeftOut;
use crate::{Meta, Settings};

const GROUPS: &str = r"let security_groups = Resources.*[
  Type == 'AWS::EC2::SecurityGroup'
  Properties.SecurityGroupIngress !empty
@UNSUPPRESSED@]

@COMMENT@rule NET002_SECURITY_GROUP_OPEN_TO_WORLD when %security_groups !empty {
  %security_groups.Properties.SecurityGroupIngress[*] {
@ENTRY@  }
}

let ingress_rules = Resources.*[
  Type == 'AWS::EC2::SecurityGroupIngress'
  Properties !empty
@UNSUPPRESSED@]

@COMMENT@rule NET002_INGRESS_OPEN_TO_WORLD when %ingress_rules !empty {
  %ingress_rules.Properties {
@ENTRY@  }
}
";

const ENTRY: &str = r#"    when CidrIp == /^\s*[0-9.]+\/0\s*$/ or
         CidrIpv6 == /^\s*[0-9A-Fa-f:.]+\/0\s*$/ {
      when IpProtocol exists {
        IpProtocol not in [-1, "-1", "all"]
@ALL@      }
      when IpProtocol in [6, "6", "tcp", "TCP", 17, "17", "udp", "UDP"]
           FromPort is_int or
           FromPort == /^\s*\d+\s*$/
           ToPort is_int or
           ToPort == /^\s*\d+\s*$/ {
        let first = parse_int(FromPort)
        let last = parse_int(ToPort)
        %first > 1 or
        %last < 65535
@ALL@@PORTS@      }
    }
"#;

const DATABASES: &str = r"let database_groups = Resources.*[
  Type == 'AWS::RDS::DBSecurityGroup'
  Properties.DBSecurityGroupIngress !empty
@UNSUPPRESSED@]

@COMMENT@rule NET002_DATABASE_GROUP_OPEN_TO_WORLD when %database_groups !empty {
  %database_groups.Properties.DBSecurityGroupIngress[*] {
    CIDRIP not exists or
    CIDRIP is_struct or
    CIDRIP != /^\s*[0-9.]+\/0\s*$/
@MESSAGE@  }
}

let database_ingress_rules = Resources.*[
  Type in ['AWS::RDS::DBSecurityGroupIngress', 'AWS::Redshift::ClusterSecurityGroupIngress']
@UNSUPPRESSED@]

@COMMENT@rule NET002_DATABASE_INGRESS_OPEN_TO_WORLD when %database_ingress_rules !empty {
  %database_ingress_rules {
    Properties.CIDRIP not exists or
    Properties.CIDRIP is_struct or
    Properties.CIDRIP != /^\s*[0-9.]+\/0\s*$/
@MESSAGE@  }
}
";

const SUBNETS: &str = r"let subnets = Resources.*[
  Type == 'AWS::EC2::Subnet'
  Properties.CidrBlock is_string
@UNSUPPRESSED@]

@COMMENT@rule NET004_SUBNET_TOO_SMALL when %subnets !empty {
  %subnets {
    Properties.CidrBlock == @PREFIXES@
@MESSAGE@  }
}
";

const GROUP_TYPES: &[&str] = &["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"];
const DATABASE_TYPES: &[&str] = &[
    "AWS::RDS::DBSecurityGroup",
    "AWS::RDS::DBSecurityGroupIngress",
    "AWS::Redshift::ClusterSecurityGroupIngress",
];
const REMEDY: &str = "admit the addresses that need it, a prefix list or another security group";

pub(super) fn policy(settings: &Settings, left_out: &mut Vec<LeftOut>) -> Policy {
    let mut policy = Policy::new("policy-network", "the network plan, by `network` in `formwork.yaml`");
    let network = settings.network();
    if let Some(meta) = switched_on("NET002", settings, left_out) {
        policy.add(GROUP_TYPES, &groups(meta, &network.admin_ports));
        policy.add(DATABASE_TYPES, &databases(meta));
    }
    if let Some(longest) = network.min_prefix
        && let Some(meta) = switched_on("NET004", settings, left_out)
    {
        policy.add(&["AWS::EC2::Subnet"], &subnets(meta, longest));
    }
    let ranges = "Guard doesn't compare ranges of addresses";
    for (code, is_asked, reason) in [
        ("NET001", true, "whether blocks overlap takes arithmetic, and several resources"),
        ("NET003", !network.supernets.is_empty(), ranges),
        ("NET005", !network.reserved.is_empty(), ranges),
        ("NET006", network.unique, "a hook sees one template at a time"),
    ] {
        let is_on = crate::find(code).is_some_and(|meta| settings.severity_of(meta).is_some());
        if is_asked && is_on {
            left_out.push(LeftOut { rule: code.to_owned(), part: "all of it", reason });
        }
    }
    policy
}

fn groups(meta: &Meta, ports: &[u16]) -> String {
    let all = text::message(8, "all ports are open to the whole internet", REMEDY);
    let ports = ports.iter().fold(String::new(), |mut clauses, port| {
        let fact = format!("port {port} is open to the whole internet");
        let _ = write!(
            clauses,
            "        %first > {port} or\n        %last < {port}\n{}",
            text::message(8, &fact, REMEDY)
        );
        clauses
    });
    let entry = ENTRY.replace("@ALL@", &all).replace("@PORTS@", &ports);
    GROUPS
        .replace("@ENTRY@", &entry)
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace("@COMMENT@", &text::comment(meta, "A security group admits the whole internet"))
}

fn databases(meta: &Meta) -> String {
    DATABASES
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace("@COMMENT@", &text::comment(meta, "A database admits the whole internet"))
        .replace("@MESSAGE@", &text::message(4, "the databases are open to the whole internet", REMEDY))
}

/// Prefixes that are at most `longest`, which is at least 16.
fn subnets(meta: &Meta, longest: u8) -> String {
    let prefixes: Vec<String> = (0..=longest).map(|prefix| prefix.to_string()).collect();
    let fact = format!("the subnet is smaller than /{longest}");
    SUBNETS
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace("@COMMENT@", &text::comment(meta, "A subnet is smaller than the network plan allows"))
        .replace("@PREFIXES@", &format!("/\\/({})\\s*$/", prefixes.join("|")))
        .replace("@MESSAGE@", &text::message(4, &fact, &format!("give it a block of /{longest} or larger")))
}
