//! The stored form of plain values. Numbers are numbers, instants are microseconds, ids are their written form.

use care::ids::{CommandId, CourseId, HouseId, PatientId, PersonId, ProtocolId, SessionId, TaskId, WindowId};
use care::text::Line;
use care::time::{Date, Instant, Term};
use care::units::{Grams, Hours, Micrograms, Minutes, MmHg, PerMinute, Percent};
use serde_json::{Value, json};

use super::{Unreadable, Wire, field, object};

macro_rules! whole_numbers {
    ($($int:ty),+) => { $(
        impl Wire for $int {
            fn put(&self) -> Value {
                json!(self)
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
            fn put(&self) -> Value {
                self.0.put()
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
    Grams(u32),
    Hours(u32),
    Minutes(u32),
    MmHg(u16),
    PerMinute(u16),
    Percent(u8),
);

macro_rules! written_ids {
    ($($Id:ident),+ $(,)?) => { $(
        impl Wire for $Id {
            fn put(&self) -> Value {
                Value::String(self.to_string())
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                value.as_str().and_then(Self::read).ok_or_else(|| Unreadable::at("id"))
            }
        }
    )+ };
}
written_ids!(HouseId, PersonId, PatientId, ProtocolId, CourseId, SessionId, WindowId, TaskId, CommandId);

impl Wire for bool {
    fn put(&self) -> Value {
        Value::Bool(*self)
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_bool().ok_or_else(|| Unreadable::at("yes or no"))
    }
}

impl Wire for String {
    fn put(&self) -> Value {
        Value::String(self.clone())
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().map(str::to_owned).ok_or_else(|| Unreadable::at("text"))
    }
}

impl Wire for Line {
    fn put(&self) -> Value {
        Value::String(self.as_str().to_owned())
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().and_then(|text| Self::new(text).ok()).ok_or_else(|| Unreadable::at("line"))
    }
}

impl Wire for Date {
    fn put(&self) -> Value {
        Value::String(self.to_string())
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().and_then(Self::read).ok_or_else(|| Unreadable::at("date"))
    }
}

impl Wire for Term {
    fn put(&self) -> Value {
        json!({ "from": self.from.put(), "until": self.until.put() })
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        let map = object(value)?;
        Ok(Self { from: field(map, "from")?, until: field(map, "until")? })
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self) -> Value {
        self.as_ref().map_or(Value::Null, Wire::put)
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        if value.is_null() { Ok(None) } else { T::take(value).map(Some) }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self) -> Value {
        Value::Array(self.iter().map(Wire::put).collect())
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_array().ok_or_else(|| Unreadable::at("list"))?.iter().map(T::take).collect()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self) -> Value {
        (**self).put()
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        T::take(value).map(Self::new)
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self) -> Value {
        json!([self.0.put(), self.1.put()])
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        match value.as_array().map(Vec::as_slice) {
            Some([first, second]) => Ok((A::take(first)?, B::take(second)?)),
            _ => Err(Unreadable::at("pair")),
        }
    }
}
