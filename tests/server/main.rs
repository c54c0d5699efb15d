//! The server as a process: what clients send, and what they get.

mod client;
mod faults;
mod transcripts;
mod walkthrough;
