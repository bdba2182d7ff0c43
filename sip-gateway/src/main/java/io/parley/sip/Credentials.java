package io.parley.sip;

import org.jspecify.annotations.Nullable;

/**
 * A user and his password, for the challenges of one peer.
 *
 * @param realm the only one that is answered; null for any
 */
record Credentials(String user, String password, @Nullable String realm) {

    boolean fit(Challenge challenge) {
        return realm == null || realm.equals(challenge.realm());
    }

    /**
     * The answer to a challenge (RFC 7616, section 3.4).
     *
     * @param count how often its nonce has been used, this time included
     */
    Header answer(Challenge challenge, String method, String uri, int count, String cnonce) {
        Digest digest = challenge.digest();
        String ha1 = digest.ha1(user, challenge.realm(), password);
        String nc = challenge.qop() ? String.format("%08x", count) : null;
        String response = digest.response(ha1, challenge.nonce(), nc, cnonce, method, uri);
        StringBuilder value = new StringBuilder("Digest username=").append(quoted(user));
        value.append(", realm=").append(quoted(challenge.realm()));
        value.append(", nonce=").append(quoted(challenge.nonce()));
        value.append(", uri=").append(quoted(uri));
        value.append(", response=\"").append(response).append("\", algorithm=").append(digest.token);
        if (nc != null) {
            value.append(", cnonce=")
                    .append(quoted(cnonce))
                    .append(", qop=auth, nc=")
                    .append(nc);
        }
        if (challenge.opaque() != null) {
            value.append(", opaque=").append(quoted(challenge.opaque()));
        }
        return new Header(challenge.proxy() ? "Proxy-Authorization" : "Authorization", value.toString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
