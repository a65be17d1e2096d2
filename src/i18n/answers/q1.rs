//! Q1, NRR, and Q2, retention by group: their findings.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q1", "NRR", "NRR"),
    ("q2", "Retention", "留存"),
    ("q1.shrinks", "Of {opening} MRR at the start, {lost} was lost over the window ({churn} churn, {contraction} contraction); expansion of {expansion} doesn't make it good.", "期初 MRR {opening} 中，统计区间内失去 {lost}（流失 {churn}，降级 {contraction}），增购 {expansion} 不足以弥补。"),
    ("q1.losses_covered", "Of {opening} MRR at the start, {lost} was lost over the window ({churn} churn, {contraction} contraction); expansion of {expansion} makes it good.", "期初 MRR {opening} 中，统计区间内失去 {lost}（流失 {churn}，降级 {contraction}），增购 {expansion} 已弥补。"),
    ("q1.where", "{share} of the lost MRR comes from {group} ({by}), which was {weight} of MRR at the start: {lost}.", "失去的 MRR 中有 {share} 来自{by}“{group}”，而它只占期初 MRR 的 {weight}，金额 {lost}。"),
    ("q1.largest", "One customer is {share} of MRR; without the largest, NRR is {without}.", "单一客户占 MRR 的 {share}；剔除最大客户后 NRR 为 {without}。"),
    ("q2.masked", "Logo retention of {all} hides how far groups are apart by {by}: {low} {low_rate} (n = {low_n}), {high} {high_rate} (n = {high_n}).", "整体客户数留存率 {all} 掩盖了{by}之间的差距：{low} {low_rate}（n = {low_n}），{high} {high_rate}（n = {high_n}）。"),
];
