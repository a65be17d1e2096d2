//! Whether a file is one of the operating tables (domain.md §3.2, T3–T8 and T10–T13), by its headers in English and
//! Chinese, and what of a customer's present state stands beside its revenue (T2).

use super::header::Words;
use super::picker::BY_CONTENT;
use super::tables::MONEY;
use super::{Candidate, Picker, Plan};
use crate::read::dialect::sample::Sample;
use crate::read::values::{flags, numbers};
use crate::read::{ReadOptions, Role};
use crate::tables::{Datum, DatumKind, Shape, TableKind};

/// How much a datum says of its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// No row makes sense without it.
    Needed,
    /// No table makes sense without its column, whose cells may be empty.
    Column,
    /// A file with it is that table.
    This,
    /// It may stand anywhere.
    Beside,
}

use Says::{Beside, Column, Needed, This};

/// Whether a table's rows are customers'.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Customers,
    MayBe,
}

/// A table and the headers of its data, in the form [`header::words`] gives.
struct Spec {
    kind: TableKind,
    whose: Whose,
    data: &'static [(Datum, Says, &'static str)],
}

#[rustfmt::skip]
const SPECS: &[Spec] = &[
    Spec { kind: TableKind::Usage, whose: Whose::Customers, data: &[
        (Datum::Date, Needed, "date day week month usagedate activitydate timestamp time eventtime eventdate 日期 时间 统计日期 使用日期 月份 周 时间戳 事件时间 datum tag woche monat nutzungsdatum zeitstempel fecha dia semana mes marcadetiempo jour semaine mois horodatage data carimbodedatahora 日付 利用日 年月 日時"),
        (Datum::Logins, This, "logins login logincount loginscount numberoflogins signins 登录次数 登录数 登陆次数 anmeldungen anzahlanmeldungen connexions nombredeconnexions iniciosdesesion accesos acessos ログイン数 ログイン回数"),
        (Datum::ActiveUsers, This, "activeusers activeuser dau wau mau users usersactive 活跃用户数 活跃用户 活跃人数 日活 月活 aktivenutzer aktiveuser utilisateursactifs usuariosactivos usuariosativos アクティブユーザー数 アクティブユーザー 利用者数"),
        (Datum::Sessions, This, "sessions sessioncount sessionscount visits 会话数 会话次数 访问次数 sitzungen sesiones sessoes セッション数"),
        (Datum::CoreActions, This, "coreactions coreaction coreusage keyactions keyevents corefeatureuses 核心操作数 核心操作 核心操作次数 核心功能使用次数 核心功能次数 kernaktionen actionsprincipales accionesclave accionesprincipales acoesprincipais 主要操作数 コア操作数"),
        (Datum::CoreMinutes, This, "coreminutes minutes usageminutes timespent minutesused 核心功能使用时长 使用时长 在线时长 时长 nutzungsminuten minutosdeuso minutesdutilisation tempodeuso 利用時間"),
        (Datum::ModulesUsed, This, "modulesused modules featuresused modulecount 使用模块数 模块数 使用功能数 genutztemodule modulesutilises modulosusados modulosutilizados 利用モジュール数"),
        (Datum::AdvancedActions, This, "advancedactions advanceduses advancedfeatureuses 高级功能使用次数 高级操作数 高级功能次数"),
        (Datum::Scenarios, This, "scenarios scenariocount usecases 业务场景数 场景数 使用场景数 anwendungsfalle casdusage casosdeuso シナリオ数"),
        (Datum::Event, This, "event eventname eventtype action 事件 事件名称 行为 操作 ereignis evenement evento イベント イベント名"),
        (Datum::Module, Beside, "module modulename 模块 模块名称 modul modulo モジュール"),
        (Datum::UserId, Beside, "userid user username member 用户id 用户编号 用户 nutzer nutzerid benutzer benutzerid utilisateur idutilisateur usuario idusuario ユーザーid ユーザー"),
    ] },
    Spec { kind: TableKind::Contracts, whose: Whose::Customers, data: &[
        (Datum::EndDate, Needed, "enddate contractend end contractenddate expirydate expirationdate expiry termend renewaldate 合同到期日 合同到期日期 到期日期 截止日期 合同结束日 合同结束日期 到期日 结束日期 合同截止日期 vertragsende enddatum laufzeitende findecontrat datefin datedefin dateecheance datedecheance echeance fechafin fechadefin findecontrato vencimiento fechadevencimiento datafim datadetermino fimdocontrato vencimento 契約終了日 終了日 満了日"),
        (Datum::StartDate, Beside, "startdate contractstart start contractstartdate termstart effectivedate 合同开始日 起始日期 开始日期 合同起始日期 合同开始日期 生效日期 起始日 vertragsbeginn startdatum beginn debutcontrat datedebut datededebut fechainicio fechadeinicio iniciocontrato datainicio datadeinicio iniciodocontrato 契約開始日 開始日"),
        (Datum::ContractId, Beside, "contractid contract contractnumber contractno 合同编号 合同号 合同id vertragsnummer vertragsid numerocontrat numerodecontrat numerodecontrato idcontrato 契約番号 契約id"),
        (Datum::Acv, Beside, "acv annualcontractvalue contractvalue contractamount amount tcv 合同金额 年合同额 合同额 年合同金额 vertragswert jahresvertragswert montantcontrat montantducontrat importecontrato valordelcontrato valordocontrato 契約金額 年間契約額"),
        (Datum::Outcome, This, "outcome renewaloutcome renewalstatus renewed renewalresult 续约状态 是否续费 续费状态 续费结果 续约结果 是否续约 verlangerungsstatus verlangert statutrenouvellement renouvele estadorenovacion renovado statusrenovacao 更新状況 更新結果"),
        (Datum::RenewalTalk, This, "renewaltalkstart renewaltalkdate renewaltalk renewalstarted renewalcontactdate renewaloutreach 续费沟通开始日期 续费沟通日期 续费沟通 续约沟通日期 verlangerungsgesprach discussionrenouvellement contactorenovacion contatorenovacao 更新交渉開始日"),
        (Datum::AutoRenew, This, "autorenew autorenewal autorenews automaticrenewal 自动续费 自动续约 是否自动续费 autoverlangerung automatischeverlangerung renouvellementautomatique renouvellementauto renovacionautomatica renovacaoautomatica 自動更新"),
        (Datum::BillingStatus, This, "billingstatus paymentstatus paidstatus 账单状态 付款状态 支付状态 zahlungsstatus statutpaiement estadodepago statuspagamento statusdepagamento 支払状況 入金状況"),
        (Datum::OverdueDays, This, "overduedays dayspastdue daysoverdue dpd 逾期天数 欠费天数 tageuberfallig joursderetard diasderetraso diasvencidos diasdeatraso 延滞日数"),
        (Datum::RenewalStage, This, "renewalstage renewalprogress renewalphase 续费阶段 续约阶段 续费进度 续费沟通进度"),
    ] },
    Spec { kind: TableKind::Tickets, whose: Whose::Customers, data: &[
        (Datum::CreatedAt, Needed, "createdat created createddate opened openedat date submitted submittedat ticketdate 创建时间 创建日期 提交时间 提单时间 工单日期 日期 时间 erstelltam erstellt erstelldatum creele datedecreation datecreation creadoel fechadecreacion fechacreacion criadoem datadecriacao 作成日 作成日時 受付日"),
        (Datum::TicketId, This, "ticketid ticket ticketnumber caseid casenumber issueid 工单编号 工单号 工单id ticketnummer numeroticket numerodeticket idticket numerodochamado chamado チケット番号 チケットid"),
        (Datum::TicketType, This, "tickettype type kind casetype issuetype 工单类型 类型 问题类型 tickettyp typedeticket tipodeticket tipodechamado チケット種別 種別"),
        (Datum::Level, Beside, "level complexity difficulty tier 问题级别 级别 难度 问题难度 schwierigkeit niveau nivel 難易度"),
        (Datum::Topic, Beside, "topic subject tickettopic category issuecategory 问题分类 主题 分类 工单主题 问题主题 thema kategorie sujet categorie asunto categoria assunto 件名 カテゴリ"),
        (Datum::ResolvedAt, This, "resolvedat resolved closedat closed solvedat resolveddate closeddate 解决时间 关闭时间 解决日期 完成时间 gelostam geschlossenam erledigtam resolule fermele datederesolution resueltoel cerradoel fechaderesolucion resolvidoem fechadoem 解決日 解決日時 完了日"),
        (Datum::HandledBy, This, "handledby handler channel resolvedby handledchannel 处理渠道 受理人类型 处理人类型 处理方式 bearbeitetvon kanal traitepar canal atendidopor 対応チャネル 対応者"),
        (Datum::Reopened, Beside, "reopened isreopened 是否重开 重开 重新打开 wiedergeoffnet rouvert reabierto reaberto 再オープン"),
    ] },
    Spec { kind: TableKind::Surveys, whose: Whose::MayBe, data: &[
        (Datum::Date, Needed, "date surveydate responsedate submittedat respondedat answeredat month 日期 提交时间 填写时间 调研日期 问卷日期 答复时间 月份 datum umfragedatum fecha fechaencuesta datedenquete data datadapesquisa 日付 回答日"),
        (Datum::Score, Needed, "score rating answer response value nps npsscore csat csatscore ces seq umux q1score 评分 打分 得分 分数 nps评分 满意度 满意度评分 bewertung punktzahl antwort note reponse puntuacion puntaje calificacion respuesta pontuacao nota resposta 評価 スコア 点数 回答"),
        (Datum::SurveyKind, This, "kind survey surveykind surveytype metric questionnaire type 问卷类型 问卷 调研类型 类型 umfrage umfrageart enquete typedenquete encuesta tipodeencuesta pesquisa tipodepesquisa 調査種別 アンケート"),
        (Datum::Score2, Beside, "score2 rating2 answer2 评分2 得分2"),
        (Datum::RespondentId, This, "respondentid respondent contact contactid email responseid 答题人 受访者 联系人 填写人 befragter ansprechpartner repondant encuestado contacto respondente contato 回答者"),
        (Datum::Feature, Beside, "feature featurename 功能 功能名称 funktion fonctionnalite funcionalidad funcionalidade 機能"),
        (Datum::Task, Beside, "task taskname 任务 任务名称 aufgabe tache tarea tarefa タスク"),
        (Datum::FollowedUpAt, This, "followedupat followup followupdate followedup followeduptime 回访时间 回访日期 跟进时间 nachgefasstam ruckmeldungam suivile seguimientoel acompanhamentoem フォロー日"),
        (Datum::Q1, Beside, "q1"), (Datum::Q2, This, "q2"), (Datum::Q3, Beside, "q3"), (Datum::Q4, Beside, "q4"),
        (Datum::Q5, Beside, "q5"), (Datum::Q6, Beside, "q6"), (Datum::Q7, Beside, "q7"), (Datum::Q8, Beside, "q8"),
        (Datum::Q9, Beside, "q9"), (Datum::Q10, Beside, "q10"),
    ] },
    Spec { kind: TableKind::Trials, whose: Whose::MayBe, data: &[
        (Datum::SignupDate, Needed, "signupdate signedup signedupat registeredat registrationdate signupat trialstart trialstartdate 注册日期 注册时间 试用开始日期 试用开始 anmeldedatum registrierungsdatum registriertam dateinscription datedinscription fechaderegistro fechadealta datadecadastro dataderegistro 登録日 申込日"),
        (Datum::SignupId, This, "signupid trialid signup leadid 注册id 试用编号 注册编号 试用id registrierungsid idinscription idregistro idcadastro 登録id 申込番号"),
        (Datum::Segment, Beside, "segment group customersegment industry channel persona 客群 行业 客户群 细分 kundensegment segmento セグメント"),
        (Datum::Source, Beside, "source signupsource utmsource acquisitionsource 来源 注册来源 获客来源 quelle herkunft origine fuente origen origem fonte 流入元 獲得経路"),
        (Datum::TrialEnd, This, "trialend trialends trialenddate trialexpiry trialendsat 试用到期 试用到期日 试用结束 试用结束日期 testende testphasenende findessai findeprueba fimdoteste fimdotrial トライアル終了日 試用終了日"),
        (Datum::ActivatedAt, This, "activatedat activated activationdate 激活时间 激活日期 aktiviertam activele datedactivation activadoel fechadeactivacion ativadoem datadeativacao 有効化日 アクティベーション日"),
        (Datum::FirstValueAt, This, "firstvalueat firstvalue firstvaluedate aha ahaat 首次价值时间 首次价值日期 erstermehrwert premierevaleur primervalor primeirovalor 初回価値日"),
        (Datum::PqlAt, This, "pqlat pql pqldate pql时间"),
        (Datum::PaidAt, This, "paidat paid convertedat conversiondate paiddate firstpaidat 付费时间 转化时间 付费日期 转化日期 bezahltam zahlungsdatum payele datedepaiement pagadoel fechadepago pagoem datadepagamento 支払日 有料化日 課金開始日"),
        (Datum::SelfServe, This, "selfserve isselfserve selfservice 自助购买 是否自助 selbstbedienung libreservice autoservicio autoatendimento セルフサーブ"),
        (Datum::InvitedBy, This, "invitedby inviter referrer 邀请人 eingeladenvon invitepar invitadopor convidadopor 招待者"),
        (Datum::InvitesSent, This, "invitessent invites invitations invitationssent 邀请数 发出邀请数 邀请人数 einladungen invitationsenvoyees invitacionesenviadas convitesenviados 招待数"),
    ] },
    Spec { kind: TableKind::Onboarding, whose: Whose::Customers, data: &[
        (Datum::Step, Needed, "step stepname milestone checklistitem onboardingstep 步骤 里程碑 步骤名称 引导步骤 schritt meilenstein etape jalon paso hito etapa passo marco ステップ 手順"),
        (Datum::CompletedAt, Column, "completedat completed completeddate completiondate doneat donedate finishedat 完成时间 完成日期 abgeschlossenam erledigtam termineele terminele datedachevement completadoel fechacompletado concluidoem datadeconclusao 完了日 完了日時"),
        (Datum::Weight, Beside, "weight points 权重 分值 gewicht poids peso 重み"),
        (Datum::Core, Beside, "core iscore required isrequired 核心 是否核心 是否必需 pflicht erforderlich obligatoire obligatorio obrigatorio 必須"),
        (Datum::Applicable, Beside, "applicable isapplicable 适用 是否适用"),
        (Datum::DueDate, Beside, "duedate due deadline 截止日期 应完成日期 计划完成日期 falligam echeance fechalimite prazo datalimite 期限 期日"),
        (Datum::Automated, Beside, "automated isautomated automatic 自动 是否自动 自动化 automatisiert automatisch automatise automatizado 自動化"),
    ] },
    Spec { kind: TableKind::Requests, whose: Whose::MayBe, data: &[
        (Datum::Feature, Needed, "feature featurename request featurerequest requestedfeature idea 需求 功能名称 功能 需求名称 funktion funktionswunsch anforderung fonctionnalite demande funcionalidad solicitud funcionalidade solicitacao 要望 機能 機能名"),
        (Datum::RequestId, This, "requestid requestnumber ideaid 需求编号 需求id anforderungsid anfragenummer iddemande idsolicitud idsolicitacao 要望id 要望番号"),
        (Datum::Date, Beside, "date requestdate requestedat submittedat createdat 提交时间 日期 提出时间 提交日期 datum fecha data 日付 要望日"),
        (Datum::RequestStatus, This, "status requeststatus state 采纳状态 状态 需求状态 statut estado 状況 ステータス"),
        (Datum::AdoptedAt, This, "adoptedat shippedat releasedat launchedat 上线时间 采纳时间 上线日期 umgesetztam livreele publicadoel entregueem リリース日"),
        (Datum::EffortPm, This, "effortpm effort personmonths effortpersonmonths 人月 工作量 工作量人月 aufwand personenmonate charge moishomme esfuerzo mesespersona esforco 工数"),
        (Datum::Impact, This, "impact 影响 影响力 auswirkung impacto 影響度"),
        (Datum::Confidence, This, "confidence 信心 置信度 konfidenz confiance confianza confianca 確信度"),
        (Datum::BusinessValue, This, "businessvalue 业务价值 商业价值 geschaftswert valeurmetier valordenegocio valordonegocio 事業価値"),
        (Datum::TimeCriticality, This, "timecriticality urgency 时间紧迫性 紧迫性 紧急度 dringlichkeit urgence urgencia 緊急度"),
        (Datum::RiskReduction, This, "riskreduction 风险降低"),
    ] },
    Spec { kind: TableKind::Tasks, whose: Whose::MayBe, data: &[
        (Datum::Task, Needed, "task taskname 任务 任务名称 aufgabe tache tarea tarefa タスク タスク名"),
        (Datum::Steps, This, "steps stepcount clicks numberofsteps 步数 步骤数 点击数 schritte anzahlschritte etapes nombredetapes pasos passos ステップ数 クリック数"),
        (Datum::Completed, This, "completed success succeeded iscompleted taskcompleted 是否完成 完成 是否成功 abgeschlossen erfolgreich reussi terminee completado completada concluido concluida 完了 成功"),
        (Datum::UserId, Beside, "userid user participant 用户id 用户 参与者 nutzer teilnehmer utilisateur usuario participante ユーザー 参加者"),
        (Datum::Date, Beside, "date testdate time 日期 时间 测试日期 datum fecha data 日付"),
        (Datum::DurationS, This, "durations duration seconds durationseconds timeontask 耗时 时长 耗时秒 用时 dauer dauersekunden duree duracion duracao 所要時間 所要秒数"),
        (Datum::Seq, This, "seq seqscore ease easescore difficulty 难易度 易用度 seq评分 schwierigkeit facilite facilidad facilidade 使いやすさ"),
        (Datum::Core, Beside, "iscore core 核心 是否核心"),
        (Datum::OptimalSteps, This, "optimalsteps minimumsteps beststeps 最优步数 最少步数"),
    ] },
    Spec { kind: TableKind::Advocacy, whose: Whose::Customers, data: &[
        (Datum::AdvocacyKind, Needed, "kind advocacy advocacykind activity activitytype type 类型 行为类型 拥护行为 活动类型 art aktivitat typedactivite tipo actividad atividade tipodeactividad tipodeatividade 種類 活動種別"),
        (Datum::Date, Beside, "date activitydate 日期 时间 发生日期 datum fecha data 日付"),
        (Datum::Times, Beside, "count times number quantity 次数 数量 推荐客户数 anzahl nombre cantidad quantidade 件数 回数"),
        (Datum::Converted, This, "converted convertedreferrals won 转化数 成交数 转化客户数 gewonnen convertis convertidos 成約数"),
        (Datum::ReferredRevenue, Beside, "revenue referredrevenue referredarr amount 收入 推荐收入 成交金额 转介绍收入 empfehlungsumsatz revenurecommande ingresosreferidos receitaindicada 紹介売上"),
        (Datum::PartnerType, This, "partnertype partner 伙伴类型 合作伙伴类型 partnertyp typedepartenaire tipodesocio tipodeparceiro パートナー種別"),
    ] },
    Spec { kind: TableKind::Integrations, whose: Whose::Customers, data: &[
        (Datum::Integration, Needed, "integration integrationname system connectedsystem app connector 集成 对接系统 接口 集成系统 集成名称 schnittstelle systeme connecteur integracion conector integracao sistema 連携 連携システム"),
        (Datum::IntegrationKind, Beside, "kind direction integrationkind type 方向 类型 集成方式 读写 richtung sens direccion direcao"),
        (Datum::ConnectedAt, Beside, "connectedat connected connecteddate since 对接时间 接入时间 接入日期 对接日期 verbundenam connectele conectadoel conectadoem 接続日 連携日"),
        (Datum::DataGb, Beside, "datagb data datavolume datavolumegb gb 数据量 数据量gb datenmenge volumededonnees volumendedatos volumededados データ量"),
    ] },
];

