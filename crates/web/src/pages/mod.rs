//! Pages by place. Each is three steps: read the visit, ask the record, draw.

pub mod articles;
pub mod audit;
pub mod board;
pub mod choose;
pub mod clinic;
pub mod course;
pub mod desk;
pub mod diary;
pub mod go;
pub mod home;
pub mod integration;
pub mod learn;
pub mod me;
pub mod measures;
pub mod patients;
pub mod people;
pub mod protocols;
pub mod rows;
pub mod session;
pub mod sign_in;
pub mod sign_ins;
pub mod start;
pub mod tasks;
pub mod trouble;
pub mod unsubscribe;
pub mod windows;
