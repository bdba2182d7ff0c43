package io.parley.sip;

/** Session descriptions as telephones write them. */
final class Descriptions {
    static final String OFFER = audio("192.0.2.10", 40_000, "0 8 101", "sendrecv");
    static final String MOVED = audio("192.0.2.11", 40_002, "0 8 101", "sendrecv");
    static final String HOLD = audio("192.0.2.10", 40_000, "0 8 101", "sendonly");
    static final String ANSWER = audio("192.0.2.10", 40_000, "0 101", "sendrecv");
    /** Agrees to be held. */
    static final String HELD = audio("192.0.2.10", 40_000, "0 101", "recvonly");
    /** G.729 only: nothing we have. */
    static final String FOREIGN = audio("192.0.2.10", 40_000, "18", "sendrecv");

    static final String RUBBISH = "v=0\r\nthis is no session description\r\n";

    private Descriptions() {}

    static String audio(String address, int port, String types, String direction) {
        String network = (address.indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + address;
        return "v=0\r\no=- 1 1 " + network + "\r\ns=-\r\nc=" + network + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP "
                + types + "\r\na=rtpmap:101 telephone-event/8000\r\na=" + direction + "\r\n";
    }
}