/// What is known of customers now, as it stands beside their names or their revenue (T2).
#[rustfmt::skip]
const SNAPSHOT: &[(Datum, &str)] = &[
    (Datum::LastLogin, "lastlogin lastloginat lastlogindate lastactive lastseen lastactivity 最后登录时间 最近登录 最近登录时间 最后登录日期 最后登录 最近登录日期 最后活跃"),
    (Datum::Logins30d, "logins30d logins30days loginslast30days loginsinlast30days last30dlogins 近30天登录次数 30天登录次数 近30日登录次数"),
    (Datum::ModulesUsed, "modulesused usedmodules featuresused activemodules 使用模块数 已用模块数"),
    (Datum::ModulesTotal, "modulestotal totalmodules modulesavailable availablemodules 模块总数 可用模块数"),
    (Datum::SetupDone, "setupdonedate setupdone setupcompleted golivedate golive wentlive 配置完成日期 上线日期 配置完成时间"),
    (Datum::Tickets30d, "tickets30d ticketslast30days tickets30days 近30天工单数 30天工单数 近30日工单数"),
    (Datum::Complaints30d, "complaints30d complaintslast30days complaints30days 近30天投诉数 30天投诉数 近30日投诉数"),
    (Datum::NpsScore, "npsscore nps lastnps npsrating nps评分 nps分数 净推荐值"),
    (Datum::RenewalDate, "renewaldate nextrenewal nextrenewaldate contractend contractenddate renewson 到期日 续费日期 合同到期日 续约日期 到期日期"),
    (Datum::RenewalTalk, "renewaltalkdate renewaltalk renewaltalkstart 续费沟通日期 续约沟通日期 续费沟通开始日期"),
    (Datum::LastExpansion, "lastexpansiondate lastexpansion lastupsell lastupselldate 最近增购日期 最近增购"),
    (Datum::OverdueDays, "overduedays daysoverdue dayspastdue 逾期天数 欠费天数"),
    (Datum::OutcomeNote, "outcomenote outcome businessoutcome result 业绩提升 效率提升 成效 效果"),
    (Datum::SolutionOwner, "solutionowner solutionspecialist solutionsengineer solutionarchitect 解决方案专家 方案专家 解决方案负责人"),
    (Datum::DeliveryOwner, "deliveryowner deliverymanager implementationmanager projectmanager 交付经理 实施经理 交付负责人"),
    (Datum::IntegrationsCount, "integrationscount integrations numberofintegrations connectedapps 集成数 集成数量 对接数"),
    (Datum::Check30d, "check30d 30daycheck day30check 30天检查 30日检查"),
    (Datum::Check90d, "check90d 90daycheck day90check 90天检查 90日检查"),
    (Datum::ManualHealth, "manualhealth healthoverride csmhealth 人工健康度 健康度人工评级"),
    (Datum::ManualReason, "manualreason overridereason 人工评级原因"),
    (Datum::ManualUntil, "manualuntil overrideuntil 人工评级有效期"),
];

