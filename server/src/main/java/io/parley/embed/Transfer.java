package io.parley.embed;

/**
 * A place to which callers may be put through.
 *
 * @param name such as {@code person}, which is who callers are put through to when they ask for a person
 * @param uri SIP address
 */
public record Transfer(String name, String uri) implements Allowed {
    /** The same place by another address. */
    public Transfer to(String address) {
        return new Transfer(name, address);
    }
}
