package io.parley.sip;

/** A header line that we write. */
record Header(String name, String value) {}