/// Whether a header says what of a customer's present state its cells are.
pub(super) fn is_state(plain: &str) -> bool {
    SNAPSHOT.iter().any(|(_, words)| is(words, plain))
}

/// Words before a header's own that don't change what it is.
const LEADS: [&str; 6] = ["customer", "account", "ticket", "survey", "客户", "工单"];

/// The words' datum in a list of them.
fn is(words: &str, plain: &str) -> bool {
    let bare = LEADS.iter().filter_map(|lead| plain.strip_prefix(lead)).find(|rest| !rest.is_empty());
    words.split_whitespace().any(|word| word == plain || Some(word) == bare)
}

/// Whether a column's cells can be what its header says.
fn fits(datum: Datum, c: &Candidate, sample: &Sample, index: usize) -> bool {
    let cells = || sample.rows.iter().take(LOOK).map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
    let mostly = |is: &dyn Fn(&str) -> bool| {
        let (good, all) = cells().fold((0, 0), |(good, all), cell| (good + usize::from(is(cell)), all + 1));
        good * 2 >= all
    };
    match datum.kind() {
        DatumKind::Count | DatumKind::Number => mostly(&|cell| numbers::dissect(cell).is_some()),
        DatumKind::Day => {
            c.content.filled == 0 || (c.content.dates + c.content.counts) * 2 >= c.content.filled
        }
        DatumKind::Flag => mostly(&|cell| flags::flag(cell).is_some()),
        DatumKind::Choice(_) => mostly(&|cell| flags::choice(datum, cell).is_some()),
        DatumKind::Text => true,
    }
}

