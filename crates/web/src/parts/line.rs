//! A small multiple as numbers for `parts/line.html`: drawn at the width it is shown at, never scaled, so that its words
//! stay readable. Days without a word stay gaps; nothing is smoothed.

/// Letters in a chart, px. Never under 12 (screens.md 3.6).
pub const LETTERS_PX: i32 = 13;

/// Room for the words at the left.
const LEFT: i32 = 76;
/// Room at the right, so that a last dot is whole.
const RIGHT: i32 = 12;
/// Room above the first row: two lines of marks.
const ABOVE: i32 = 40;
/// Between two rows.
const ROW: i32 = 28;
/// Room below for the days.
const BELOW: i32 = 26;
/// Ticks begin below both lines of marks: none runs through a word.
const TICKS_FROM: i32 = 34;
/// Room that a mark's word needs before the next one has a word too.
const MARK_WORDS: i32 = 46;

/// What one panel shows: days from the left, rows from the bottom.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    /// How many days there are.
    pub n_days: i32,
    /// The words of the rows, the lowest first.
    pub rows: &'a [String],
    /// Each point, by day.
    pub points: &'a [Point],
    /// Join points of neighbouring days.
    pub joined: bool,
    /// Doses and talks: day, word, and whether it stands in the upper line.
    pub marks: &'a [(i32, String, bool)],
    /// The words under the first and the last day.
    pub ends: (String, String),
}

/// One day that has something to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub day: i32,
    /// From the bottom.
    pub row: i32,
    /// What it says: "Thu 20 Nov: Good".
    pub words: String,
}

/// A dot, with what is read when it is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dot {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Its words.
    pub words: String,
}

/// A word at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// From the left.
    pub x: i32,
    /// From the top, to the foot of the letters.
    pub y: i32,
    /// The word.
    pub words: String,
}

/// A tick for a dose or a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// From the left.
    pub x: i32,
    /// From the top, to the foot of its word.
    pub y: i32,
    /// Its word, where there is room for one.
    pub words: String,
    /// A dose; else a talk.
    pub dose: bool,
}

/// A panel at one width.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// px.
    pub width: i32,
    /// px.
    pub height: i32,
    /// Where the rows begin.
    pub left: i32,
    /// Where they end.
    pub right: i32,
    /// The lowest row's line.
    pub foot: i32,
    /// A thin line and a word for each row.
    pub rows: Vec<Word>,
    /// Joined points: `x,y x,y`.
    pub lines: Vec<String>,
    /// Points.
    pub dots: Vec<Dot>,
    /// Doses and talks.
    pub ticks: Vec<Tick>,
    /// Where they begin.
    pub ticks_from: i32,
    /// First and last day.
    pub ends: [Word; 2],
}

