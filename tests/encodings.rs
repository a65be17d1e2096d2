//! Bytes in any encoding in, the same text out: found without being told, in any chunks, never a silent U+FFFD.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use encoding_rs::Encoding;
use ninefold::cli::decoders;
use ninefold::read::{Code, Diagnostic, FileRead, ReadOptions, Reader, Severity};
use ninefold::report::{Session, Settings, to_json};
use proptest::prelude::*;

fn read_in(bytes: &[u8], options: ReadOptions, chunk: usize) -> FileRead {
    let mut reader = Reader::with_decoders(options, decoders);
    for part in Reader::wanted_samples(bytes.len() as u64) {
        reader.sample(&bytes[part.start as usize..part.end as usize]);
    }
    for part in bytes.chunks(chunk.max(1)) {
        reader.push(part);
    }
    let file = reader.finish();
    let rows = file.reading.rows;
    assert_eq!(rows.read, rows.used + rows.rejected + rows.ignored, "the counts must add up");
    file
}

fn read(bytes: &[u8]) -> FileRead {
    read_in(bytes, ReadOptions::default(), usize::MAX)
}

fn told(bytes: &[u8], encoding: &str) -> FileRead {
    let options = ReadOptions { encoding: Some(encoding.to_owned()), ..ReadOptions::default() };
    read_in(bytes, options, usize::MAX)
}

