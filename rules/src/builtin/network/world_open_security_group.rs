use crate::Context;
use crate::network::ingress::{self, Ports};
use crate::rule::{Rule, rule};

rule! {
    /// A security group admits the whole internet to all ports or to one of administration.
    ///
    /// Ports of remote shells, desktops and databases are found within minutes by
    /// those who scan every address. Web ports may be open.
    ///
    /// `network: admin-ports:` in `formwork.yaml` says which ports are meant. Without it
    /// they are 22 (SSH), 23 (Telnet), 135 and 445 (Windows), 1433, 1521, 3306 and 5432
    /// (SQL Server, Oracle, MySQL, PostgreSQL), 2375 and 2376 (Docker), 3389 (RDP), 5500
    /// and 5900 (VNC), 5985 and 5986 (WinRM), 6379 (Redis), 9200 (Elasticsearch), 11211
    /// (memcached), and 27017 (MongoDB).
    ///
    /// ```yaml bad
    /// Parameters:
    ///   From: { Type: String, Default: 0.0.0.0/0 }
    /// Resources:
    ///   Bastion:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Way in
    ///       SecurityGroupIngress:
    ///         - IpProtocol: tcp
    ///           FromPort: 22
    ///           ToPort: "22"
    ///           CidrIp: !Ref From
    /// #                 ^^^^^^^^^ `Bastion` opens port 22 to `0.0.0.0/0`
    ///         - { IpProtocol: -1, CidrIpv6: "::/0" }
    /// #                                     ^^^^^^ `Bastion` opens all ports to `::/0`
    ///   Cluster:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: !Ref Bastion
    ///       IpProtocol: "6"
    ///       FromPort: 3000
    ///       ToPort: 4000
    ///       CidrIp: 0.0.0.0/0
    /// #             ^^^^^^^^^ `Cluster` opens ports 3000-4000 (with 3306, 3389) to `0.0.0.0/0`
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web server
    ///       SecurityGroupIngress:
    ///         - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
    ///         - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8 }
    /// ```
    /// ```yaml formwork.yaml
    /// network: { admin-ports: [8443] }
    /// ```
    /// ```yaml bad
    /// Resources:
    ///   Console:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       GroupId: sg-1
    ///       IpProtocol: tcp
    ///       FromPort: 8443
    ///       ToPort: 8443
    ///       CidrIp: 0.0.0.0/0
    /// #             ^^^^^^^^^ `Console` opens port 8443 to `0.0.0.0/0`
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Shell:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties: { GroupId: sg-1, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
    /// ```
    pub struct WorldOpenSecurityGroup {
        code: "NET002",
        name: "world-open-security-group",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for WorldOpenSecurityGroup {
    fn check(cx: &mut Context<'_>) {
        let admin_ports = &cx.settings().network().admin_ports;
        for opening in ingress::open_to_world(cx.template()) {
            let Some(ports) = named(opening.ports, admin_ports) else { continue };
            let message = format!("`{}` opens {ports} to `{}`", opening.owner, opening.world);
            cx.report::<Self>(opening.span, message)
                .when(opening.when)
                .help("Admit the addresses that need it, a prefix list or another security group");
        }
    }
}

/// The ports in words; `None` where there is no harm in them.
fn named(ports: Ports, admin_ports: &[u16]) -> Option<String> {
    let (first, last) = match ports {
        Ports::All => return Some("all ports".to_owned()),
        Ports::Database => return Some("its databases".to_owned()),
        Ports::Range(first, last) => (first, last),
    };
    let held = admin_ports.iter().filter(|port| (first..=last).contains(port));
    let held: Vec<String> = held.map(u16::to_string).collect();
    match held.as_slice() {
        [] => None,
        _ if first == last => Some(format!("port {first}")),
        _ => Some(format!("ports {first}-{last} (with {})", held.join(", "))),
    }
}
