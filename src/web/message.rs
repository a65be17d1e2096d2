//! Messages out of JavaScript's values, as serde's types want them.
//!
//! What a type is made of is known on both sides, and in one order: a field is asked for by name and given by place, a
//! variant is given by its number. So of all that serde derives, only the reading in order is ever called, and the
//! far larger part that tells names apart is left out of the page, which has a type for everything in a report.
//! A field that is not there is passed over; the type has a default for it (`#[serde(default)]`), or the message is no
//! message.

use js_sys::{Array, Function, Object, Reflect};
use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess,
};
use serde::de::{IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Reads a message; fails, with the words for it, where it is not made as `T` is.
pub(super) fn from_js<T: DeserializeOwned + 'static>(value: JsValue) -> Result<T, JsValue> {
    let read = Rc::new(RefCell::new(None));
    let place = Rc::clone(&read);
    let reading = Closure::once_into_js(move || {
        let Ok(message) = T::deserialize(Js(value));
        place.replace(Some(message));
    });
    // The way through JavaScript is what catches a misfit.
    reading.unchecked_into::<Function>().call0(&JsValue::UNDEFINED)?;
    read.take().ok_or_else(|| UNLIKE.into())
}

const UNLIKE: &str = "the message is not made as expected";

/// That a value is not made as its type is: page and worker are of different builds, which their hashes rule out.
///
/// There is none of these. A misfit is thrown as an exception of JavaScript, so that the way back through every type
/// of a report, each with its fields so far to be dropped, is not in the page. What was read is lost with it.
#[derive(Debug)]
pub(super) enum Misfit {}

fn misfit() -> Misfit {
    wasm_bindgen::throw_str(UNLIKE)
}

impl Display for Misfit {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Misfit {}

impl serde::de::Error for Misfit {
    fn custom<T: Display>(_: T) -> Self {
        misfit()
    }

    // The texts of these would be made up only to be thrown away.
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        misfit()
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        misfit()
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        misfit()
    }
}

struct Js(JsValue);

impl Js {
    fn text(&self) -> Result<String, Misfit> {
        self.0.as_string().ok_or_else(misfit)
    }

    fn number(&self) -> Result<f64, Misfit> {
        self.0.as_f64().ok_or_else(misfit)
    }

    /// A whole number, where it is one; JavaScript's are exact up to 2⁵³.
    fn integer(&self) -> Option<i64> {
        let number = self.0.as_f64()?;
        let whole = number as i64;
        Some(whole).filter(|whole| *whole as f64 == number)
    }

    fn whole(&self) -> Result<i64, Misfit> {
        self.integer().ok_or_else(misfit)
    }

    fn natural(&self) -> Result<u64, Misfit> {
        u64::try_from(self.whole()?).map_err(|_| misfit())
    }

    fn items(self) -> Result<Items, Misfit> {
        let array = self.0.dyn_into::<Array>().map_err(|_| misfit())?;
        Ok(Items { array, at: 0 })
    }

    /// The name of a variant, and what it holds: `"name"` or `{"name": …}`.
    fn tagged(self) -> Result<(String, JsValue), Misfit> {
        if let Some(name) = self.0.as_string() {
            return Ok((name, JsValue::UNDEFINED));
        }
        let entry = entries(self.0)?.next().ok_or_else(misfit)?;
        Ok((entry.get(0).as_string().ok_or_else(misfit)?, entry.get(1)))
    }
}

fn entries(value: JsValue) -> Result<Entries, Misfit> {
    let object = value.dyn_into::<Object>().map_err(|_| misfit())?;
    Ok(Entries { entries: Items { array: Object::entries(&object), at: 0 }, value: JsValue::UNDEFINED })
}

macro_rules! as_number {
    ($($method:ident)* : $read:ident, $visit:ident) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            visitor.$visit(self.$read()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Js {
    type Error = Misfit;

    as_number!(deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 : natural, visit_u64);
    as_number!(deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 : whole, visit_i64);
    as_number!(deserialize_f32 deserialize_f64 : number, visit_f64);
    as_number!(deserialize_str deserialize_string : text, visit_string);

    /// For values whose form says what they are: a text or a number. Nothing else of ours is read so.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match (self.0.as_string(), self.integer()) {
            (Some(text), _) => visitor.visit_string(text),
            (None, Some(whole)) => visitor.visit_i64(whole),
            (None, None) => visitor.visit_f64(self.number()?),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_bool(self.0.as_bool().ok_or_else(misfit)?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_map(entries(self.0)?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_seq(Fields::of(self.0, names))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let (name, content) = self.tagged()?;
        let number = place(&name, names)?;
        visitor.visit_enum(Variant { number, content })
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct identifier ignored_any }
}

fn place(name: &str, names: &[&str]) -> Result<u32, Misfit> {
    let place = names.iter().position(|n| *n == name).ok_or_else(misfit)?;
    u32::try_from(place).map_err(|_| misfit())
}

/// What an array holds.
struct Items {
    array: Array,
    at: u32,
}

impl Items {
    fn left(&self) -> u32 {
        self.array.length().saturating_sub(self.at)
    }

    fn next(&mut self) -> Option<JsValue> {
        (self.left() > 0).then(|| {
            self.at += 1;
            self.array.get(self.at - 1)
        })
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.next().map(|item| seed.deserialize(Js(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left() as usize)
    }
}

/// An object's entries, where its keys are data.
struct Entries {
    entries: Items,
    value: JsValue,
}

impl Entries {
    fn next(&mut self) -> Option<Array> {
        self.entries.next().map(JsCast::unchecked_into)
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some(entry) = self.next() else { return Ok(None) };
        self.value = entry.get(1);
        seed.deserialize(Js(entry.get(0))).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(Js(std::mem::take(&mut self.value)))
    }
}

/// The names of a type's fields, as JavaScript has them.
type Names = Rc<[JsValue]>;

/// An object's fields in the order of its type.
struct Fields {
    object: JsValue,
    names: Names,
    at: usize,
}

thread_local! {
    /// Those of each type, by where its own list stands; a report has thousands of objects of a few types.
    static NAMES: RefCell<BTreeMap<(usize, usize), Names>> = const { RefCell::new(BTreeMap::new()) };
}

impl Fields {
    fn of(object: JsValue, names: &'static [&'static str]) -> Self {
        let key = (names.as_ptr() as usize, names.len());
        let names = NAMES.with_borrow_mut(|known| {
            let names =
                known.entry(key).or_insert_with(|| names.iter().map(|n| JsValue::from_str(n)).collect());
            Rc::clone(names)
        });
        Fields { object, names, at: 0 }
    }

    fn next(&mut self) -> Option<JsValue> {
        let name = self.names.get(self.at)?;
        self.at += 1;
        Reflect::get(&self.object, name).ok().filter(|value| !value.is_undefined())
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.next().map(|value| seed.deserialize(Js(value))).transpose()
    }
}

/// One of an enum's variants.
struct Variant {
    number: u32,
    content: JsValue,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Misfit;
    type Variant = Js;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Js), Misfit> {
        let number: U32Deserializer<Misfit> = self.number.into_deserializer();
        Ok((seed.deserialize(number)?, Js(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Js {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_seq(Fields::of(self.0, names))
    }
}
