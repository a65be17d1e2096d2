//! Texts about groups of customers. Numbers, money and months arrive written; names of groups come from the file.

use super::Lang;
use crate::report::{Compared, QuadrantGroup, RankedBy, SegmentBy, SegmentKind};

/// Every text about groups.
#[allow(missing_docs)] // the field's name says which text it is, its type what it is told
#[derive(Clone, Copy, Debug)]
pub struct SegmentTexts {
    pub title: &'static str,
    pub lead: &'static str,
    /// What the customers are parted by; the header is said for a column of no known kind.
    pub by: fn(SegmentBy) -> &'static str,
    /// Beside a segmentation that no file states.
    pub derived: &'static str,
    /// Where derived size classes are cut: money of each.
    pub cuts: fn(elephant: &str, cheetah: &str) -> String,
    pub elephant: &'static str,
    pub cheetah: &'static str,
    pub rabbit: &'static str,
    pub earlier: fn(month: &str) -> String,
    pub others: fn(n: &str) -> String,
    pub not_stated: &'static str,
    /// Column heads: customers, opening MRR, closing MRR.
    pub customers: &'static str,
    pub opening: &'static str,
    pub closing: &'static str,
    pub small: &'static str,

    /// "The overall number hides the segments" and how far they are apart.
    pub masked: &'static str,
    pub masked_by:
        fn(metric: &str, high: &str, high_rate: &str, low: &str, low_rate: &str, points: &str) -> String,
    /// Behind it, where the intervals of logo retention touch.
    pub masked_uncertain: &'static str,
    /// Overall up, every segment down, and the other way round.
    pub reversed: fn(metric: &str, up: bool, points: &str) -> String,
    pub left_out: fn(n: &str) -> String,
    /// What the change is made of, in points.
    pub shift: fn(metric: &str, before: &str, now: &str, mix: &str, rate: &str) -> String,
    pub shift_definition: &'static str,
    pub reversed_definition: &'static str,
    pub masked_definition: &'static str,
    pub size_definition: &'static str,

    /// A published mark: its percent.
    pub mark: fn(percent: &str) -> String,
    /// How a group stands to it. The mark's own words: [`super::benchmarks`].
    pub compared: fn(Compared) -> &'static str,

