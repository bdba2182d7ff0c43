package io.parley.embed;

import io.parley.config.TransferSpec;

/**
 * A place to which callers may be put through.
 *
 * @param name such as {@code person}, which is who callers are put through to when they ask for a person
 * @param uri SIP address
 * @param isAttended whether whoever is there is called and asked first
 */
public record Transfer(String name, String uri, boolean isAttended) implements Allowed {
    /** The same place by another address. */
    public Transfer to(String address) {
        return new Transfer(name, address, isAttended);
    }

    /** The same, but whoever is there is called first, told of the caller, and asked. */
    public Transfer attended() {
        return new Transfer(name, uri, true);
    }

    TransferSpec spec() {
        return isAttended ? TransferSpec.attended(uri) : TransferSpec.blind(uri);
    }
}
