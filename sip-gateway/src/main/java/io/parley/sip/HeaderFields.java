package io.parley.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/** All header fields of one name, in their order, a list in one field taken apart. Pure. */
final class HeaderFields {
    private HeaderFields() {}

    /** Those that the stack has read as that type. */
    static <T> List<T> of(SIPMessage message, String name, Class<T> type) {
        List<T> found = new ArrayList<>();
        ListIterator<SIPHeader> fields = message.getHeaders(name);
        while (fields.hasNext()) {
            SIPHeader field = fields.next();
            if (type.isInstance(field)) {
                found.add(type.cast(field));
            }
        }
        return found;
    }

    /** As they were written. */
    static List<String> values(SIPMessage message, String name) {
        return of(message, name, SIPHeader.class).stream()
                .map(SIPHeader::getValue)
                .toList();
    }
}
