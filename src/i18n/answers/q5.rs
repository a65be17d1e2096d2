//! Q5, advocates.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q5", "Advocates", "拥护者"),
    ("q5.lead", "Who uses the product most, gains most from it and speaks for it.", "谁用得最多、收获最大、愿意为产品说话。"),
];
