//! What to do, by the ids of domain.md §2.12.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("do.N-28", "Set a target for expansion, and describe the customers it can come from.", "设定增购目标，明确可增购的客户画像。"),
    ("do.N-17", "Give this group its own success plan; look at its churn reasons first.", "为该客群单独制定客户成功方案，先看流失原因。"),
    ("do.Q9-02", "Shorten the task: hide what it doesn't need, offer a template.", "精简流程：隐藏非必要功能，预置操作模板。"),
    ("do.Q9-04", "Contact those who rated it low, while they remember why.", "趁用户还记得原因，主动联系打低分的人。"),
    ("do.Q8-02", "Put first what ten customers share, before any single customer's wish.", "优先开发 10 家客户共有的需求，单一客户的诉求靠后。"),
    ("do.Q6-02", "Park it, or price it as custom work.", "暂缓，或作为定制单独报价。"),
    ("do.G-23", "Call within 24 hours.", "24 小时内电话回访。"),
    ("do.G-25", "Ask for a referral or a case study.", "邀请转介绍或做案例。"),
    ("do.Q5-02", "Offer a case study, or a say in what is built next.", "邀请做标杆案例，或参与产品共创。"),
];