/// Rows looked at.
const LOOK: usize = 60;

/// What a row is, by a word of its own: where a column's cells are such words, they tell the table, whatever is written
/// above them. Words of other choices ("open", "paid", "basic") stand in any file.
const KINDS: [Datum; 3] = [Datum::TicketType, Datum::SurveyKind, Datum::AdvocacyKind];

/// How many different kinds a column's cells are, where nine filled cells in ten are one.
fn kinds(datum: Datum, sample: &Sample, index: usize) -> usize {
    let cells = sample.rows.iter().take(LOOK).map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
    let (mut found, mut good, mut all) = (0_u32, 0, 0);
    for cell in cells {
        let place = flags::choice(datum, cell);
        found |= place.map_or(0, |place| 1 << place);
        good += usize::from(place.is_some());
        all += 1;
    }
    if good * 10 >= all * 9 { found.count_ones() as usize } else { 0 }
}

/// The columns of a table, where the file is that table.
pub(super) struct Operations {
    /// Which.
    pub kind: TableKind,
    /// The columns found, and whether a row needs them.
    pub data: Vec<(usize, Datum, bool)>,
    /// What no row makes sense without and no column is.
    pub missing: Vec<Role>,
    /// A row needs a customer.
    pub of_customers: bool,
    /// The column that makes it a table of contracts, where nothing else does.
    pub worth: Option<usize>,
}

