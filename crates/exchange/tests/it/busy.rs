//! Calendars of others: when somebody is busy, by every way a calendar says so, and none that says more than is looked at.

use care::time::{Instant, Term};
use exchange::busy::{Gathered, Unread, calendars, query};
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn at(text: &str) -> Instant {
    Instant(text.parse::<Timestamp>().expect("an instant").as_microsecond())
}

fn new_york() -> TimeZone {
    TimeZone::get("America/New_York").expect("a zone")
}

/// November 2026 to March 2027, as `from/until` in UTC.
fn busy(text: &str) -> Result<Vec<String>, Unread> {
    let mut gathered = Gathered::default();
    gathered.add(text)?;
    told(&gathered, |_| false)
}

fn told(gathered: &Gathered, ours: impl Fn(&str) -> bool) -> Result<Vec<String>, Unread> {
    let between = (at("2026-11-01T00:00:00Z"), at("2027-04-01T00:00:00Z"));
    let clock = |at: Instant| {
        Timestamp::from_microsecond(at.0).expect("an instant").strftime("%m-%dT%H:%M").to_string()
    };
    let span = |term: &Term| format!("{}/{}", clock(term.from), clock(term.until.expect("an end")));
    Ok(gathered.busy(&new_york(), between, ours)?.iter().map(span).collect())
}

fn calendar(entries: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{entries}END:VCALENDAR\r\n")
}

fn event(lines: &[&str]) -> String {
    calendar(&format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", lines.join("\r\n")))
}

#[test]
fn one_entry_is_the_span_it_says_by_the_clock_it_says() {
    for (lines, expected) in [
        (&["DTSTART:20261123T140000Z", "DTEND:20261123T150000Z"][..], "11-23T14:00/11-23T15:00"),
        (&["DTSTART:20261123T090000", "DTEND:20261123T100000"], "11-23T14:00/11-23T15:00"),
        (&["DTSTART;TZID=Europe/Berlin:20261123T150000", "DURATION:PT1H30M"], "11-23T14:00/11-23T15:30"),
        (&["DTSTART;TZID=\"Europe/Berlin\":20261123T150000", "DURATION:P0DT1H"], "11-23T14:00/11-23T15:00"),
        (
            &["DTSTART;TZID=/citadel.org/Europe/Berlin:20261123T150000", "DURATION:PT1H"],
            "11-23T14:00/11-23T15:00",
        ),
        // Begins by one clock, ends by another.
        (
            &["DTSTART;TZID=Europe/Berlin:20261123T150000", "DTEND;TZID=America/New_York:20261123T100000"],
            "11-23T14:00/11-23T15:00",
        ),
        // A whole day is by the clock here; two are two.
        (&["DTSTART;VALUE=DATE:20261123"], "11-23T05:00/11-24T05:00"),
        (&["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261125"], "11-23T05:00/11-25T05:00"),
        // Folded, in small letters, with words that look like lines.
        (
            &[
                "SUMMARY:DTSTART:20200101T000000Z",
                "dtstart:202611",
                " 23T140000Z",
                "DTEND:20261123T1500\r\n\t00Z",
            ],
            "11-23T14:00/11-23T15:00",
        ),
        // An alarm inside it says times of its own.
        (
            &[
                "DTSTART:20261123T140000Z",
                "BEGIN:VALARM",
                "DURATION:PT9H",
                "END:VALARM",
                "DTEND:20261123T150000Z",
            ],
            "11-23T14:00/11-23T15:00",
        ),
        // It began before what is asked, and lasts beyond it.
        (&["DTSTART:20200101T000000Z", "DTEND:20300101T000000Z"], "11-01T00:00/04-01T00:00"),
    ] {
        assert_eq!(busy(&event(lines)), Ok(vec![expected.to_owned()]), "{lines:?}");
    }
}

#[test]
fn what_is_free_called_off_or_takes_no_time_holds_nobody() {
    for more in ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "status:cancelled"] {
        let lines = ["DTSTART:20261123T140000Z", "DTEND:20261123T150000Z", more];
        assert_eq!(busy(&event(&lines)), Ok(vec![]), "{more}");
    }
    for lines in [
        &["DTSTART:20261123T140000Z"][..],
        &["DTSTART:20261123T140000Z", "DTEND:20261123T140000Z"],
        &["DTSTART:20261123T140000Z", "DTEND:20261123T130000Z"],
        &["DTSTART:20200101T000000Z", "DTEND:20200101T010000Z"],
        &["SUMMARY:without a time"],
    ] {
        assert_eq!(busy(&event(lines)), Ok(vec![]), "{lines:?}");
    }
    let todo = "BEGIN:VTODO\r\nDTSTART:20261123T140000Z\r\nDUE:20261123T150000Z\r\nEND:VTODO\r\n";
    assert_eq!(busy(&calendar(todo)), Ok(vec![]));
    // Tentative is busy: nobody knows that it is not.
    let tentative = ["DTSTART:20261123T140000Z", "DTEND:20261123T150000Z", "STATUS:TENTATIVE"];
    assert_eq!(busy(&event(&tentative)).map(|spans| spans.len()), Ok(1));
}

