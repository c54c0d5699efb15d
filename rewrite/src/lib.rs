//! Whole templates written anew: laid out, turned from YAML into JSON and back, with
//! functions in their short or long form, with sections in order. Pure functions of text
//! that keep every comment and every value.