/// The operating table that a file is: the user's word first, then the most columns.
pub(super) fn recognised(
    candidates: &[Candidate],
    words: &[Words],
    sample: &Sample,
    options: &ReadOptions,
    revenue: bool,
) -> Option<Operations> {
    if let Some(told) = options.table {
        let spec = SPECS.iter().find(|spec| spec.kind == told)?;
        return Some(read_as(spec, candidates, words, sample).0);
    }
    if options.shape.is_some() || revenue {
        return None;
    }
    let customer = candidates.iter().any(|c| c.role == Some(Role::CustomerId) && c.sure >= 0.5);
    let mut best: Option<(Operations, usize)> = None;
    for spec in SPECS {
        let (found, signs) = read_as(spec, candidates, words, sample);
        let whole = found.missing.is_empty() && (customer || spec.whose == Whose::MayBe);
        let alone = spec.data.iter().all(|(_, says, _)| *says != This) && found.data.len() >= 2;
        if !whole || signs == 0 && !alone {
            continue;
        }
        if best.as_ref().is_none_or(|(other, _)| found.data.len() > other.data.len()) {
            best = Some((found, signs));
        }
    }
    let (found, _) = best?;
    // One row a customer with as much of its present state is a table of customers.
    let state = |(i, (c, w)): (usize, (&Candidate, &Words))| {
        let is_own = |(datum, own): &&(Datum, &str)| is(own, &w.plain) && fits(*datum, c, sample, i);
        SNAPSHOT.iter().any(|one| is_own(&one))
    };
    let states = candidates.iter().zip(words).enumerate().filter(|one| state(*one)).count();
    let customers = candidates.iter().filter(|c| c.role == Some(Role::CustomerId));
    let one_each = customers
        .max_by(|a, b| a.sure.total_cmp(&b.sure))
        .is_some_and(|c| c.content.distinct == c.content.filled);
    (states < found.data.len() || states == found.data.len() && !one_each).then_some(found)
}