#[test]
fn a_series_keeps_its_hour_across_a_clock_change_and_less_what_is_taken_out() {
    // Sundays at nine in New York; its clocks go forward on 14 March 2027.
    let weekly = |more: &[&str]| {
        let first =
            ["DTSTART;TZID=America/New_York:20270228T090000", "DTEND;TZID=America/New_York:20270228T100000"];
        busy(&event(&[&first[..], &["RRULE:FREQ=WEEKLY;BYDAY=SU"], more].concat()))
    };
    let all = [
        "02-28T14:00/02-28T15:00",
        "03-07T14:00/03-07T15:00",
        "03-14T13:00/03-14T14:00",
        "03-21T13:00/03-21T14:00",
        "03-28T13:00/03-28T14:00",
    ]
    .map(str::to_owned);
    assert_eq!(weekly(&[]), Ok(all.to_vec()));
    let less = |n: usize| Ok([&all[..n], &all[n + 1..]].concat());
    assert_eq!(weekly(&["EXDATE;TZID=America/New_York:20270314T090000"]), less(2));
    assert_eq!(weekly(&["EXDATE:20270314T130000Z"]), less(2), "the same instant, said in UTC");
    assert_eq!(weekly(&["EXDATE:20270314T140000Z"]), Ok(all.to_vec()), "an hour that it has no entry at");
    let two = weekly(&["EXDATE;TZID=America/New_York:20270228T090000,20270328T090000"]);
    assert_eq!(two, Ok(all[1..4].to_vec()));
    let more =
        weekly(&["RDATE;TZID=America/New_York:20270302T090000", "RDATE;VALUE=PERIOD:20270303T140000Z/PT2H"]);
    assert_eq!(
        more.map(|spans| spans[1..3].join(" ")),
        Ok("03-02T14:00/03-02T15:00 03-03T14:00/03-03T16:00".to_owned())
    );
}

#[test]
fn a_rule_ends_where_it_says() {
    let daily = |rule: &str| {
        busy(&event(&["DTSTART;TZID=America/New_York:20270312T200000", "DURATION:PT1H", rule]))
            .map(|spans| spans.len())
    };
    for (rule, times) in [
        ("RRULE:FREQ=DAILY;COUNT=3", 3),
        ("RRULE:FREQ=DAILY;UNTIL=20270314", 3),
        // Eight in the evening of the 14th is midnight in UTC by then.
        ("RRULE:FREQ=DAILY;UNTIL=20270315T000000Z", 3),
        ("RRULE:FREQ=DAILY;UNTIL=20270314T235959Z", 2),
        ("RRULE:FREQ=DAILY;UNTIL=20270314T200000", 3),
        ("RRULE:FREQ=DAILY;UNTIL=20200101T000000Z", 1),
        ("RRULE:FREQ=DAILY;INTERVAL=5;COUNT=100", 4),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", 2),
    ] {
        assert_eq!(daily(rule), Ok(times), "{rule}");
    }
    // Years ago is no reason to forget it, and the number of times is counted from its beginning.
    let old = |rule: &str| {
        busy(&event(&["DTSTART:20100101T120000Z", "DURATION:PT1H", rule])).map(|spans| spans.len())
    };
    assert_eq!(old("RRULE:FREQ=DAILY"), Ok(151));
    assert_eq!(old("RRULE:FREQ=DAILY;COUNT=10"), Ok(0));
    assert_eq!(old("RRULE:FREQ=YEARLY"), Ok(1));
}

