"""A whole Gumroad as a value: state, rules and routes. No I/O, no clock, no randomness here."""
