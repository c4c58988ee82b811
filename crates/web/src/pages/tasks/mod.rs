//! What people owe by a clock.

pub mod answer_task;
pub mod cover;
pub mod see_tasks;
pub mod signal;
