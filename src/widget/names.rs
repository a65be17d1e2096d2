//! Customers by codes made of their names.

/// What a customer's code begins with, as in a report without names.
pub(super) const CODE: &str = "Customer ";

/// Whether a report has it in a name's place already.
pub(super) fn is_code(text: &str) -> bool {
    text.strip_prefix(CODE).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The code of a name: 48 bits of its 64-bit FNV-1a, so that one customer has one code in every file. It is no
/// secret: whoever guesses a name can make its code.
pub(super) fn hashed(name: &str) -> String {
    if is_code(name) {
        return name.to_owned();
    }
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{CODE}{:012x}", hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_made_of_the_name_alone() {
        // FNV-1a 64 of "foobar" is 85944171f73967e8 (the test vectors of its authors).
        assert_eq!(hashed("foobar"), "Customer 85944171f739");
        assert_ne!(hashed("Acme"), hashed("acme"));
        assert_eq!(hashed("Customer 017"), "Customer 017");
    }
}