#[test]
fn one_of_a_series_that_was_moved_or_called_off_stands_where_it_stands_now() {
    let series = |more: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261123T140000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20261124T140000Z\r\n{more}\r\nEND:VEVENT\r\n"
        ))
    };
    let moved = busy(&series("DTSTART:20261124T180000Z\r\nDURATION:PT2H"));
    let expected = ["11-23T14:00/11-23T15:00", "11-24T18:00/11-24T20:00", "11-25T14:00/11-25T15:00"];
    assert_eq!(moved, Ok(expected.map(str::to_owned).to_vec()));
    let off = busy(&series("DTSTART:20261124T140000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED"));
    assert_eq!(off, Ok([expected[0], expected[2]].map(str::to_owned).to_vec()));
    // Somebody else's of the same hour is not replaced.
    let other = series("DTSTART:20261124T180000Z\r\nDURATION:PT1H")
        .replace("UID:a\r\nRECURRENCE", "UID:b\r\nRECURRENCE");
    assert_eq!(busy(&other).map(|spans| spans.len()), Ok(4));
}

#[test]
fn a_place_that_only_the_calendar_knows_counts_by_all_its_rules() {
    let zone = |name: &str, more: &str| {
        calendar(&format!(
            "BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{more}BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0400\r\n\
             TZOFFSETTO:-0500\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0500\r\n\
             TZOFFSETTO:-0400\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTART;TZID={name}:20261123T090000\r\n\
             DTEND;TZID={name}:20261123T100000\r\nEND:VEVENT\r\n"
        ))
    };
    assert_eq!(busy(&zone("Eastern Standard Time", "")), Ok(vec!["11-23T13:00/11-23T15:00".to_owned()]));
    let known = zone("Custom", "X-LIC-LOCATION:America/New_York\r\n");
    assert_eq!(busy(&known), Ok(vec!["11-23T14:00/11-23T15:00".to_owned()]));
    let nowhere = event(&["DTSTART;TZID=Nowhere/None:20261123T090000", "DURATION:PT1H"]);
    assert_eq!(busy(&nowhere), Err(Unread::ZoneUnknown));
}

#[test]
fn spans_said_outright_count_and_free_ones_do_not() {
    let said = "BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20261123T140000Z/20261123T150000Z,20261124T140000Z/PT30M\r\n\
                FREEBUSY;FBTYPE=FREE:20261125T140000Z/PT1H\r\nFREEBUSY:20261126T140000Z/PT1H\r\nEND:VFREEBUSY\r\n";
    let expected = ["11-23T14:00/11-23T15:00", "11-24T14:00/11-24T14:30", "11-26T14:00/11-26T15:00"];
    assert_eq!(busy(&calendar(said)), Ok(expected.map(str::to_owned).to_vec()));
}

#[test]
fn what_overlaps_or_touches_is_one_span_and_what_is_ours_is_none() {
    let mut gathered = Gathered::default();
    for (uid, from, until) in [("a", "14", "15"), ("b", "15", "16"), ("c", "1530", "17"), ("own", "20", "21")]
    {
        let clock = |text: &str| format!("20261123T{text:0<6}Z");
        let lines =
            [format!("UID:{uid}"), format!("DTSTART:{}", clock(from)), format!("DTEND:{}", clock(until))];
        gathered.add(&event(&lines.iter().map(String::as_str).collect::<Vec<_>>())).expect("read");
    }
    assert_eq!(told(&gathered, |uid| uid == "own"), Ok(vec!["11-23T14:00/11-23T17:00".to_owned()]));
}

