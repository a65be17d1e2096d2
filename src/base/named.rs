//! Enums whose values are names: written and read as text by one table each. What serde derives is a branch a name,
//! several times over, and the longest enums have more than a hundred.

/// Declares an enum without contents that is written as the names of its values in snake case.
macro_rules! named {
    ($(#[$of:meta])* pub enum $name:ident { $($(#[$of_value:meta])* $value:ident),* $(,)? }) => {
        $(#[$of])*
        pub enum $name { $($(#[$of_value])* $value),* }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                const NAMES: &[&str] = &[$(stringify!($value)),*];
                let name = NAMES.get(*self as usize).copied().unwrap_or_default();
                to.serialize_str(&$crate::base::snake_case(name))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                const ALL: &[($name, &str)] = &[$(($name::$value, stringify!($value))),*];
                let text = String::deserialize(from)?;
                let found = ALL.iter().find(|(_, name)| $crate::base::snake_case(name) == text);
                let unknown = || serde::de::Error::custom("no such name");
                found.map(|(value, _)| *value).ok_or_else(unknown)
            }
        }
    };
}

pub(crate) use named;

/// `AmountMinor` → `amount_minor`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::read::{Code, Role};

    #[test]
    fn names_are_written_and_read() {
        assert_eq!(serde_json::to_string(&Code::NotUtf8).unwrap(), "\"not_utf8\"");
        assert_eq!(serde_json::from_str::<Role>("\"amount_minor\"").unwrap(), Role::AmountMinor);
        assert!(serde_json::from_str::<Role>("\"AmountMinor\"").is_err());
    }
}
