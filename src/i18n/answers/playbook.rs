//! What to do, by the ids of domain.md §2.12.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("do.N-28", "Set a target for expansion, and describe the customers it can come from.", "设定增购目标，明确可增购的客户画像。"),
    ("do.N-17", "Give this group its own success plan; look at its churn reasons first.", "为该客群单独制定客户成功方案，先看流失原因。"),
    ("do.Q4-04", "Name the missing people: a key account needs a success manager, a solution specialist and a delivery manager.", "补齐负责人：KA 需要客户成功经理、解决方案专家和交付经理。"),
    ("do.Q4-05", "Move basic issues to support, a bot or the knowledge base.", "把基础问题转给客服、机器人或知识库处理。"),
    ("do.Q9-02", "Shorten the task: hide what it doesn't need, offer a template.", "精简流程：隐藏非必要功能，预置操作模板。"),
    ("do.Q9-04", "Contact those who rated it low, while they remember why.", "趁用户还记得原因，主动联系打低分的人。"),
];
