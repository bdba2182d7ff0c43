package io.parley.embed;

import io.parley.media.AudioFiles;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.parley.testkit.Outside;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Callers of embedded agents, and where these listen. */
final class Phones {
    private Phones() {}

    /** @param sipPort 0 for any, and then not the same for UDP and TCP */
    static Path config(Path folder, int sipPort) throws IOException {
        return Files.writeString(folder.resolve("parley.yaml"), """
                parley: 1
                sip: { listen: ["udp:127.0.0.1:%1$d", "tcp:127.0.0.1:%1$d"] }
                http: { listen: "127.0.0.1:0" }
                media: { ports: 26000-26999 }
                """.formatted(sipPort));
    }

    /** A recorded caller: "can I have a large latte". */
    static Future<PhoneReport> order(PhoneBooth booth, int port, String number, String caller, PhoneObserver observer) {
        Path file = Outside.home().resolve("examples/coffee-shop/calls/latte.wav");
        Move.Play latte = new Move.Play(CallerSpeech.of("latte.wav", AudioFiles.read(file)), null);
        return place(booth, port, number, caller, List.of(latte), observer);
    }

    static Future<PhoneReport> place(
            PhoneBooth booth, int port, String number, String caller, List<Move> moves, PhoneObserver observer) {
        return place(booth, port, number, caller, new CallerScript(moves), observer);
    }

    /** A caller who hangs up once the greeting has begun. */
    static Future<PhoneReport> glance(PhoneBooth booth, int port, String number, String caller) {
        CallerScript script = new CallerScript(List.of(), Duration.ofMillis(300));
        return place(booth, port, number, caller, script, PhoneObserver.NONE);
    }

    private static Future<PhoneReport> place(
            PhoneBooth booth, int port, String number, String caller, CallerScript script, PhoneObserver observer) {
        String uri = "sip:" + number + "@127.0.0.1:" + port;
        return PhoneCall.place(booth.phone(), uri, caller, script, observer, false);
    }
}
