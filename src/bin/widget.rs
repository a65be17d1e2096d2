//! The widget's entry: a report's JSON as an object of JavaScript, and the views of it.

#[cfg(target_arch = "wasm32")]
mod exports {
    use ninefold::i18n::Lang;
    use ninefold::web::paint;
    use ninefold::widget::{Asked, Fault, Source, Wish, made, schema_fault, sheet};
    use serde::{Deserialize, Serialize};
    use wasm_bindgen::prelude::*;

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Head {
        schema: Option<String>,
    }

    /// Plain objects rather than maps, as JSON would be read.
    fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
        Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
    }

    fn thrown(fault: Fault) -> JsValue {
        let error = js_sys::Error::new(&fault.message);
        error.set_name(fault.code);
        error.into()
    }

    fn asked(wish: JsValue) -> Result<Asked, JsValue> {
        Ok(Asked::of(&serde_wasm_bindgen::from_value::<Wish>(wish)?))
    }

    /// A report that views are made of. Frees its memory with `free()`.
    #[wasm_bindgen]
    pub struct Report(Source);

    #[wasm_bindgen]
    impl Report {
        /// Reads a report's value; throws an `Error` whose name is the fault's code.
        #[wasm_bindgen(constructor)]
        pub fn new(value: JsValue, lang: &str) -> Result<Report, JsValue> {
            let lang = Lang::from_tag(lang);
            let head: Head = serde_wasm_bindgen::from_value(value.clone()).unwrap_or_default();
            match schema_fault(head.schema.as_deref(), lang) {
                Some(fault) => Err(thrown(fault)),
                None => Source::read(serde_wasm_bindgen::Deserializer::from(value), lang)
                    .map(Report)
                    .map_err(thrown),
            }
        }

        /// Rows of the files behind it, and those of them that were rejected.
        pub fn rows(&self) -> Vec<f64> {
            let (rows, rejected) = self.0.rows();
            vec![rows as f64, rejected as f64]
        }

        /// Where of them, by code, line and column.
        pub fn rejects(&self, wish: JsValue) -> Result<JsValue, JsValue> {
            to_js(&self.0.rejects(asked(wish)?.names))
        }

        /// The customers behind the figure asked for; `null` where the report lists none.
        pub fn behind(&self, wish: JsValue) -> Result<JsValue, JsValue> {
            to_js(&self.0.behind(&asked(wish)?))
        }

        /// The view asked for; its drawing is painted into `ground`, an SVG element.
        pub fn view(&self, wish: JsValue, ground: Option<web_sys::Element>) -> Result<JsValue, JsValue> {
            let made = made(&self.0, &asked(wish)?);
            if let (Some(ground), Some(plot), "chart") = (&ground, &made.plot, made.view.shape) {
                paint(ground, plot)?;
            }
            to_js(&made.view)
        }

        /// The numbers of the view as a table.
        pub fn table(&self, wish: JsValue) -> Result<JsValue, JsValue> {
            to_js(&sheet(&made(&self.0, &asked(wish)?).twin))
        }

        /// The same as CSV.
        pub fn csv(&self, wish: JsValue) -> Result<String, JsValue> {
            Ok(made(&self.0, &asked(wish)?).twin.csv())
        }

        /// The view as an SVG file; empty where it has no drawing.
        pub fn svg(&self, wish: JsValue) -> Result<String, JsValue> {
            Ok(made(&self.0, &asked(wish)?).plot.map(|plot| plot.svg()).unwrap_or_default())
        }
    }
}

fn main() {}
