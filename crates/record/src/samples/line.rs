//! The stored form of a message: one line of JSON, the same bytes for the same message, for it is hashed.

use care::session::{Channel, Seen, Thousandths};
use care::time::Instant;
use serde_json::{Value, json};

use super::{Message, Reading, Unread};
use crate::store::StoreFault;

pub(super) fn write(message: &Message) -> String {
    let read: Vec<Value> = message
        .read
        .iter()
        .map(|reading| {
            let value = match reading.seen {
                Seen::Value(Thousandths(value)) => Value::from(value),
                Seen::NoSignal => Value::Null,
            };
            json!([reading.channel.code(), reading.taken.0, value])
        })
        .collect();
    let rest: Vec<Value> =
        message.rest.iter().map(|unread| json!([unread.code, unread.value, unread.unit])).collect();
    let Message { device, control, received, .. } = message;
    json!({ "at_us": received.0, "control": control, "device": device, "read": read, "rest": rest })
        .to_string()
}

pub(super) fn read(line: &str) -> Result<Message, StoreFault> {
    parse(line).ok_or_else(|| StoreFault::other("a message of a monitor that cannot be read"))
}

fn parse(line: &str) -> Option<Message> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let reading = |item: &Value| {
        let seen = match &item[2] {
            Value::Null => Seen::NoSignal,
            value => Seen::Value(Thousandths(u32::try_from(value.as_u64()?).ok()?)),
        };
        Some(Reading { channel: Channel::read(item[0].as_str()?)?, seen, taken: Instant(item[1].as_i64()?) })
    };
    let unread =
        |item: &Value| Some(Unread { code: text(&item[0])?, value: text(&item[1])?, unit: text(&item[2])? });
    Some(Message {
        device: u32::try_from(value["device"].as_u64()?).ok()?,
        control: text(&value["control"])?,
        received: Instant(value["at_us"].as_i64()?),
        read: value["read"].as_array()?.iter().map(reading).collect::<Option<_>>()?,
        rest: value["rest"].as_array()?.iter().map(unread).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_the_message_said_and_stays_as_it_was_released() {
        let message = Message {
            device: 2,
            control: "MSG-\"1\"\n".to_owned(),
            received: Instant(1_700_000_000_000_000),
            read: vec![
                Reading {
                    channel: Channel::HeartRate,
                    seen: Seen::Value(Thousandths(62_800)),
                    taken: Instant(1_699_999_999_000_000),
                },
                Reading {
                    channel: Channel::Spo2,
                    seen: Seen::NoSignal,
                    taken: Instant(1_700_000_000_000_000),
                },
            ],
            rest: vec![Unread {
                code: "150488^MDC_BLD_PERF_INDEX^MDC".to_owned(),
                value: "1.76".to_owned(),
                unit: "%".to_owned(),
            }],
        };
        let line = write(&message);
        let golden = r#"{"at_us":1700000000000000,"control":"MSG-\"1\"\n","device":2,"read":[["heart-rate",1699999999000000,62800],["spo2",1700000000000000,null]],"rest":[["150488^MDC_BLD_PERF_INDEX^MDC","1.76","%"]]}"#;
        assert_eq!(line, golden);
        assert_eq!(read(&line).expect("readable"), message);
        assert!(!line.contains('\n'), "one line");
        for wrong in ["", "{}", "[]", r#"{"at_us":1,"control":"x","device":-1,"read":[],"rest":[]}"#] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