#[test]
fn what_cannot_be_read_is_refused_as_a_whole() {
    let good = event(&["DTSTART:20261123T140000Z", "DURATION:PT1H"]);
    for text in [
        "",
        "<html>sign in</html>",
        "BEGIN:VCALENDAR\r\n",
        &good.replace("END:VCALENDAR\r\n", ""),
        "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ] {
        assert_eq!(busy(text), Err(Unread::NotACalendar), "{text:?}");
    }
    for lines in [
        &["DTSTART:20261323T140000Z", "DURATION:PT1H"][..],
        &["DTSTART:tomorrow", "DURATION:PT1H"],
        &["DTSTART:20261123T140000Z", "DURATION:an hour"],
        &["DTSTART:20261123T140000Z", "DURATION:P99999999999999999999W"],
        &["DTSTART:20261123T140000Z", "DURATION:PT1H", "RRULE:FREQ=SOMETIMES"],
        &["DTSTART:20261123T140000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYHOUR=99"],
        &["DTSTART:20261123T140000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;DTSTART"],
        &["DTSTART:20261123T140000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=never"],
        &["DTSTART:20261123T140000Z", "DURATION:PT1H", "EXDATE:20261123T14"],
        &["DTSTART:20261123T\u{0661}40000Z", "DURATION:PT1H"],
    ] {
        assert_eq!(busy(&event(lines)), Err(Unread::Unclear), "{lines:?}");
    }
}

#[test]
fn what_is_written_to_exhaust_whoever_reads_it_is_refused_soon() {
    let began = std::time::Instant::now();
    let rule = |rule: &str| event(&["DTSTART:19700101T000000Z", "DURATION:PT1S", rule]);
    let upto = |n: u32| (0..n).map(|one| one.to_string()).collect::<Vec<_>>().join(",");
    for text in [
        rule("RRULE:FREQ=SECONDLY"),
        rule("RRULE:FREQ=MINUTELY"),
        rule("RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=29"),
        rule("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
        rule(&format!(
            "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR={};BYMINUTE={};BYSECOND={}",
            upto(24),
            upto(60),
            upto(60)
        )),
        rule(&format!("RRULE:FREQ=DAILY;BYMINUTE={}", upto(60))),
        event(&["DTSTART:00010101T000000Z", "DURATION:PT1S", "RRULE:FREQ=DAILY"]),
        calendar(&"BEGIN:VEVENT\r\nDTSTART:20261123T140000Z\r\nEND:VEVENT\r\n".repeat(20_001)),
        calendar(&"BEGIN:VEVENT\r\nDTSTART:20261123T140000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n".repeat(301)),
    ] {
        assert_eq!(busy(&text), Err(Unread::TooMuch), "{text:.200}");
    }
    // Never at all is no time.
    assert_eq!(busy(&rule("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), Ok(vec![]));
    let lines = "BEGIN:X\r\n".repeat(200_000);
    assert_eq!(busy(&lines), Err(Unread::NotACalendar));
    assert!(began.elapsed() < std::time::Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn a_server_is_asked_for_times_and_not_for_titles() {
    let asked = query(at("2026-11-01T00:00:00Z"), at("2027-04-01T00:00:00Z")).expect("a question");
    assert!(asked.contains("start=\"20261101T000000Z\" end=\"20270401T000000Z\""), "{asked}");
    assert!(asked.contains("\"DTSTART\"") && !asked.contains("SUMMARY"), "{asked}");
    let answer = |inside: &str| {
        format!(
            "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">{inside}</multistatus>"
        )
    };
    let one = "<response><href>/a</href><propstat><prop><C:calendar-data>BEGIN:VCALENDAR&#13;\nX:&lt;&amp;\n</C:calendar-data></prop>\
               <status>HTTP/1.1 200 OK</status></propstat></response>";
    assert_eq!(calendars(&answer(one)), Ok(vec!["BEGIN:VCALENDAR\r\nX:<&\n".to_owned()]));
    assert_eq!(calendars(&answer("")), Ok(vec![]));
    assert_eq!(
        calendars(&answer("<response><href>/a</href><status>HTTP/1.1 404 x</status></response>")),
        Err(Unread::Unclear)
    );
    for no in [
        "",
        "<html/>",
        "<multistatus/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><multistatus xmlns=\"DAV:\">&b;</multistatus>",
    ] {
        assert_eq!(calendars(no), Err(Unread::NotACalendar), "{no}");
    }
    assert_eq!(calendars(&answer(&"<a/>".repeat(400_001))), Err(Unread::TooMuch));
}
