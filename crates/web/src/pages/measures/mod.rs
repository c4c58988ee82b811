//! Questionnaires, as the care team sees them: over time, asked for, entered from paper. Support and the desk have no
//! page here: answers and scores are behind the wall (law 8).

pub mod ask_for_measure;
pub mod chart;
pub mod enter_measure;
pub mod mark_measure_wrong;
pub mod panel;
pub mod see_measures;
