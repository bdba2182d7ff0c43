package io.parley.agent.dialogue;

import io.parley.config.TransferSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes along with a caller who is put through, for the program at the other side: {@code call=ID&task=NAME&slot=VALUE},
 * as a form writes it, in a header of the transfer's choice. Pure.
 */
public final class Accompanying {
    /** What User-to-User carries everywhere (RFC 7434, section 4, less what networks take of it). */
    static final int MAX_BYTES = 128;

    private Accompanying() {}

    /** @return the header by its name; empty where the transfer asks for none */
    public static Map<String, String> headers(TransferSpec transfer, String callId, DialogueState state) {
        String name = transfer.context();
        if (name == null) {
            return Map.of();
        }
        String text = text(callId, state);
        boolean hex = name.equalsIgnoreCase(TransferSpec.USER_TO_USER);
        return Map.of(
                name,
                hex
                        ? HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.US_ASCII))
                                + ";encoding=hex"
                        : text);
    }

    /** The address of a blind transfer with the header in it (RFC 3515, section 2.1; RFC 7433, section 4.4). */
    public static String referTo(TransferSpec transfer, String callId, DialogueState state) {
        StringBuilder uri = new StringBuilder(transfer.to());
        headers(transfer, callId, state)
                .forEach((name, value) ->
                        uri.append('?').append(name).append('=').append(encoded(value)));
        return uri.toString();
    }

    /** Whole pairs only: half a value is a wrong one. */
    private static String text(String callId, DialogueState state) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("call", callId);
        if (state.task() != null) {
            pairs.put("task", state.task());
            pairs.putAll(state.values());
        }
        StringBuilder text = new StringBuilder();
        pairs.forEach((name, value) -> {
            String pair = (text.length() == 0 ? "" : "&") + encoded(name) + "=" + encoded(value);
            if (text.length() + pair.length() <= MAX_BYTES) {
                text.append(pair);
            }
        });
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
