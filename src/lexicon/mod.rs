//! Word lists and rules of each language, compiled into the program.

pub mod table;