impl Panel<'_> {
    /// Draws it this wide.
    pub fn at(&self, width: i32) -> Drawn {
        let n_rows = i32::try_from(self.rows.len()).unwrap_or(1).max(1);
        let foot = ABOVE + ROW * n_rows - ROW / 2;
        let (left, right) = (LEFT, width - RIGHT);
        let x = |day: i32| left + 6 + (right - left - 12) * day / (self.n_days - 1).max(1);
        let y = |row: i32| foot - ROW * row;
        let rows = self.rows.iter().zip(0..).map(|(words, row)| Word {
            x: 0,
            y: y(row) + LETTERS_PX / 3,
            words: words.clone(),
        });
        let ends = [(left, &self.ends.0), (right, &self.ends.1)];
        let dot = |point: &Point| Dot { x: x(point.day), y: y(point.row), words: point.words.clone() };
        Drawn {
            width,
            height: foot + BELOW,
            left,
            right,
            foot,
            rows: rows.collect(),
            lines: if self.joined { self.lines(x, y) } else { vec![] },
            dots: self.points.iter().map(dot).collect(),
            ticks: self.ticks(x),
            ticks_from: TICKS_FROM,
            ends: ends.map(|(x, words)| Word { x, y: foot + BELOW - 4, words: words.clone() }),
        }
    }

    /// One line for each run of neighbouring days with two points or more: a gap stays a gap.
    fn lines(&self, x: impl Fn(i32) -> i32, y: impl Fn(i32) -> i32) -> Vec<String> {
        let runs = self.points.chunk_by(|before, after| after.day == before.day + 1);
        let runs = runs.filter(|run| 1 < run.len());
        runs.map(|run| {
            run.iter().map(|point| format!("{},{}", x(point.day), y(point.row))).collect::<Vec<_>>().join(" ")
        })
        .collect()
    }

    fn ticks(&self, x: impl Fn(i32) -> i32) -> Vec<Tick> {
        let mut last = [i32::MIN / 2; 2];
        let tick = |(day, words, dose): &(i32, String, bool)| {
            let (x, line) = (x(*day), usize::from(!*dose));
            let room = MARK_WORDS <= x - last[line];
            if room {
                last[line] = x;
            }
            let words = if room { words.clone() } else { String::new() };
            Tick { x, y: if *dose { 14 } else { 30 }, words, dose: *dose }
        };
        self.marks.iter().map(tick).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn point((day, row): (i32, i32)) -> Point {
        Point { day, row, words: format!("day {day}") }
    }

    #[test]
    fn a_gap_stays_a_gap_and_a_lone_day_is_a_dot() {
        let rows = words(&["Low", "Good"]);
        let points = [(0, 0), (1, 1), (2, 1), (5, 0), (8, 1), (9, 0)].map(point);
        let panel = Panel {
            n_days: 10,
            rows: &rows,
            points: &points,
            joined: true,
            marks: &[],
            ends: (String::new(), String::new()),
        };
        let drawn = panel.at(320);
        assert_eq!(drawn.dots.len(), 6);
        assert_eq!(drawn.lines.len(), 2, "days 0–2 and 8–9: {:?}", drawn.lines);
        assert_eq!(drawn.lines[0].split(' ').count(), 3);
        // Low is drawn lower than Good: further from the top.
        assert!(drawn.dots[1].y < drawn.dots[0].y);
        assert_eq!(drawn.dots[1].words, "day 1");
    }

    #[test]
    fn everything_stands_inside_the_width_it_is_drawn_for() {
        let rows = words(&["Very low", "Low", "So-so", "Good", "Very good"]);
        let points: Vec<Point> = (0..56).map(|day| point((day, day % 5))).collect();
        let marks: Vec<(i32, String, bool)> = (0..56).map(|day| (day, "Dose".to_owned(), true)).collect();
        for width in [288, 640] {
            let panel = Panel {
                n_days: 56,
                rows: &rows,
                points: &points,
                joined: true,
                marks: &marks,
                ends: (String::new(), String::new()),
            };
            let drawn = panel.at(width);
            let inside = |dot: &Dot| (0..width).contains(&dot.x) && (0..drawn.height).contains(&dot.y);
            assert!(drawn.dots.iter().all(inside));
            let said: Vec<i32> =
                drawn.ticks.iter().filter(|tick| !tick.words.is_empty()).map(|tick| tick.x).collect();
            assert!(said.windows(2).all(|pair| MARK_WORDS <= pair[1] - pair[0]), "words do not overlap");
            assert!(drawn.ticks.iter().all(|tick| tick.y < drawn.ticks_from), "no tick runs through a word");
            assert_eq!(drawn.ticks.len(), 56, "a tick without a word is still a tick");
        }
    }

    #[test]
    fn one_day_is_drawn_without_dividing_by_nothing() {
        let rows = words(&["Done"]);
        let ends = (String::new(), String::new());
        let panel =
            Panel { n_days: 1, rows: &rows, points: &[point((0, 0))], joined: false, marks: &[], ends };
        assert_eq!(panel.at(320).dots.len(), 1);
    }
}
