//! What people owe by a clock.

pub mod answer_task;
pub mod see_tasks;
