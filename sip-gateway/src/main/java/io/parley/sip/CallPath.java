package io.parley.sip;

import io.parley.config.SrtpPolicy;
import io.parley.media.Crypto;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which of our addresses a call uses, and how its requests reach the far end.
 *
 * @param binding of its signalling
 * @param path the listening point that the call came by or leaves by
 * @param media of its audio: the same, unless the far end's audio has an address of the other family (RFC 6157)
 * @param first where our INVITE goes, whatever its URIs say; null for where they say
 * @param sticky the same holds for the requests of the call, unless it has a route: a far end behind a NAT is nowhere
 *     else. Over TLS it holds with a route too, which leads to whoever is at the other end of the connection, as long as
 *     that is open: for another one of ours no certificate might be had (RFC 5923, section 1)
 * @param authority answers challenges; null for nobody, as in a call of theirs: who may ask there for a password of ours?
 * @param inviting what our INVITE says besides
 * @param srtp whether its audio is encrypted
 */
record CallPath(
        Binding binding,
        Path path,
        Binding media,
        @Nullable Hop first,
        boolean sticky,
        @Nullable Authority authority,
        List<Header> inviting,
        SrtpPolicy srtp) {

    CallPath(Binding binding, Path path, Binding media, SrtpPolicy srtp) {
        this(binding, path, media, null, false, null, List.of(), srtp);
    }

    /** Whether what is to be encrypted can be: its keys go along with the signalling. */
    boolean mayCarryAudio() {
        return path.isSecure() || srtp != SrtpPolicy.REQUIRED;
    }

    /** For one session; keys go by encrypted signalling alone. */
    Crypto crypto(RandomGenerator random) {
        return Crypto.fresh(srtp, path.isSecure(), random);
    }

    /** Where a request of that dialog goes, whatever its URIs say; null for where they say. */
    @Nullable
    Hop hop(Dialog dialog) {
        boolean outside = dialog.remoteTag().isEmpty();
        return outside || sticky && (path.isSecure() || dialog.routes().isEmpty()) ? first : null;
    }
}
