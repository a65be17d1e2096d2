//! The answers in a report in which codes stand for names: what a list or a sentence says of a customer goes by its
//! code. Other texts of the files (of contracts, tickets, requests) may hold a name anywhere and become codes too, but for
//! the segments that the report names itself.

use crate::report::answer::Unit;
use crate::report::{Pseudonyms, Report, SegmentBy, Value};

impl Pseudonyms {
    /// Masks the lists and findings of every question.
    pub(in crate::report) fn mask_answers(&mut self, report: &mut Report) {
        let Report { questions, segmentations, segments, .. } = report;
        // The words of a segmentation by anything but a column of free choice stay, as they do beside its figures.
        let open = |text: &str| {
            let named = segmentations.iter().any(|by| by.name == text);
            let of = |place: u32| segmentations.get(place as usize).map(|by| by.kind);
            let stated =
                segments.iter().any(|s| s.value == text && of(s.segmentation) != Some(SegmentBy::Other));
            named || stated
        };
        for question in questions {
            for grid in &mut question.grids {
                let units: Vec<Unit> = grid.columns.iter().map(|column| column.unit).collect();
                for (cell, unit) in grid.rows.iter_mut().flat_map(|row| row.iter_mut().zip(&units)) {
                    if let Some(value) = cell {
                        self.mask_value(value, *unit, &open);
                    }
                }
            }
            for value in question.findings.iter_mut().flat_map(|found| &mut found.values) {
                self.mask_value(&mut value.value, value.unit, &open);
            }
        }
    }

    fn mask_value(&mut self, value: &mut Value, unit: Unit, open: &dyn Fn(&str) -> bool) {
        let Value::Money(text) = value else { return };
        match unit {
            Unit::Customer => *text = self.code(text),
            Unit::Text => match self.known(text) {
                Some(code) => *text = code.to_owned(),
                None if open(text) => {}
                None => *text = self.group(text),
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    #[test]
    fn neither_customers_nor_their_contracts_are_named() {
        let files = [
            "customer_id,month,mrr\nAcme,2026-01,9\nAcme,2026-02,9\nAcme,2026-03,9\nAcme,2026-04,5\n",
            "customer_id,contract_id,end_date,renewal_talk_start\nAcme,Acme-7,2026-05-20,\nBolt,Bolt-1,2026-03-01,\n",
            "customer_id,task,steps,completed\nAcme,Import of Acme,9,yes\n",
        ];
        let reads = files.map(|text| {
            let mut reader = Reader::new(ReadOptions::default());
            reader.push(text.as_bytes());
            reader.finish()
        });
        let session = Session::new(reads.into());
        let settings = Settings { months: 3, ..Settings::default() };
        let plain = session.json(&settings).0;
        assert!(plain.contains("Acme") && plain.contains("Bolt-1") && plain.contains("Import of"), "{plain}");
        let (json, codes) = session.masked(&settings);
        for name in ["Acme", "Bolt", "Import of"] {
            assert!(!json.contains(name), "{name} in {json}");
            assert!(codes.csv().contains(name), "{name} can be found again");
        }
        assert_eq!(plain.lines().count(), json.lines().count());
    }
}