/// The columns of a file as those of a table, and how many of them say that it is this one.
fn read_as(spec: &Spec, candidates: &[Candidate], words: &[Words], sample: &Sample) -> (Operations, usize) {
    let mut data: Vec<(usize, Datum, bool)> = Vec::new();
    let (mut missing, mut signs) = (Vec::new(), 0);
    // Beside an amount such words may be what was sold: research, reviews. Whole numbers under a header that names no
    // amount count something.
    let amount = |c: &Candidate| c.sure > BY_CONTENT || c.content.decimals > 0;
    let priced = candidates.iter().any(|c| c.role.is_some_and(|role| MONEY.contains(&role)) && amount(c));
    let forced = |c: &Candidate, datum: Datum| c.forced && c.role == Some(Role::Datum(datum));
    for (datum, says, own) in spec.data {
        let free = |i: &usize| data.iter().all(|(taken, ..)| taken != i);
        let told = candidates.iter().position(|c| forced(c, *datum));
        // The words in their own order: the surest first.
        let by_word = || {
            own.split_whitespace().find_map(|word| {
                candidates.iter().zip(words).enumerate().position(|(i, (c, w))| {
                    !c.forced && free(&i) && is(word, &w.plain) && fits(*datum, c, sample, i)
                })
            })
        };
        let kinds = |i: usize| if priced || !KINDS.contains(datum) { 0 } else { kinds(*datum, sample, i) };
        let by_cells = || {
            let any = |(i, c): (usize, &Candidate)| {
                c.role.is_none() && c.content.is_text() && free(&i) && kinds(i) >= 2
            };
            candidates.iter().enumerate().position(any)
        };
        match told.or_else(by_word).or_else(by_cells) {
            Some(index) => {
                data.push((index, *datum, *says == Needed));
                signs += usize::from(*says == This || kinds(index) > 0);
            }
            None if matches!(says, Needed | Column) => missing.push(Role::Datum(*datum)),
            None => {}
        }
    }
    // The statements of SUS make its score.
    let has = |datum: &Datum| data.iter().any(|(_, own, _)| own == datum);
    if [Datum::Q1, Datum::Q5, Datum::Q10].iter().all(has) {
        missing.retain(|role| *role != Role::Datum(Datum::Score));
    }
    // The header of an answer may say which question it answers.
    let scored = data.iter().find(|(_, datum, _)| *datum == Datum::Score);
    let named = scored.and_then(|(i, ..)| words.get(*i)).is_some_and(|w| header_kind(&w.plain).is_some());
    signs += usize::from(spec.kind == TableKind::Surveys && named);
    let of_customers = spec.whose == Whose::Customers;
    // What a contract is worth from a day to a day is no revenue of a month, though nothing more is said of it.
    let worth = (spec.kind == TableKind::Contracts && signs == 0 && has(&Datum::StartDate))
        .then(|| contract_worth(candidates, words))
        .flatten();
    signs += usize::from(worth.is_some());
    (Operations { kind: spec.kind, data, missing, of_customers, worth }, signs)
}

