//! The values of the columns that take one of a few, and the words for each (domain.md §3.2): a line a value, a language
//! after the other (English, Chinese, German, French, Spanish, Portuguese, Japanese; a word is named where it comes
//! first). Words are apart by `|`, languages by ` / `, lower-case and without accents; the first is the value's name.

/// The words of each value.
pub(super) type Choices = &'static [&'static str];

/// Red, yellow, green.
#[rustfmt::skip]
pub(super) const COLOURS: Choices = &[
    "red|poor / 红|红色|差 / rot|schlecht / rouge|mauvais / rojo|malo / vermelho|ruim / 赤|悪い",
    "yellow|amber|average / 黄|黄色|中 / gelb|mittel / jaune|moyen / amarillo|medio / amarelo / 注意",
    "green|good / 绿|绿色|好 / grun|gut / vert|bon / verde|bueno / bom / 緑|良い",
];
/// How a contract ended.
#[rustfmt::skip]
pub(super) const OUTCOMES: Choices = &[
    "renewed|renew|won|yes / 已续费|已续约|续费|续约|是 / verlangert|erneuert|ja / renouvele|reconduit|oui / renovado|renovada|si / sim / 更新|更新済|更新済み|はい",
    "churned|churn|lost|no|not renewed|cancelled|canceled / 流失|已流失|未续费|未续约|不续费|否 / gekundigt|nicht verlangert|abgewandert|nein / resilie|non renouvele|perdu|non / no renovado|cancelado|perdido / nao renovado|nao / 解約|解約済|解約済み|未更新|いいえ",
    "downgraded|downgrade / 降级|减购 / herabgestuft|reduziert / reduit|retrograde / reducido|degradado / reduzido|rebaixado / ダウングレード|縮小|減額",
    "pending|open|in progress / 待定|进行中|跟进中|洽谈中|未到期 / offen|ausstehend|in bearbeitung / en attente|en cours / pendiente|en curso / pendente|em andamento|em aberto / 未定|保留|交渉中",
];
/// Whether a contract is paid.
#[rustfmt::skip]
pub(super) const BILLING: Choices = &[
    "paid|ok|current|settled / 已付|已付款|已支付|正常|已结清 / bezahlt|beglichen / paye|payee|regle|a jour / pagado|pagada|al corriente / pago|paga|em dia / 支払済|支払済み|支払い済み|入金済|入金済み",
    "overdue|late|past due|unpaid / 逾期|未付|欠费|欠款|未付款 / uberfallig|unbezahlt / en retard|impaye|impayee / vencido|vencida|impagado|atrasado / atrasada|em atraso / 延滞|未払い|未払|未入金",
];
/// How far a renewal is.
#[rustfmt::skip]
pub(super) const STAGES: Choices = &[
    "not started|none / 未开始|未启动 / nicht begonnen|nicht gestartet / non commence|pas commence / no iniciado|sin iniciar / nao iniciado / 未着手",
    "contacted|in contact / 已联系|已沟通 / kontaktiert / contacte / contactado / contatado / 連絡済|連絡済み",
    "quoted|quote sent / 已报价 / angebot gesendet|angeboten / devis envoye / presupuesto enviado|cotizado / proposta enviada|orcado / 見積済|見積提出済み",
    "verbal|verbal agreement / 口头同意|口头确认 / mundlich|mundlich zugesagt / accord verbal|accord oral / acuerdo verbal / acordo verbal / 口頭合意",
    "signed / 已签约|已签 / unterschrieben|unterzeichnet / signe / firmado / assinado / 契約済|締結済み",
];
/// What a ticket is.
#[rustfmt::skip]
pub(super) const TICKETS: Choices = &[
    "complaint / 投诉 / beschwerde|reklamation / reclamation|plainte / queja|reclamacion|reclamo / reclamacao|queixa / 苦情|クレーム",
    "question|how-to|inquiry / 咨询|问题 / frage|anfrage / demande d'information / pregunta|consulta / pergunta|duvida / 質問|問い合わせ|問合せ",
    "bug|incident|defect / 故障|缺陷 / fehler|storung|defekt / erreur|panne|anomalie / error|fallo|incidencia / erro|falha|incidente|defeito / 不具合|障害|バグ",
    "request|feature request / 需求|建议 / wunsch|funktionswunsch / demande|demande de fonctionnalite / solicitud|peticion|sugerencia / solicitacao|pedido|sugestao / 要望|依頼",
];
/// How hard a ticket is.
#[rustfmt::skip]
pub(super) const LEVELS: Choices = &[
    "basic|simple|l1|tier 1 / 基础|简单|一级 / einfach|stufe 1 / basique|niveau 1 / basico|sencillo|nivel 1 / simples / 基本|簡単",
    "complex|advanced|l2|l3|tier 2 / 复杂|高级|二级|三级 / komplex|schwierig|stufe 2 / complexe|avance|niveau 2 / complejo|avanzado|nivel 2 / complexo|avancado / 複雑|高度",
];
/// Who solved a ticket.
#[rustfmt::skip]
pub(super) const HANDLERS: Choices = &[
    "ai|bot|chatbot / ai客服|机器人|智能客服 / ki|ki-bot / ia|robot / asistente virtual / robo / チャットボット|ボット",
    "kb|knowledge base|self-service|self service|help center / 知识库|自助 / wissensdatenbank|hilfecenter / base de connaissances|libre-service / base de conocimiento|autoservicio / base de conhecimento|autoatendimento / ナレッジベース|セルフサービス",
    "agent|support|human / 客服|人工|人工客服 / mitarbeiter|kundendienst / conseiller|humain / agente|soporte|humano / suporte|atendente / オペレーター|有人|サポート",
    "csm|customer success / 客户成功|客户成功经理 / kundenerfolg / succes client / exito del cliente / sucesso do cliente / カスタマーサクセス",
];
/// Which survey.
#[rustfmt::skip]
pub(super) const SURVEYS: Choices = &[
    "nps|net promoter score / 净推荐值 / weiterempfehlung / recommandation / recomendacion / recomendacao / 推奨度|顧客推奨度",
    "csat|customer satisfaction / 满意度|客户满意度 / zufriedenheit|kundenzufriedenheit / satisfaction|satisfaction client / satisfaccion|satisfaccion del cliente / satisfacao|satisfacao do cliente / 満足度|顧客満足度",
    "ces|customer effort score / 费力度 / kundenaufwand / effort client / esfuerzo del cliente / esforco do cliente / 顧客努力指標",
    "seq|single ease question / 单题易用度|易用度 / einfachheit / facilite / facilidad / facilidade / 使いやすさ",
    "sus|system usability scale / 系统可用性 / gebrauchstauglichkeit / utilisabilite / usabilidad / usabilidade / ユーザビリティ",
    "umux|umux-lite",
];
/// Where a sign-up came from.
#[rustfmt::skip]
pub(super) const SOURCES: Choices = &[
    "organic|direct|seo / 自然|自然流量|直接访问 / organisch|direkt / organique|naturel / organico|directo / direto / オーガニック|自然流入|自然検索",
    "viral|invite|referral|invited / 邀请|裂变|口碑|转介绍 / einladung|empfehlung / invitation|parrainage / invitacion|referido / convite|indicacao / 招待|紹介|口コミ",
    "paid|ads|sem|advertising / 付费|广告|投放 / bezahlt|anzeigen|werbung / payant|publicite / pago|anuncios|publicidad / publicidade / 広告",
    "partner|channel|reseller / 渠道|伙伴|合作伙伴 / vertriebspartner / partenaire|revendeur / socio|revendedor / parceiro / パートナー|代理店",
    "sales|outbound / 销售 / vertrieb / commercial|ventes / comercial|ventas / vendas / 営業",
];
/// What became of a request.
#[rustfmt::skip]
pub(super) const REQUESTS: Choices = &[
    "adopted|accepted|done|shipped|planned / 已采纳|采纳|已上线|已实现 / umgesetzt|angenommen|geplant / adopte|accepte|livre / adoptado|aceptado|hecho / adotado|aceito|entregue / 採用|採用済み|対応済み|リリース済み",
    "declined|rejected|closed|wontfix / 已拒绝|拒绝|未采纳|不采纳 / abgelehnt / refuse|rejete / rechazado / recusado|rejeitado / 却下|不採用|見送り",
    "open|new|pending|under review / 待定|评估中|待评估|未处理 / offen|neu|in prufung / ouvert|nouveau|en attente / abierto|nuevo|pendiente / aberto|novo|pendente|em analise / 未対応|検討中|受付",
];
/// What a customer did for us.
#[rustfmt::skip]
pub(super) const ADVOCACY: Choices = &[
    "referral / 转介绍|推荐 / empfehlung|weiterempfehlung / recommandation|parrainage / recomendacion|referido / recomendacao|indicacao / 紹介",
    "mention|social mention / 提及|社媒提及|社交媒体提及 / erwahnung / mention sociale / mencion / mencao / 言及|sns言及",
    "case_study|case / 案例|标杆案例 / fallstudie|referenzbericht / etude de cas|temoignage / caso de exito|caso de estudio / estudo de caso|caso de sucesso / 事例|導入事例",
    "review / 评价|点评 / bewertung|rezension / avis / resena|opinion / avaliacao / レビュー|口コミ",
    "research|survey|interview / 调研|访谈 / umfrage|befragung / enquete|entretien / encuesta|entrevista|investigacion / pesquisa / 調査|アンケート|インタビュー",
    "co_creation|beta / 共创 / mitgestaltung / co-construction|cocreation / cocreacion|co-creacion / cocriacao|co-criacao / 共創|ベータ",
];
/// The kind of a partner.
#[rustfmt::skip]
pub(super) const PARTNERS: Choices = &[
    "technology|tech / 技术|技术生态|生态 / technologie / technologique / tecnologia|tecnologico / parceiro de tecnologia / 技術|テクノロジー",
    "channel|reseller / 渠道 / vertrieb|vertriebspartner / distribution|revendeur / canal|revendedor / canal de vendas / チャネル|代理店|販売代理店",
];
/// Whether a connected system only reads.
#[rustfmt::skip]
pub(super) const INTEGRATIONS: Choices = &[
    "read|one_way|read-only / 只读|单向 / lesend|nur lesen|nur lesend / lecture|lecture seule / lectura|solo lectura / leitura|somente leitura / 読み取り|読み取り専用|参照のみ|片方向",
    "two_way|write|read-write|bidirectional / 双向|读写 / bidirektional|lesen und schreiben / bidirectionnel|lecture et ecriture / bidireccional|lectura y escritura / bidirecional|leitura e escrita / 双方向|読み書き",
];
