package io.parley.sip;

import io.parley.config.DialConfig;
import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.Trunk;
import java.util.List;
import java.util.function.Function;

/**
 * With whom the gateway speaks.
 *
 * @param trunks who may call; empty for loopback and private addresses, or for users alone where there are any
 * @param registrar telephones that register with us
 * @param secrets reads a password; throws {@link IllegalArgumentException} naming the place where there is none
 * @param dialling whom it may call
 */
public record Peers(
        List<Trunk> trunks, RegistrarConfig registrar, Function<Secret, String> secrets, Dialling dialling) {
    public Peers {
        trunks = List.copyOf(trunks);
    }

    /** Calls names and telephones of our own. */
    public Peers(List<Trunk> trunks, RegistrarConfig registrar, Function<Secret, String> secrets) {
        this(trunks, registrar, secrets, Dialling.of(DialConfig.DEFAULT));
    }

    /** The same, calling others. */
    public Peers with(Dialling other) {
        return new Peers(trunks, registrar, secrets, other);
    }

    /** Trunks alone, none of which needs a password. */
    public static Peers of(List<Trunk> trunks) {
        return new Peers(trunks, RegistrarConfig.NONE, secret -> {
            throw new IllegalArgumentException(secret + ": nothing reads it here");
        });
    }
}
