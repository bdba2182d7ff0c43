package io.parley.sip;

/**
 * Rides on a stand-in request from the parser to the valve: the message could not be parsed, this is what to answer.
 *
 * @param framingLost a stream whose next message can no longer be found: the connection must be closed
 */
record Refusal(RawMessage raw, Flaw flaw, boolean framingLost) {

    /** The answer, with the headers of the request copied byte for byte (RFC 3261, section 8.2.6.2); ISO 8859-1. */
    String text(String tag, String server) {
        StringBuilder out = new StringBuilder(512)
                .append("SIP/2.0 ")
                .append(flaw.status())
                .append(' ')
                .append(flaw.phrase())
                .append("\r\n");
        for (RawMessage.Field field : raw.fields()) {
            switch (field.name()) {
                case "via", "from", "call-id", "cseq" ->
                    out.append(field.line()).append("\r\n");
                case "to" ->
                    out.append(field.line())
                            .append(field.value().contains(";tag=") ? "" : ";tag=" + tag)
                            .append("\r\n");
                default -> {}
            }
        }
        for (Header header : flaw.headers()) {
            out.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return out.append("Server: ")
                .append(server)
                .append("\r\nContent-Length: 0\r\n\r\n")
                .toString();
    }
}