    pub quadrant_title: &'static str,
    pub quadrant_lead: &'static str,
    /// A group's name, what it holds, and what the article advises.
    pub quadrant: fn(QuadrantGroup) -> [&'static str; 3],
    pub across: &'static str,
    pub up: &'static str,
    pub several: fn(n: &str) -> String,
    pub white_space: &'static str,
    pub ranked_by: fn(RankedBy) -> &'static str,
    /// What free seats would bring, and of how many customers it is known.
    pub room: &'static str,
    pub room_note: fn(n: &str) -> String,
    pub no_seats: &'static str,
    /// What of the modules isn't in use, and of how many customers it is known.
    pub modules: &'static str,
    pub modules_note: fn(unused: &str, all: &str, n: &str) -> String,
    pub no_modules: &'static str,

    /// Titles of evidence.
    pub about_segment: fn(metric: &str, group: &str) -> String,
    pub about_segment_before: fn(metric: &str, group: &str, from: &str, to: &str) -> String,
    pub segment_definition: &'static str,
    pub quadrant_definition: &'static str,
}

impl SegmentTexts {
    /// The name of a group, as people read it.
    pub fn group(&self, kind: SegmentKind, value: &str, folded: u64) -> String {
        match (kind, value) {
            (SegmentKind::Size, "elephant") => self.elephant.to_owned(),
            (SegmentKind::Size, "cheetah") => self.cheetah.to_owned(),
            (SegmentKind::Size, _) => self.rabbit.to_owned(),
            (SegmentKind::Stated | SegmentKind::Start, _) => value.to_owned(),
            (SegmentKind::Earlier, _) => (self.earlier)(value),
            (SegmentKind::Others, _) => (self.others)(&folded.to_string()),
            (SegmentKind::NotStated, _) => self.not_stated.to_owned(),
        }
    }
}

/// The texts of a language.
pub fn segments(lang: Lang) -> &'static SegmentTexts {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

const EN: SegmentTexts = SegmentTexts {
    title: "Retention by group",
    lead: "The customers of the opening month, each in the group it was in then. The groups add up to the whole.",
    by: |by| match by {
        SegmentBy::Tier => "Customer tier",
        SegmentBy::SizeClass => "Size class",
        SegmentBy::BuyerTier => "Buyer",
        SegmentBy::Industry => "Industry",
        SegmentBy::Region => "Region",
        SegmentBy::Plan => "Plan",
        SegmentBy::Product => "Product",
        SegmentBy::Channel => "Channel",
        SegmentBy::Csm => "Customer success manager",
        SegmentBy::Other => "Column",
        SegmentBy::StartYear => "Start year",
        SegmentBy::StartQuarter => "Start quarter",
    },
    derived: "derived from revenue",
    cuts: |elephant, cheetah| {
        format!("Elephants pay at least {elephant} a month, cheetahs at least {cheetah}, rabbits less.")
    },
    elephant: "Elephants",
    cheetah: "Cheetahs",
    rabbit: "Rabbits",
    earlier: |month| format!("{month} or earlier"),
    others: |n| format!("{n} smaller groups"),
    not_stated: "Not stated",
    customers: "Customers",
    opening: "Opening MRR",
    closing: "Closing MRR",
    small: "fewer than 5 customers",
    masked: "The overall number hides the segments",
    masked_by: |metric, high, high_rate, low, low_rate, points| {
        format!("{metric}: {high} {high_rate}, {low} {low_rate}: {points} points apart")
    },
    masked_uncertain: "the 95% intervals overlap, so it may be chance",
    reversed: |metric, up, points| match up {
        true => {
            format!("{metric} rose {points} points overall, yet fell in every segment (Simpson’s paradox)")
        }
        false => {
            format!("{metric} fell {points} points overall, yet rose in every segment (Simpson’s paradox)")
        }
    },
    left_out: |n| format!("{n} segments with fewer than 5 customers in either window are not judged"),
    shift: |metric, before, now, mix, rate| {
        format!(
            "{metric} {before} → {now}: {mix} points from the mix of customers, {rate} from the segments’ own rates"
        )
    },
    shift_definition: "Mid-point decomposition over two windows of equal length, the second starting where the first ends. Mix: how the segments’ shares changed, at their mean rates. Rate: how their rates changed, at their mean shares. Shares are of customers for logo retention, of opening MRR for NRR and GRR. Together they are the change.",
    reversed_definition: "A reversal: the overall rate moved one way, and every segment with at least 5 customers in both windows the other way.",
    masked_definition: "The best and the worst segment with at least 5 customers are 15 points or more apart. This is an average that hides its parts; a Simpson’s paradox is more and needs two windows.",
    size_definition: "By MRR in the opening month, from the largest down. Whoever pays as much as the last one of a class is in it too. The article names the classes but no cut-offs.",
    mark: |percent| format!("article: {percent}% or more"),
    compared: |compared| match compared {
        Compared::Above => "above the mark",
        Compared::Below => "below the mark",
        Compared::Unclear => "too few customers to say",
    },
    quadrant_title: "GRR × NDR by customer",
    quadrant_lead: "What each opening customer kept (GRR) and what it pays now of what it paid (NDR). Loyal is above 90%, expanding above 120%.",
    quadrant: |group| match group {
        QuadrantGroup::LoyalExpanding => [
            "Loyal and expanding",
            "GRR above 90%, NDR above 120%",
            "References and case studies; candidates for the next product",
        ],
        QuadrantGroup::LoyalFlat => {
            ["Loyal, flat", "GRR above 90%, NDR at most 120%", "Room for expansion: more seats, more modules"]
        }
        QuadrantGroup::Leaking => {
            ["Leaking", "GRR at most 90%, those gone included", "Find the reason and save what can be saved"]
        }
    },
    across: "GRR",
    up: "NDR",
    several: |n| format!("{n} customers close together"),
    white_space: "White space: loyal customers with room for expansion",
    ranked_by: |by| match by {
        RankedBy::Mrr => "by closing MRR",
        RankedBy::Modules => {
            "by closing MRR × share of modules not in use; customers whose modules aren’t stated come last"
        }
        RankedBy::Seats => {
            "by free seats at today’s MRR a seat; customers whose seats aren’t stated come last"
        }
    },
    room: "Free seats would bring",
    room_note: |n| format!("a month, at their MRR a seat; {n} customers"),
    no_seats: "What free seats would bring: add the columns seats and potential_seats to the customers’ table.",
    modules: "Modules not in use",
    modules_note: |unused, all, n| format!("{unused} of {all} modules of {n} customers"),
    no_modules: "Which share of the modules isn’t in use: add the columns modules_used and modules_total to the customers’ table.",
    about_segment: |metric, group| format!("{metric}: {group}"),
    about_segment_before: |metric, group, from, to| format!("{metric}: {group}, {from} to {to}"),
    segment_definition: "The group’s customers with revenue in the window’s first month: what they paid then, and what they pay at its end.",
    quadrant_definition: "The group’s customers: MRR at the start, the smaller of both ends, MRR at the end.",
};

const ZH: SegmentTexts = SegmentTexts {
    title: "分群留存",
    lead: "期初月有收入的客户，按当时所属分组；各组相加等于整体。",
    by: |by| match by {
        SegmentBy::Tier => "客户等级",
        SegmentBy::SizeClass => "客户规模",
        SegmentBy::BuyerTier => "采购类型",
        SegmentBy::Industry => "行业",
        SegmentBy::Region => "地区",
        SegmentBy::Plan => "套餐",
        SegmentBy::Product => "产品",
        SegmentBy::Channel => "渠道",
        SegmentBy::Csm => "客户成功经理",
        SegmentBy::Other => "字段",
        SegmentBy::StartYear => "首次付费年份",
        SegmentBy::StartQuarter => "首次付费季度",
    },
    derived: "按收入推算",
    cuts: |elephant, cheetah| format!("大象：月付 {elephant} 及以上；猎豹：{cheetah} 及以上；其余为兔子。"),
    elephant: "大象",
    cheetah: "猎豹",
    rabbit: "兔子",
    earlier: |month| format!("{month} 及以前"),
    others: |n| format!("其余 {n} 个小组"),
    not_stated: "未注明",
    customers: "客户数",
    opening: "期初 MRR",
    closing: "期末 MRR",
    small: "不足 5 家客户",
    masked: "整体数字掩盖了分组差异",
    masked_by: |metric, high, high_rate, low, low_rate, points| {
        format!("{metric}：{high} {high_rate}，{low} {low_rate}，相差 {points} 个百分点")
    },
    masked_uncertain: "95% 区间有重叠，可能只是偶然",
    reversed: |metric, up, points| match up {
        true => format!("{metric}整体上升 {points} 个百分点，各组却都在下降（辛普森悖论）"),
        false => format!("{metric}整体下降 {points} 个百分点，各组却都在上升（辛普森悖论）"),
    },
    left_out: |n| format!("{n} 个组在其中一期不足 5 家客户，不作判断"),
    shift: |metric, before, now, mix, rate| {
        format!("{metric} {before} → {now}：客户结构变化 {mix} 个百分点，各组自身变化 {rate} 个百分点")
    },
    shift_definition: "前后两个等长区间，后一期始于前一期末，按中点法分解。结构：各组占比的变化，按两期平均留存率计；自身：各组留存率的变化，按两期平均占比计。客户数留存率按客户数加权，NRR 与 GRR 按期初 MRR 加权。两项之和即整体变化。",
    reversed_definition: "反转：整体向一个方向变化，而两期都不少于 5 家客户的各组全都向相反方向变化。",
    masked_definition: "不少于 5 家客户的组中，最高与最低相差 15 个百分点及以上。这是平均数掩盖差异；辛普森悖论要求更高，须比较两期。",
    size_definition: "按期初月 MRR 从大到小划分；与某一档最后一家付费相同的客户同属该档。原文只提分层，没有给出界线。",
    mark: |percent| format!("原文：{percent}% 以上"),
    compared: |compared| match compared {
        Compared::Above => "高于该值",
        Compared::Below => "低于该值",
        Compared::Unclear => "样本不足，不能断言",
    },
    quadrant_title: "GRR × NDR 客户交叉",
    quadrant_lead: "每家期初客户留住了多少（GRR），如今付费相当于期初的多少（NDR）。GRR 高于 90% 为忠诚，NDR 高于 120% 为增购。",
    quadrant: |group| match group {
        QuadrantGroup::LoyalExpanding => {
            ["忠诚且增购", "GRR 高于 90%，NDR 高于 120%", "做标杆案例与转介绍，推荐下一个产品"]
        }
        QuadrantGroup::LoyalFlat => {
            ["忠诚未增购", "GRR 高于 90%，NDR 不超过 120%", "增购潜力：更多席位、更多模块"]
        }
        QuadrantGroup::Leaking => ["正在流失", "GRR 不超过 90%，含已流失客户", "先找原因，能挽留的尽力挽留"],
    },
    across: "GRR",
    up: "NDR",
    several: |n| format!("相近的 {n} 家客户"),
    white_space: "增购空间：忠诚而未增购的客户",
    ranked_by: |by| match by {
        RankedBy::Mrr => "按期末 MRR 排序",
        RankedBy::Modules => "按期末 MRR 与未用模块占比的乘积排序；未注明模块数的客户列在最后",
        RankedBy::Seats => "按空余席位与现有每席 MRR 的乘积排序；未注明席位的客户列在最后",
    },
    room: "空余席位每月可增",
    room_note: |n| format!("{n} 家客户，按现有每席 MRR 计"),
    no_seats: "要看空余席位可增收多少：请在客户表中添加“席位数”与“潜在席位数”两列。",
    modules: "未用模块占比",
    modules_note: |unused, all, n| format!("{n} 家客户共 {all} 个模块，{unused} 个未用"),
    no_modules: "要看有多少模块未用：请在客户表中添加“使用模块数”与“模块总数”两列。",
    about_segment: |metric, group| format!("{metric}：{group}"),
    about_segment_before: |metric, group, from, to| format!("{metric}：{group}，{from} 至 {to}"),
    segment_definition: "该组在区间首月有收入的客户：当时付了多少，区间末付多少。",
    quadrant_definition: "该组客户：期初 MRR、两端中较小者、期末 MRR。",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_names_for_people() {
        let (en, zh) = (segments(Lang::En), segments(Lang::Zh));
        assert_eq!(en.group(SegmentKind::Size, "elephant", 0), "Elephants");
        assert_eq!(zh.group(SegmentKind::Size, "rabbit", 0), "兔子");
        assert_eq!(en.group(SegmentKind::Stated, "elephant", 0), "elephant");
        assert_eq!(en.group(SegmentKind::Earlier, "2023-01", 0), "2023-01 or earlier");
        assert_eq!(zh.group(SegmentKind::Others, "", 12), "其余 12 个小组");
        assert_eq!(en.group(SegmentKind::NotStated, "", 0), "Not stated");
    }
}
