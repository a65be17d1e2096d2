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
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "the counts must add up");
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
        for (encoding, name) in own.iter().flat_map(|e| names.split(' ').map(move |n| (e, n))) {
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
    assert!(wrong.len() * 10 <= tried, "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
}

// ---- one ledger, one report

/// The report without what tells the file apart.
fn report(file: FileRead) -> String {
    let mut file = file;
    file.reading.name = String::new();
    file.reading.bytes = 0;
    file.reading.sha256 = String::new();
    file.reading.encoding = String::new();
    to_json(&Session::new(vec![file]).report(&Settings::default()))
}

const EVERY: [&str; 14] = [
    "utf-8",
    "utf-8-bom",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "iso-8859-2",
    "koi8-r",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn one_ledger_gives_one_report(
        language in 0..TEXTS.len(),
        picks in prop::collection::vec((0..5usize, 0..12u32, 1..9_000_000u32, prop::bool::ANY), 8..40),
        chunk in 1..40usize,
        crlf in prop::bool::ANY,
    ) {
        let (_, own, header, names) = TEXTS[language];
        let end = if crlf { "\r\n" } else { "\n" };
        let mut text = format!("{header},Note{end}");
        for (name, month, cents, quoted) in picks {
            let name = names[name];
            let note = if quoted { format!("\"a, {name}{end}b\"") } else { String::new() };
            text.push_str(&format!("{name},2024-{:02},{}.{:02},{note}{end}", month + 1, cents / 100, cents % 100));
        }
        let want = report(read(text.as_bytes()));
        for encoding in EVERY {
            // What is told can be in any encoding that has the characters.
            let Some(bytes) = encode(&text, encoding) else { continue };
            let options = ReadOptions { encoding: Some(encoding.to_owned()), ..ReadOptions::default() };
            let file = read_in(&bytes, options, chunk);
            prop_assert_eq!(&file.reading.encoding, encoding);
            prop_assert_eq!(&report(file), &want);
        }
        for encoding in own.iter().chain(&["utf-8", "utf-8-bom", "utf-16le", "utf-16be"]) {
            let bytes = encode(&text, encoding).unwrap();
            let file = read_in(&bytes, ReadOptions::default(), chunk);
            if !has(&file, Code::EncodingGuessed) {
                // Another one is as right where the text has the same bytes in it.
                let found = &file.reading.encoding;
                prop_assert!(found == encoding || encode(&text, found).as_ref() == Some(&bytes), "{found}");
                prop_assert_eq!(&report(file), &want);
            }
        }
    }

    #[test]
    fn any_bytes_in_any_chunks(bytes in prop::collection::vec(any::<u8>(), 0..600), chunk in 1..50usize, head in prop::bool::ANY) {
        let mut all = if head { b"customer_id,month,mrr\nC1,2024-01,5\n".to_vec() } else { Vec::new() };
        all.extend(bytes);
        let (a, b) = (read(&all), read_in(&all, ReadOptions::default(), chunk));
        prop_assert_eq!(a.reading, b.reading);
        prop_assert_eq!(a.rejects, b.rejects);
        for encoding in EVERY {
            told(&all, encoding);
        }
    }
}

// ---- what is broken is told

fn counts(file: &FileRead) -> (u64, u64, u64) {
    (file.reading.rows.read, file.reading.rows.used, file.reading.rows.rejected)
}

#[test]
fn utf8_with_a_few_broken_bytes_stays_utf8() {
    let mut bytes = "客户名称,月份,月费,备注\n".to_owned().into_bytes();
    for i in 0..30 {
        bytes.extend_from_slice(format!("云帆{i},2024-01,5,好\n").as_bytes());
    }
    bytes.extend_from_slice(b"\xE5\xAE,2024-01,5,x\n");
    bytes.extend_from_slice(b"C2,2024-01,5,\xFF\xFE\n");
    let file = read(&bytes);
    assert_eq!(file.reading.encoding, "utf-8");
    assert_eq!(counts(&file), (32, 31, 1), "a note that nobody uses does no harm");
    assert_eq!((file.rejects[0].line, file.rejects[0].code), (32, Code::CharacterBroken));
    assert_eq!(file.rejects[0].column.as_deref(), Some("客户名称"));
    assert_eq!(file.rejects[0].cells[0], "\u{FFFD}");
    let bad = finding(&file, Code::BadCharacters);
    assert_eq!((bad.severity, bad.line, bad.count), (Severity::Warning, Some(32), 3));
    for chunk in [1, 3, 7] {
        assert_eq!(read_in(&bytes, ReadOptions::default(), chunk).reading, file.reading);
    }
}

#[test]
fn a_character_cut_by_a_delimiter() {
    let mut bytes = "customer_id,month,mrr,note,note\n".to_owned().into_bytes();
    (0..5).for_each(|i| bytes.extend_from_slice(format!("é{i},2024-01,5,,\n").as_bytes()));
    bytes.extend_from_slice(b"C1,2024-01,5,\xC3,\xA9\nC\xC3,\xA92024-01,5,,\n");
    let file = told(&bytes, "utf-8");
    assert_eq!(counts(&file), (7, 6, 1), "{:?}", file.reading);
    let bad = finding(&file, Code::BadCharacters);
    assert_eq!((bad.line, bad.count), (Some(7), 4));
}

#[test]
fn a_replacement_character_of_the_file_itself_counts() {
    let file = read(
        "customer_id,month,mrr,note\nCaf\u{FFFD},2024-01,5,\nB,2024-01,5,\u{FFFD}\u{FFFD}\nC,2024-01,5,\n"
            .as_bytes(),
    );
    assert_eq!(counts(&file), (3, 2, 1));
    let bad = finding(&file, Code::BadCharacters);
    assert_eq!((bad.line, bad.count, bad.text.as_deref()), (Some(2), 3, Some("Caf\u{FFFD}")));
}

#[test]
fn a_broken_character_in_an_old_encoding() {
    let mut text = String::from("客户名称,月份,月费\n");
    for i in 0..40 {
        text.push_str(&format!("北京云帆科技{i},2024-01,5\n"));
    }
    let mut bytes = encode(&text, "gb18030").unwrap();
    bytes.extend_from_slice(b"\xB1\xB1\xBE,2024-01,7\nC,2024-01,8\n");
    let file = read_in(&bytes, ReadOptions::default(), 5);
    assert_eq!(file.reading.encoding, "gb18030");
    assert_eq!(counts(&file), (42, 41, 1));
    assert_eq!((file.rejects[0].line, file.rejects[0].code), (42, Code::CharacterBroken));
    assert_eq!(finding(&file, Code::BadCharacters).count, 1);
}

#[test]
fn utf16_of_an_odd_length() {
    for encoding in ["utf-16le", "utf-16be"] {
        let mut bytes = encode("customer_id,month,mrr\nC1,2024-01,5\nC2,2024-01,6\n", encoding).unwrap();
        bytes.push(b'x');
        let file = read_in(&bytes, ReadOptions::default(), 3);
        assert_eq!(file.reading.encoding, encoding);
        assert_eq!(counts(&file), (3, 2, 1));
        assert_eq!(finding(&file, Code::BadCharacters).line, Some(4));
    }
}

#[test]
fn a_mark_in_mid_file() {
    let text = "\u{FEFF}customer_id,month,mrr\nC1,2024-01,5\n\u{FEFF}C1,2024-02,5\nC1,2024-03,\u{FEFF}5\n";
    let file = read(text.as_bytes());
    assert_eq!(file.reading.encoding, "utf-8-bom");
    assert_eq!(customers(&file), ["C1"]);
    let mark = finding(&file, Code::MarkInside);
    assert_eq!((mark.line, mark.count, mark.severity), (Some(3), 1, Severity::Info));
    let without = ReadOptions { without: vec![Code::MarkInside], ..ReadOptions::default() };
    assert_eq!(customers(&read_in(text.as_bytes(), without, 9)), ["C1", "\u{FEFF}C1"]);
    // The same behind a mark of another encoding.
    let bytes = encode(text, "utf-16be").unwrap();
    assert_eq!(customers(&read(&bytes)), ["C1"]);
}

// ---- far into the file

fn ascii_then(tail: &[u8], kilobytes: usize) -> (Vec<u8>, u64) {
    let mut bytes = b"customer_id,month,mrr\n".to_vec();
    let mut rows = 0;
    while bytes.len() < kilobytes << 10 {
        bytes.extend_from_slice(format!("C{rows},2024-01,5\n").as_bytes());
        rows += 1;
    }
    bytes.extend_from_slice(tail);
    (bytes, rows)
}

#[test]
fn ascii_for_long_and_another_encoding_after() {
    let names = "北京云帆科技有限公司,2024-01,5\n深圳腾讯,2024-02,5\n";
    for encoding in ["gb18030", "utf-8", "big5", "shift_jis"] {
        let Some(tail) =
            encode(if encoding == "big5" { "鴻海精密工業,2024-01,5\n" } else { names }, encoding)
        else {
            continue;
        };
        let (bytes, rows) = ascii_then(&tail, 300);
        // With the samples that both shells hand in, and without.
        let sampled = read(&bytes);
        let mut reader = Reader::with_decoders(ReadOptions::default(), decoders);
        bytes.chunks(1000).for_each(|chunk| reader.push(chunk));
        let plain = reader.finish();
        assert_eq!(sampled.reading.encoding, encoding);
        assert_eq!(plain.reading, sampled.reading);
        assert!(sampled.reading.rows.used > rows && sampled.reading.rows.rejected == 0);
    }
}

#[test]
fn ascii_at_every_place_that_is_looked_at() {
    // Nine megabytes with one stretch of names where no sample is taken.
    let (mut bytes, rows) =
        ascii_then(&encode("北京云帆科技有限公司,2024-01,5\n张伟,2024-02,5\n", "gb18030").unwrap(), 4000);
    bytes.extend(b"D,2024-01,5\n".repeat(400_000));
    let file = read_in(&bytes, ReadOptions::default(), 100_000);
    assert_eq!(file.reading.encoding, "gb18030");
    assert_eq!(counts(&file), (rows + 400_002, rows + 400_002, 0));
    assert_eq!(read_in(&bytes, ReadOptions::default(), 333).reading, file.reading);
}

#[test]
fn the_samples_cover_the_file() {
    assert!(Reader::wanted_samples(0).is_empty() && Reader::wanted_samples(256 << 10).is_empty());
    assert_eq!(Reader::wanted_samples(300 << 10).first(), Some(&(256 << 10..300 << 10)));
    for size in [(256u64 << 10) + 1, 600 << 10, 1 << 20, (1 << 30) + 3, 1 << 40] {
        let parts = Reader::wanted_samples(size);
        assert!(parts.iter().all(|p| p.start < p.end && p.end <= size && p.start % 2 == 0), "{parts:?}");
        assert!(parts.last().unwrap().end + 4 > size && parts.windows(2).all(|w| w[0].end <= w[1].start));
    }
}

// ---- told, refused, without decoders

#[test]
fn what_the_user_says_wins() {
    let bytes = encode(&ledger("Kunde,Monat,MRR", &["Müller"]), "windows-1252").unwrap();
    for (label, name, want) in [
        ("latin1", "windows-1252", "Müller"),
        ("ISO-8859-1", "windows-1252", "Müller"),
        ("windows-1251", "windows-1251", "Mьller"),
        (" cp1250 ", "windows-1250", "Müller"),
        ("macintosh", "macintosh", "M¸ller"),
        ("utf8", "utf-8", "no"),
    ] {
        let file = told(&bytes, label);
        assert_eq!(file.reading.encoding, name);
        match want {
            "no" => assert_eq!(counts(&file), (2, 0, 2)),
            want => assert_eq!(customers(&file), [want]),
        }
    }
    let gbk = encode(&ledger("客户,月份,月费", &["张伟"]), "gb18030").unwrap();
    assert_eq!(told(&gbk, "gbk").reading.encoding, "gb18030");
    assert_eq!(customers(&told(&gbk, "gb2312")), ["张伟"]);
    let marked = [b"\xFE\xFF", &encode("客户,月份,月费\n张伟,2024-01,1\n", "utf-16be").unwrap()[..]].concat();
    assert_eq!(told(&marked, "utf-16").reading.encoding, "utf-16be");
    assert_eq!(customers(&told(&marked, "utf-16be")), ["张伟"]);
    let unknown = told(&gbk, "ebcdic");
    let d = finding(&unknown, Code::EncodingUnknown);
    assert_eq!(
        (d.severity, d.text.as_deref(), unknown.revenue.is_none()),
        (Severity::Error, Some("ebcdic"), true)
    );
}

#[test]
fn what_is_refused_is_refused_by_name() {
    let utf32 = |mark: &[u8], bytes: fn(u32) -> [u8; 4]| {
        let text: Vec<u8> = "customer_id,month,mrr\n".chars().flat_map(|c| bytes(u32::from(c))).collect();
        let d = finding(&read(&[mark, &text].concat()), Code::NotUtf8);
        (d.severity, d.text.unwrap())
    };
    assert_eq!(utf32(b"\xFF\xFE\0\0", u32::to_le_bytes), (Severity::Error, "utf-32le".to_owned()));
    assert_eq!(utf32(b"\0\0\xFE\xFF", u32::to_be_bytes), (Severity::Error, "utf-32be".to_owned()));
    assert!(has(&read(b"\xFF\xFE"), Code::EmptyFile));
    assert!(has(&read(&encode("<html><body>", "utf-16le").unwrap()), Code::HtmlFile));
    assert!(has(&read(&encode("\u{FEFF}<!DOCTYPE html>", "utf-16le").unwrap()), Code::HtmlFile));
    assert!(has(&read(&[0; 5000]), Code::BinaryFile));
}

#[test]
fn rare_letters_of_utf8_stay() {
    for name in
        ["Lǎo Wáng", "Əliyev", "Məhəmməd", "Știrbei", "Nguyễn Thị Mơ", "Ɓala", "Muñoz", "Ⅳ 部", "e\u{301}t"]
    {
        let file = read(ledger("Customer,Month,MRR", &[name]).as_bytes());
        assert_eq!((file.reading.encoding.as_str(), customers(&file)), ("utf-8", vec![name.to_owned()]));
    }
    let euc = encode(&ledger("Customer,Month,MRR", &["任天堂"]), "euc-jp").unwrap();
    assert_eq!(customers(&read(&euc)), ["任天堂"], "valid UTF-8 by chance");
}

#[test]
fn without_decoders_the_name_is_told() {
    let bytes = encode(&ledger("客户,月份,月费", &["张伟"]), "gb18030").unwrap();
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(&bytes);
    assert_eq!(finding(&reader.finish(), Code::NotUtf8).text.as_deref(), Some("gb18030"));
}

#[test]
fn japanese_of_old_mail_and_four_bytes_of_gb18030() {
    let text = ledger("顧客名,月,月額", &["株式会社サンプル"]);
    let bytes = Encoding::for_label(b"iso-2022-jp").unwrap().encode(&text).0.into_owned();
    let file = read(&bytes);
    assert_eq!(
        (file.reading.encoding.as_str(), customers(&file)),
        ("iso-2022-jp", vec!["株式会社サンプル".to_owned()])
    );
    let names = ["𠮷野家中国有限公司", "Ålesund 贸易", "삼성중국", "₹ 公司"];
    let bytes = encode(&ledger("客户,月份,月费", &names), "gb18030").unwrap();
    assert!(
        bytes.windows(2).any(|w| (0x81..0xFF).contains(&w[0]) && w[1].is_ascii_digit()),
        "four bytes are there"
    );
    assert_eq!(customers(&read_in(&bytes, ReadOptions::default(), 1)), names);
}
