//! Reading rules files.
