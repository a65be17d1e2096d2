//! Paints a drawing onto the DOM, element by element: no markup text, so no sink for Trusted Types.

use crate::chart::{Node, Plot, Theme};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Replaces what is inside `host` (an SVG `<g>`) by the plot, its title and description first.
pub fn paint(host: &Element, plot: &Plot) -> Result<(), JsValue> {
    let document = host.owner_document().ok_or(JsValue::NULL)?;
    while let Some(child) = host.last_child() {
        host.remove_child(&child)?;
    }
    let named = |name: &'static str, text: &str| {
        Node::new(name).with("id", format!("{}-{name}", plot.id)).saying(text)
    };
    for node in [named("title", &plot.title), named("desc", &plot.desc)].iter().chain(&plot.nodes()) {
        host.append_child(&*element(&document, node, plot.id)?)?;
    }
    Ok(())
}

fn element(document: &Document, node: &Node, id: &str) -> Result<Element, JsValue> {
    let element = document.create_element_ns(Some(SVG), node.name)?;
    for (name, value) in &node.attrs {
        element.set_attribute(name, &value.value(Theme::Page, id))?;
    }
    if !node.text.is_empty() {
        element.set_text_content(Some(&node.text));
    }
    for child in &node.children {
        element.append_child(&*self::element(document, child, id)?)?;
    }
    Ok(element)
}