/// The survey that the header of its answers names, by place in the choices of [`Datum::SurveyKind`].
pub(in crate::read) fn header_kind(plain: &str) -> Option<usize> {
    ["nps", "csat", "ces", "seq", "sus", "umux"]
        .iter()
        .position(|kind| plain.contains(kind))
        .or_else(|| plain.contains("满意度").then_some(1))
}

/// Headers of what a contract is worth, which is no revenue of a month where more is said of the contract.
const CONTRACT_VALUE: [&str; 18] = [
    "acv",
    "annualcontractvalue",
    "contractvalue",
    "contractamount",
    "tcv",
    "合同金额",
    "年合同额",
    "合同额",
    "年合同金额",
    "vertragswert",
    "jahresvertragswert",
    "montantcontrat",
    "montantducontrat",
    "importecontrato",
    "valordelcontrato",
    "valordocontrato",
    "契約金額",
    "年間契約額",
];

/// The column by which amounts are what contracts are worth: it says so, or numbers the contracts. An amount for each
/// month or interval is revenue all the same.
fn contract_worth(candidates: &[Candidate], words: &[Words]) -> Option<usize> {
    const NUMBERS: [&str; 6] = ["contractid", "contractnumber", "contractno", "合同编号", "合同号", "合同id"];
    let by_time = [Role::Mrr, Role::Arr, Role::Interval];
    if candidates.iter().any(|c| c.role.is_some_and(|role| by_time.contains(&role)) && c.sure >= 0.5) {
        return None;
    }
    let has_amount = candidates.iter().any(|c| c.role == Some(Role::Amount));
    let of = |known: &[&str]| words.iter().position(|w| known.contains(&w.plain.as_str()));
    of(&CONTRACT_VALUE).or_else(|| of(&NUMBERS).filter(|_| has_amount))
}

