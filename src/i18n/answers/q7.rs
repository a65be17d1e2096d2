//! Q7, growth.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q7", "Self-growth", "自增长"),
    ("q7.lead", "How sign-ups become active, paying and inviting customers.", "注册用户如何激活、付费并带来新用户。"),
];
