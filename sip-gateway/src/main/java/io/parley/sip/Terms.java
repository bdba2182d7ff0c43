package io.parley.sip;

import gov.nist.javax.sip.header.extensions.MinSE;
import gov.nist.javax.sip.header.extensions.SessionExpires;
import gov.nist.javax.sip.message.SIPMessage;
import javax.sip.header.AllowHeader;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of how its dialog is to be kept (RFC 4028, 3262, 3311). {@link ExtensionForms} has looked at the
 * headers before; one that is not sound is as good as absent.
 *
 * @param timer its sender knows session timers
 * @param expires Session-Expires in seconds; 0 for none
 * @param refresher who it says shall refresh
 * @param minSe Min-SE in seconds; 0 for none
 * @param updates its sender takes UPDATE; null where it does not say
 */
record Terms(
        boolean timer,
        int expires,
        @Nullable Refresher refresher,
        int minSe,
        @Nullable Boolean updates) {

    /** The side that refreshes, by its role in the transaction that says so (RFC 4028, section 4). */
    enum Refresher {
        UAC,
        UAS
    }

    static final Terms NONE = new Terms(false, 0, null, 0, null);

    static Terms of(SIPMessage message) {
        boolean timer = has(message, "timer");
        int expires = 0;
        Refresher refresher = null;
        if (message.getHeader(SessionExpires.NAME) instanceof SessionExpires session) {
            expires = session.getExpires();
            refresher = refresher(session.getRefresher());
        }
        int minSe = message.getHeader(MinSE.NAME) instanceof MinSE min ? min.getExpires() : 0;
        var methods = HeaderFields.of(message, AllowHeader.NAME, AllowHeader.class);
        Boolean updates = methods.isEmpty()
                ? null
                : methods.stream().anyMatch(allow -> allow.getMethod().equals("UPDATE"));
        return new Terms(timer, expires, refresher, minSe, updates);
    }

    private static @Nullable Refresher refresher(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.equalsIgnoreCase("uas") ? Refresher.UAS : text.equalsIgnoreCase("uac") ? Refresher.UAC : null;
    }

    /** Is that option among those which its sender supports or requires? */
    static boolean has(SIPMessage message, String option) {
        return HeaderFields.of(message, SupportedHeader.NAME, SupportedHeader.class).stream()
                        .anyMatch(tag -> option.equalsIgnoreCase(tag.getOptionTag()))
                || requires(message, option);
    }

    static boolean requires(SIPMessage message, String option) {
        return HeaderFields.of(message, RequireHeader.NAME, RequireHeader.class).stream()
                .anyMatch(tag -> option.equalsIgnoreCase(tag.getOptionTag()));
    }
}
