//! What to do, by the ids of domain.md §2.12.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("do.N-28", "Set a target for expansion, and describe the customers it can come from.", "设定增购目标，明确可增购的客户画像。"),
    ("do.N-17", "Give this group its own success plan; look at its churn reasons first.", "为该客群单独制定客户成功方案，先看流失原因。"),
    ("do.Q3-01", "Ask the customer's champion why nobody logs in; offer help with the task they bought it for.", "联系客户关键人，弄清为什么没人登录，从当初购买的用途入手提供帮助。"),
    ("do.Q3-02", "Find out which core work is done elsewhere now, and retrain those who do it.", "弄清哪些核心工作改在别处做了，重新培训相关使用者。"),
    ("do.Q3-03", "Read the complaints, name one person who answers for them, agree on dates.", "通读投诉内容，指定一位负责人，与客户约定解决时间。"),
    ("do.Q3-04", "Put the customer on a plan of 30 and 90 days that finishes the core set-up first.", "制定 30/90 天稳定计划，先完成核心流程配置。"),
    ("do.Q3-05", "Show the next module that fits what they do already.", "结合客户现有用法，介绍下一个合适的模块。"),
    ("do.Q3-06", "Start the renewal talk now.", "立即启动续费沟通。"),
    ("do.Q3-07", "Review where this account could grow; check that sales, solution and delivery are all in touch with it.", "复盘该客户的增购空间，确认销售、方案、交付三方都在跟进。"),
    ("do.Q3-08", "Call who rated lower than last time and ask what changed.", "回访评分走低的人，了解发生了什么变化。"),
    ("do.N-09", "Step in at once: show what they have and don't use, and carry the value to the end users.", "立即介入：展示未被使用的功能，把价值带给最终用户。"),
    ("do.G-20", "Settle the late payment with whoever pays, apart from the talk about value.", "与付款联系人解决逾期账款，不要与价值沟通混在一起。"),
    ("do.Q9-02", "Shorten the task: hide what it doesn't need, offer a template.", "精简流程：隐藏非必要功能，预置操作模板。"),
    ("do.Q9-04", "Contact those who rated it low, while they remember why.", "趁用户还记得原因，主动联系打低分的人。"),
    ("do.G-16", "Shift marketing and customer success towards this group, and watch what it pays and how long it stays.", "把市场和客户成功资源向该客群倾斜，同时关注其付费金额与留存。"),
    ("do.Q6-02", "Move what several customers share into the standard product; park a single customer's wish, or price it as custom work.", "多家客户共用的收进标准产品；单一客户的诉求暂缓，或作为定制单独报价。"),
    ("do.Q6-07", "Send new sign-ups the manual and a personal guide; a month after the sign-up without a deal, send the offer that closes it.", "签约或注册后自动推送操作手册和个性化指引；满一个月未成交，推送成交方案。"),
    ("do.Q4-05", "Move basic questions to support and the knowledge base; leave success managers the accounts that need them.", "基础问题转给客服和知识库，让客户成功经理专注重点客户。"),
    ("do.Q6-01", "Find what grows with every customer (support, success, hosting) and automate or pool it first.", "找出随客户数增长最快的成本（客服、客户成功、云资源），优先自动化或集约化。"),
    ("do.Q8-02", "Put first what ten customers share, before any single customer's wish.", "优先开发 10 家客户共有的需求，单一客户的诉求靠后。"),
    ("do.G-23", "Call within 24 hours.", "24 小时内电话回访。"),
    ("do.G-25", "Ask for a referral or a case study.", "邀请转介绍或做案例。"),
    ("do.Q5-02", "Offer a case study, or a say in what is built next.", "邀请做标杆案例，或参与产品共创。"),
];
