//! The stored form of plain values. Numbers are numbers, instants are microseconds, ids are their written form.

use std::fmt::Write as _;

use care::ids::{
    ArticlesId, CommandId, CourseId, HouseId, MessageId, PatientId, PersonId, ProtocolId, ReceiptId,
    ReferralId, RosterId, SessionId, TaskId, VaultId, WindowId,
};
use care::text::Line;
use care::time::{Date, Instant, Term};
use care::units::{Cents, Grams, Hours, Micrograms, Minutes, MmHg, PerMinute, Percent};
use care::vault::Measure;
use serde_json::Value;

use super::{Unreadable, Wire, field, object, put_list, put_object, put_word};

macro_rules! whole_numbers {
    ($($int:ty),+) => { $(
        impl Wire for $int {
            fn put(&self, out: &mut String) {
                // A string takes whatever is written to it.
                let _ = write!(out, "{self}");
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                let number = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
                number.and_then(|number| Self::try_from(number).ok()).ok_or_else(|| Unreadable::at("number"))
            }
        }
    )+ };
}
whole_numbers!(i64, u64, u32, u16, u8);

macro_rules! wrapped {
    ($($Name:ident($inner:ty)),+ $(,)?) => { $(
        impl Wire for $Name {
            fn put(&self, out: &mut String) {
                self.0.put(out);
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                <$inner>::take(value).map(Self)
            }
        }
    )+ };
}
wrapped!(
    Instant(i64),
    Micrograms(u64),
    Cents(u64),
    Grams(u32),
    Hours(u32),
    Minutes(u32),
    MmHg(u16),
    PerMinute(u16),
    Percent(u8),
    Measure(u64),
);

macro_rules! written_ids {
    ($($Id:ident),+ $(,)?) => { $(
        impl Wire for $Id {
            fn put(&self, out: &mut String) {
                put_word(out, &self.to_string());
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                value.as_str().and_then(Self::read).ok_or_else(|| Unreadable::at("id"))
            }
        }
    )+ };
}
written_ids!(
    HouseId, PersonId, PatientId, ProtocolId, CourseId, SessionId, WindowId, TaskId, CommandId, MessageId,
    RosterId, ArticlesId, ReferralId, ReceiptId, VaultId,
);

impl Wire for bool {
    fn put(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_bool().ok_or_else(|| Unreadable::at("yes or no"))
    }
}

/// Text as people write it, escaped as JSON wants it.
fn put_text(out: &mut String, text: &str) {
    let _ = write!(out, "{}", Value::from(text));
}

impl Wire for String {
    fn put(&self, out: &mut String) {
        put_text(out, self);
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().map(str::to_owned).ok_or_else(|| Unreadable::at("text"))
    }
}

impl Wire for Line {
    fn put(&self, out: &mut String) {
        put_text(out, self.as_str());
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().and_then(|text| Self::new(text).ok()).ok_or_else(|| Unreadable::at("line"))
    }
}

impl Wire for Date {
    fn put(&self, out: &mut String) {
        put_word(out, &self.to_string());
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().and_then(Self::read).ok_or_else(|| Unreadable::at("date"))
    }
}

impl Wire for Term {
    fn put(&self, out: &mut String) {
        put_object(out, &mut [("from", &self.from), ("until", &self.until)]);
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let map = object(value)?;
        Ok(Self { from: field(map, "from")?, until: field(map, "until")? })
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut String) {
        match self {
            Some(value) => value.put(out),
            None => out.push_str("null"),
        }
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        if value.is_null() { Ok(None) } else { T::take(value).map(Some) }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut String) {
        put_list(out, self.iter().map(|item| item as &dyn Wire));
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_array().ok_or_else(|| Unreadable::at("list"))?.iter().map(T::take).collect()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self, out: &mut String) {
        (**self).put(out);
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        T::take(value).map(Self::new)
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut String) {
        put_list(out, [&self.0 as &dyn Wire, &self.1].into_iter());
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        match value.as_array().map(Vec::as_slice) {
            Some([first, second]) => Ok((A::take(first)?, B::take(second)?)),
            _ => Err(Unreadable::at("pair")),
        }
    }
}
