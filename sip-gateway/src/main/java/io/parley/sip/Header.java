package io.parley.sip;

/** A header line that we write. Controls in the value become blanks: nobody's text may begin a line of ours. */
record Header(String name, String value) {
    Header {
        StringBuilder clean = new StringBuilder(value.length());
        value.chars().forEach(c -> clean.append(c < ' ' || c == 0x7f ? ' ' : (char) c));
        value = clean.toString();
    }
}