/// A text's bytes; `None` where the encoding lacks a character.
fn encode(text: &str, name: &str) -> Option<Vec<u8>> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| Some(text.encode_utf16().flat_map(bytes).collect());
    match name {
        "utf-8" => Some(text.as_bytes().to_vec()),
        "utf-8-bom" => Some([b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        "utf-16le" => utf16(u16::to_le_bytes),
        "utf-16be" => utf16(u16::to_be_bytes),
        _ => {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            // encoding_rs writes what is missing as character references.
            (!lossy).then(|| bytes.into_owned())
        }
    }
}

fn customers(file: &FileRead) -> Vec<String> {
    match &file.revenue {
        Some(table) => {
            (0..table.customers.len() as u32).map(|i| table.customers.text(i).to_owned()).collect()
        }
        None => vec![format!("{:?}", file.reading.diagnostics)],
    }
}

fn finding(file: &FileRead, code: Code) -> Diagnostic {
    let found = file.reading.diagnostics.iter().find(|d| d.code == code);
    found.unwrap_or_else(|| panic!("no {code:?} in {:?}", file.reading.diagnostics)).clone()
}

fn has(file: &FileRead, code: Code) -> bool {
    file.reading.diagnostics.iter().any(|d| d.code == code)
}

/// Ten texts: a language's encodings, a header in that language and in English, and names.
const TEXTS: [(&str, &[&str], &str, &[&str]); 10] = [
    (
        "zh-Hans",
        &["gb18030"],
        "客户名称,月份,月费",
        &["北京云帆科技有限公司", "深圳市腾讯计算机系统", "张伟", "上海恒瑞医药", "王小明工作室"],
    ),
    (
        "zh-Hant",
        &["big5"],
        "客戶名稱,月份,月費",
        &["臺灣積體電路製造", "鴻海精密工業", "陳建宏", "遠傳電信股份有限公司", "林美玲"],
    ),
    (
        "ja",
        &["shift_jis", "euc-jp"],
        "顧客名,月,月額",
        &["株式会社サンプル", "トヨタ自動車", "山田太郎", "ソフトバンク株式会社", "有限会社さくら"],
    ),
    ("ko", &["euc-kr"], "고객,월,금액", &["삼성전자", "주식회사 카카오", "김민수", "현대자동차", "네이버"]),
    (
        "de",
        &["windows-1252"],
        "Kunde,Monat,MRR",
        &["Müller GmbH", "Jürgen Groß", "Städtische Werke Köln", "Bäckerei Schröder", "Übermut AG"],
    ),
    (
        "fr",
        &["windows-1252"],
        "Client,Mois,MRR",
        &["Société Générale", "Crème Brûlée", "Hélène Lefèvre", "Hôtel de l'Opéra", "François & Fils"],
    ),
    (
        "es",
        &["windows-1252"],
        "Cliente,Mes,MRR",
        &["Peña e Hijos", "Compañía Andaluza", "José Muñoz", "Diseño Gráfico", "Logística Martínez"],
    ),
    (
        "pl",
        &["windows-1250", "iso-8859-2"],
        "Customer,Month,MRR",
        &[
            "Spółka Łódź",
            "Żółkiewski i Wspólnicy",
            "Małgorzata Śliwińska",
            "Usługi Księgowe",
            "Poznań Społem",
        ],
    ),
    (
        "cs",
        &["windows-1250"],
        "Customer,Month,MRR",
        &["Dvořák a synové", "Česká pošta", "Jiří Růžička", "Škoda Plzeň", "Václav Němec"],
    ),
    (
        "ru",
        &["windows-1251", "koi8-r"],
        "Клиент,Month,MRR",
        &["Газпром", "Иванов Иван", "Яндекс", "Общество Ромашка", "Сбербанк"],
    ),
];

/// A ledger of some customers under a header.
fn ledger(header: &str, names: &[&str]) -> String {
    let mut text = format!("{header}\n");
    for (i, name) in names.iter().enumerate() {
        text.push_str(&format!("{name},2024-01,{}\n{name},2024-02,{}\n", 100 + i, 120 + i));
    }
    text
}

#[test]
fn sixty_files_are_read_as_they_were_written() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (language, own, header, names) in TEXTS {
        let universal = ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030"];
        let all = own.iter().copied().chain(universal.into_iter().filter(|name| !own.contains(name)));
        for encoding in all {
            // Four-byte characters in GB18030 stand for all that GBK lacks; Latin letters alone don't tell it.
            for header in [header, "Customer,Month,MRR"] {
                let latin = matches!(language, "de" | "fr" | "es" | "pl" | "cs");
                if encoding == "gb18030" && (latin || language == "ko") {
                    continue;
                }
                let Some(bytes) = encode(&ledger(header, names), encoding) else {
                    panic!("{language} can't be written as {encoding}");
                };
                let file = read_in(&bytes, ReadOptions::default(), 7);
                tried += 1;
                if file.reading.encoding != encoding || customers(&file) != names {
                    wrong.push(format!(
                        "{language} {encoding} as {}: {:?}",
                        file.reading.encoding,
                        customers(&file)
                    ));
                }
            }
        }
    }
    assert!(tried >= 60, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn two_names_are_enough_for_most() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (_, own, header, names) in TEXTS {
        for encoding in own {
            for pair in names.windows(2) {
                for header in [header, "Customer,Month,MRR"] {
                    let Some(bytes) = encode(&ledger(header, pair), encoding) else { continue };
                    let file = read(&bytes);
                    tried += 1;
                    if customers(&file) != pair {
                        wrong.push(format!(
                            "{encoding} as {}: {:?}",
                            file.reading.encoding,
                            customers(&file)
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.len() * 50 <= tried, "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}

/// Names beside those above: one a file, under an English header.
const ALONE: [(&[&str], &str); 10] = [
    (
        &["gb18030"],
        "杭州阿里巴巴 广州网易 美团 字节跳动 华为技术 李娜 欧阳修远 鑫源贸易 珠海格力电器 厦门吉比特 用友网络 东软集团 顺丰速运 青岛海尔 成都极米 赵敏 四川长虹 某某银行 福建恒安 拼多多",
    ),
    (
        &["big5"],
        "台灣大哥大 聯發科技 國泰金控 王大明 富邦銀行 統一企業 華碩電腦 宏碁股份 誠品書店 中華電信 李佳穎 黃國倫 新光三越 研華科技 玉山商業銀行 蔡依林 捷安特 長榮航空 和泰汽車 緯創資通",
    ),
    (
        &["shift_jis", "euc-jp"],
        "日本電気 三菱商事 鈴木一郎 楽天グループ 任天堂 佐藤花子 メルカリ 高橋健太 みずほ銀行 サイボウズ 田中商店 東京海上 ヤマト運輸 株式会社ネオ フリー マネーフォワード 京都製作所 渡辺 くら寿司 大和証券",
    ),
    (
        &["euc-kr"],
        "신한은행 롯데쇼핑 이영희 박지성 쿠팡 우아한형제들 토스 비바리퍼블리카 엘지전자 포스코 최수진 대한항공 당근마켓 셀트리온 정우성 아모레퍼시픽 한국전력 두산중공업 넥슨코리아 강감찬",
    ),
    (
        &["windows-1252"],
        "Köln Düsseldorf Straße Händler Schäfer Weiß Böhm Grün Jäger Kühne Größe Österreich Süddeutsche Fräulein Löwe Brüder Zürich Blüte Möbel Ärzte",
    ),
    (
        &["windows-1252"],
        "Éditions Café Pâtisserie Théâtre Élan Génie Forêt Maçon Noël Gîte Crédit Marché Rhône Château Écoles Santé Père Règle Bâtiment Thérèse",
    ),
    (
        &["windows-1252"],
        "España Niño Señor Año Cataluña Bogotá México Perú Panamá Educación Corazón Ibáñez Núñez Gestión Clínica Fábrica Óptica Ávila Güell Jardín",
    ),
    (
        &["windows-1250", "iso-8859-2"],
        "Łukasz Wałęsa Świat Gdańsk Wrocław Kraków Żabka Piłsudski Późny Częstochowa Dąbrowski Zając Źródło Białystok Cześć Kość Księgarnia Łąka Mróz Własność",
    ),
    (
        &["windows-1250"],
        "Plzeň Brně Šimek Novák Žižka Třinec Kříž Účet Měsíc Ústí Přerov Louny Hradec Němcová Čapek Svátek Dům Jablonec Příbram Zákazník",
    ),
    (
        &["windows-1251"],
        "Ростелеком Магнит Пятёрочка Лукойл Тинькофф Петров Москва Авито Озон Россия Кузнецов Мегафон Татнефть Аэрофлот Смирнова Вымпел Роснефть Дикси Лента Алроса",
    ),
];

#[test]
fn one_name_is_enough_for_many() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (own, names) in ALONE {
        let separate =
            if own[0] == "gb18030" || own[0] == "big5" || own[0] == "shift_jis" || own[0] == "euc-kr" {
                ' '
            } else {
                ' '
            };
        for (encoding, name) in own.iter().flat_map(|e| names.split(separate).map(move |n| (e, n))) {
            let Some(bytes) = encode(&ledger("Customer,Month,MRR", &[name]), encoding) else { continue };
            let file = read(&bytes);
            tried += 1;
            if customers(&file) != [name] {
                let guessed = if has(&file, Code::EncodingGuessed) { "told" } else { "SILENT" };
                wrong.push(format!(
                    "{name} {encoding} as {}: {:?} {guessed}",
                    file.reading.encoding,
                    customers(&file)
                ));
            }
        }
    }
    println!("{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
    assert!(wrong.len() * 10 <= tried, "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}
