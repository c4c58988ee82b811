//! One person's way through one protocol: every act on a course has its page here.

pub mod answer_screening;
pub mod clear_screening;
pub mod close_course;
pub mod known;
pub mod lift_screening_stop;
pub mod next_card;
pub mod next_step;
pub mod open_course;
pub mod phases;
pub mod plan_request;
pub mod plan_series;
pub mod plan_words;
pub mod replan_series;
pub mod review_course;
pub mod schedule_form;
pub mod schedule_session;
pub mod screening_words;
pub mod see_consents;
pub mod see_course;
pub mod set_intention;
pub mod write_order;
