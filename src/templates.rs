//! Example files to fill in, one for every table and layout that is read, with English and Chinese headers.

use crate::i18n::Lang;
use crate::tables::{Shape, TableKind};

/// An example file.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its name on the command line and in the downloaded file's name.
    pub name: &'static str,
    /// The table it is read as.
    pub table: TableKind,
    /// The layout it is read as, where its table has several.
    pub shape: Option<Shape>,
    en: &'static str,
    zh: &'static str,
}

macro_rules! template {
    ($name:literal, $table:ident, $shape:expr) => {
        Template {
            name: $name,
            table: TableKind::$table,
            shape: $shape,
            en: include_str!(concat!("../www/templates/en/", $name, ".csv")),
            zh: include_str!(concat!("../www/templates/zh/", $name, ".csv")),
        }
    };
}

/// All of them, the usual ones first.
pub const TEMPLATES: [Template; 10] = [
    template!("long", Revenue, Some(Shape::Long)),
    template!("wide", Revenue, Some(Shape::Wide)),
    template!("periods", Revenue, Some(Shape::Periods)),
    template!("invoices", Revenue, Some(Shape::Invoices)),
    template!("movements", Revenue, Some(Shape::Movements)),
    template!("two_point", Revenue, Some(Shape::TwoPoint)),
    template!("aggregate", Revenue, Some(Shape::Aggregate)),
    template!("accounts", Accounts, None),
    template!("costs", Costs, None),
    template!("rates", Rates, None),
];

impl Template {
    /// The file, as spreadsheets open it rightly: with a byte order mark and CRLF.
    pub fn file(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        };
        format!("\u{feff}{}", text.replace('\n', "\r\n"))
    }
}
