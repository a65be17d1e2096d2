//! Customers that are none: accounts for tests and demonstrations, by their names (peers.md §7).

/// Domains that are nobody's (RFC 2606).
const DOMAINS: [&str; 6] = ["example.com", "example.org", "example.net", "test", "invalid", "localhost"];

/// What such an account is called,
const WORDS: [&str; 8] = ["test", "testing", "demo", "dummy", "sandbox", "测试", "演示", "样例"];

/// and what it may be called besides. A company whose name goes on otherwise ("Test Rite") is none.
const BESIDE: [&str; 18] = [
    "account",
    "acct",
    "customer",
    "client",
    "company",
    "user",
    "org",
    "organization",
    "organisation",
    "tenant",
    "inc",
    "co",
    "ltd",
    "客户",
    "公司",
    "账号",
    "账户",
    "用户",
];

/// What stands in each such name: most names are told apart by it without a copy of them.
const MARKS: [&str; 10] =
    ["test", "demo", "dummy", "sandbox", "example.", "invalid", "localhost", "测试", "演示", "样例"];

fn may_be(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        let stands = |mark: &&str| {
            bytes.get(at..at + mark.len()).is_some_and(|own| own.eq_ignore_ascii_case(mark.as_bytes()))
        };
        let begins = matches!(byte.to_ascii_lowercase(), b't' | b'd' | b's' | b'e' | b'i' | b'l' | 0xe6);
        begins && MARKS.iter().any(stands)
    })
}

/// Whether a customer's name says that it is no customer.
pub(super) fn is_trial_name(name: &str) -> bool {
    if !may_be(name) {
        return false;
    }
    let name = name.trim().to_lowercase();
    let domain = name.rsplit_once('@').map_or(name.as_str(), |(_, domain)| domain);
    // A domain itself, or one below it.
    let below =
        |end: &str| domain.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if domain.contains('.') && DOMAINS.iter().any(|end| below(end)) {
        return true;
    }
    let mut words = 0;
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.into_iter().all(|part| {
        let bare = part.trim_end_matches(|c: char| c.is_ascii_digit());
        // Words of Chinese names stand without a blank between them.
        let cut = BESIDE.iter().filter(|end| !end.is_ascii()).find_map(|end| bare.strip_suffix(end));
        let is_word = WORDS.contains(&cut.unwrap_or(bare));
        words += u32::from(is_word);
        is_word || bare.is_empty() || BESIDE.contains(&bare)
    }) && words > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_no_customers() {
        for name in [
            "Test",
            "test 2",
            "TEST-ACCOUNT",
            "Demo Inc.",
            "demo_customer_17",
            "测试",
            "测试客户",
            "演示公司2",
            "ann@example.com",
            "x.example.org",
            "bob@corp.test",
            "Sandbox",
        ] {
            assert!(is_trial_name(name), "{name}");
        }
        for name in [
            "Test Rite International",
            "Demopolis",
            "Contest Co",
            "Attest",
            "Example Corp",
            "myexample.com",
            "Acme",
            "12",
            "",
            "Co",
            "Testa",
            "Demo Day Ventures",
            "精测电子",
            "客户 1",
            "latest.com",
        ] {
            assert!(!is_trial_name(name), "{name}");
        }
    }
}
