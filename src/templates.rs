//! Example files to fill in, one for every table and layout that is read, with English and Chinese headers.

use crate::i18n::Lang;
use crate::samples;
use crate::tables::{Shape, TableKind};

/// Rows of a template that begins as the sample company's file of its table.
const ROWS: usize = 8;

/// An example file.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its name on the command line and in the downloaded file's name.
    pub name: &'static str,
    /// The table it is read as.
    pub table: TableKind,
    /// The layout it is read as, where its table has several.
    pub shape: Option<Shape>,
    text: Text,
}

/// Where a template's text comes from.
#[derive(Clone, Copy, Debug)]
enum Text {
    /// A file in each language.
    Kept { en: &'static str, zh: &'static str },
    /// The sample's file of the template's name.
    Sample,
}

/// What a template is for, as lists of them are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Who paid what.
    Revenue,
    /// Who the customers are, and what they cost.
    Customers,
    /// What they do, say and ask for.
    Operations,
}

impl Group {
    /// All of them, in the order of the templates.
    pub const ALL: [Group; 3] = [Group::Revenue, Group::Customers, Group::Operations];
}

macro_rules! template {
    ($name:literal, $table:ident, $shape:expr) => {
        Template {
            name: $name,
            table: TableKind::$table,
            shape: $shape,
            text: Text::Kept {
                en: include_str!(concat!("../www/templates/en/", $name, ".csv")),
                zh: include_str!(concat!("../www/templates/zh/", $name, ".csv")),
            },
        }
    };
    ($name:literal, $table:ident) => {
        Template { name: $name, table: TableKind::$table, shape: None, text: Text::Sample }
    };
}

/// All of them by group, the usual ones first.
pub const TEMPLATES: [Template; 20] = [
    template!("long", Revenue, Some(Shape::Long)),
    template!("wide", Revenue, Some(Shape::Wide)),
    template!("periods", Revenue, Some(Shape::Periods)),
    template!("invoices", Revenue, Some(Shape::Invoices)),
    template!("movements", Revenue, Some(Shape::Movements)),
    template!("two_point", Revenue, Some(Shape::TwoPoint)),
    template!("aggregate", Revenue, Some(Shape::Aggregate)),
    template!("rates", Rates, None),
    template!("accounts", Accounts, None),
    template!("costs", Costs, None),
    template!("usage", Usage),
    template!("contracts", Contracts),
    template!("tickets", Tickets),
    template!("surveys", Surveys),
    template!("trials", Trials),
    template!("onboarding", Onboarding),
    template!("requests", Requests),
    template!("tasks", Tasks),
    template!("advocacy", Advocacy),
    template!("integrations", Integrations),
];

impl Template {
    /// That of a table by its name in a report; of revenue the usual layout.
    pub fn of_table(name: &str) -> Option<&'static Template> {
        let name = if name == "revenue" { "long" } else { name };
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// What it is for.
    pub fn group(&self) -> Group {
        match self.table {
            TableKind::Revenue | TableKind::Rates => Group::Revenue,
            TableKind::Accounts | TableKind::Costs => Group::Customers,
            _ => Group::Operations,
        }
    }

    /// The file, as spreadsheets open it rightly: with a byte order mark and CRLF.
    pub fn file(&self, lang: Lang) -> String {
        let text = match (self.text, lang) {
            (Text::Kept { en, .. }, Lang::En) => en.to_owned(),
            (Text::Kept { zh, .. }, Lang::Zh) => zh.to_owned(),
            (Text::Sample, _) => samples::first_rows(self.name, lang, ROWS),
        };
        for_spreadsheets(&text)
    }
}

/// A text with a byte order mark and CRLF, without which some spreadsheets take Chinese for something else.
pub fn for_spreadsheets(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}
