//! Keeps requests away from private and local addresses.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

/// Resolves names to public addresses only; the connection goes to one of
/// those that were checked.
pub(super) struct Guarded {
    /// Set when a name had none.
    pub(super) refused: Arc<AtomicBool>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let refused = Arc::clone(&self.refused);
        Box::pin(async move {
            let found = (name.as_str(), 0).to_socket_addrs()?;
            let public: Vec<SocketAddr> = found.filter(|a| is_public(a.ip())).collect();
            if public.is_empty() {
                refused.store(true, Ordering::Relaxed);
                return Err(io::Error::other("a private address").into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether a URL has a private address for a host; names are left to [`Guarded`].
pub(super) fn is_private_literal(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.parse().is_ok_and(|address| !is_public(address))
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 240.., _, _) | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _)
    );
    !(special
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let local = matches!(segments[0], 0xfc00..=0xfdff | 0xfe80..=0xfeff)
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast();
    !local && embedded_v4(address).is_none_or(is_public_v4)
}

/// The IPv4 address that a mapped, compatible (`::7f00:1`), translated (`64:ff9b::`) or
/// 6to4 address leads to.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let v4 = |at: usize| {
        let [high, low] = [segments[at], segments[at + 1]].map(u16::to_be_bytes);
        Ipv4Addr::new(high[0], high[1], low[0], low[1])
    };
    match segments {
        [0x64, 0xff9b, ..] => Some(v4(6)),
        [0x2002, ..] => Some(v4(1)),
        _ => address.to_ipv4(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_recognised() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
        ] {
            assert!(
                !is_public(address.parse().expect("an address")),
                "{address}"
            );
        }
        for address in [
            "1.1.1.1",
            "93.184.216.34",
            "2606:4700:4700::1111",
            "::ffff:1.1.1.1",
        ] {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
    }

    #[test]
    fn private_hosts_of_urls_are_recognised_however_written() {
        for url in [
            "http://127.0.0.1/",
            "http://[::1]:80/",
            "http://2130706433/",
            "http://0x7f.1/",
        ] {
            assert!(
                is_private_literal(&Url::parse(url).expect("a URL")),
                "{url}"
            );
        }
        let name = Url::parse("http://localhost/").expect("a URL");
        assert!(!is_private_literal(&name), "left to the resolver");
    }
}
