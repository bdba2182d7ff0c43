package io.parley.actions;

/** What this module counts; the server exports each with its sentence. */
public enum ActionsCounter {
    OK("Actions done, with every result they name."),
    REFUSED("Actions the other side understood and said no to."),
    RULE_BROKEN("Actions refused here, before anything left: unconfirmed, an argument missing or unfit for its place."),
    FAILED("Actions that did not work."),
    LATE("Actions without an answer within their deadline."),
    CANCELLED("Actions given up by the agent or at shutdown."),
    BUSY("Actions turned away because too many were under way."),
    REPEATED("Actions answered from the memory of the same wish, without acting again."),
    RETRIES("Further attempts after a failure that may pass."),
    LATE_ANSWER_OK("Writes that turned out to be done after the caller had been told that they are late."),
    LATE_ANSWER_OTHER("Writes whose answer came late and was no success, or never came."),
    UNGUARDED("Writes sent while the store could not say in time whether the same wish had been carried out before."),

    STORE_CONNECTED("1 while the store's server answers, else 0.", Kind.GAUGE),
    STORE_BUFFERED("Writes that wait for the store's server.", Kind.GAUGE),
    STORE_CONNECTS("Connections made to the store's server."),
    STORE_CONNECT_FAILURES("Attempts to connect to the store's server that failed."),
    STORE_DISCONNECTS("Connections to the store's server that were lost."),
    STORE_WRITES("Writes the store's server has carried out."),
    STORE_PAUSES("Times the store's server put off every write, for example because its memory or disk is full."),
    STORE_DROPPED("Writes given up because the buffer was full or the value too large."),
    STORE_REJECTED("Writes the store's server refuses for good, for example for want of permission."),
    STORE_RECOVERED("Writes made again because the store's server came back without them."),
    STORE_READ_FAILURES("Reads from the store that failed."),
    REDIS_RESTARTS("Times the private Redis ended by itself and was started again.");

    /** How a value moves. */
    public enum Kind {
        COUNT,
        GAUGE
    }

    private final String sentence;
    private final Kind kind;

    ActionsCounter(String sentence) {
        this(sentence, Kind.COUNT);
    }

    ActionsCounter(String sentence, Kind kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    public String sentence() {
        return sentence;
    }

    public Kind kind() {
        return kind;
    }
}