/// Whether the headers say that a file holds revenue, whatever else stands beside it.
pub(super) fn is_revenue(candidates: &[Candidate], words: &[Words]) -> bool {
    let money = |c: &Candidate| {
        let roles = [Role::Mrr, Role::Arr, Role::AmountMinor, Role::Opening, Role::Closing];
        c.role.is_some_and(|role| roles.contains(&role)) && (c.sure >= 0.8 || c.forced)
    };
    let dated = |role: Role| candidates.iter().any(|c| c.role == Some(role) && c.sure >= 0.5);
    // An amount from a day to a day is a subscription's.
    let period = dated(Role::Start) && dated(Role::End);
    let worth = contract_worth(candidates, words).is_some();
    let paid = |c: &Candidate| period && c.role == Some(Role::Amount) && !worth;
    let own = |w: &Words| !CONTRACT_VALUE.contains(&w.plain.as_str());
    candidates.iter().zip(words).any(|(c, w)| (money(c) || paid(c)) && (c.forced || own(w)))
}

/// Words for a contract in headers of subscriptions and what they cost.
const CONTRACT: [&str; 6] = ["contract", "合同", "契約", "契约", "vertrag", "contrat"];

/// The column by which rows of revenue from a day to a day may be contracts, whose amounts may be for all of the time.
pub(super) fn of_contracts(plan: &Plan, words: &[Words]) -> Option<usize> {
    let (_, role) = plan.amount.filter(|_| plan.shape == Shape::Periods && plan.end.is_some())?;
    let by_time = matches!(role, Role::Mrr | Role::Arr) || plan.interval.is_some();
    let says =
        |i: &usize| words.get(*i).is_some_and(|w| CONTRACT.iter().any(|contract| w.plain.contains(contract)));
    [plan.date, plan.end].into_iter().flatten().find(says).filter(|_| !by_time)
}

/// What of the customers' present state stands in the columns that nothing else wants.
pub(super) fn snapshot(picker: &Picker, words: &[Words], sample: &Sample) -> Vec<(usize, Datum)> {
    let mut found: Vec<(usize, Datum)> = Vec::new();
    for (datum, own) in SNAPSHOT {
        let fit = |(i, (c, w)): (usize, (&Candidate, &Words))| {
            let free = picker.is_free(i) && found.iter().all(|(taken, _)| *taken != i);
            let told = c.forced && c.role == Some(Role::Datum(*datum));
            free && (told || !c.forced && is(own, &w.plain) && fits(*datum, c, sample, i))
        };
        let place = picker.candidates.iter().zip(words).enumerate().position(fit);
        found.extend(place.map(|index| (index, *datum)));
    }
    found
}

/// Whether a header names something of a customer's present state.
pub(super) fn is_snapshot(plain: &str) -> bool {
    SNAPSHOT.iter().any(|(_, own)| is(own, plain))
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    #[test]
    fn words_are_in_normal_form() {
        let data = SPECS.iter().flat_map(|spec| spec.data.iter().map(|(_, _, words)| *words));
        let all = data.chain(SNAPSHOT.iter().map(|(_, words)| *words)).flat_map(str::split_whitespace);
        let wrong: Vec<&str> = all.filter(|word| header::words(word).plain != **word).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
