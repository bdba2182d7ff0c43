package io.parley.server.bench;

import io.parley.agent.CallRecord;
import io.parley.media.Audio;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.PhoneTurn;
import io.parley.server.trial.TrialCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a recording, out of the call in which it was played. Pure. */
final class TurnScoring {
    /** Acts with which the agent goes ahead. */
    private static final Set<String> GOES_AHEAD = Set.of("FILL", "CORRECT", "CALL", "TELL", "TRANSFER", "END");
    /** Events with which the caller's turn counts as over. */
    private static final Set<String> OVER = Set.of("heard", "rejected");

    private final RecordedTurn turn;
    private final TrialCall call;
    private final @Nullable PhoneTurn said;
    private final long beganNanos;
    private final long endedNanos;
    private final CallerSpeech speech;

    private TurnScoring(RecordedTurn turn, CallerSpeech speech, TrialCall call) {
        this.turn = turn;
        this.call = call;
        this.speech = speech;
        List<PhoneTurn> turns = call.report().turns();
        said = turns.isEmpty() ? null : turns.get(0);
        beganNanos = said == null ? 0 : said.beganNanos();
        endedNanos = beganNanos + (speech.lastVoiced() - speech.firstVoiced()) * Audio.FRAME_NANOS;
    }

    /** @param speech that was played, with the turn's own end */
    static TurnScore of(RecordedTurn turn, CallerSpeech speech, TrialCall call) {
        return new TurnScoring(turn, speech, call).score();
    }

    private TurnScore score() {
        CallRecord.Turn last = call.record().turns().stream()
                .filter(t -> !t.heard().isEmpty())
                .reduce((earlier, later) -> later)
                .orElse(null);
        Map<String, String> got = last == null ? Map.of() : last.args();
        boolean asked = got.isEmpty() || last != null && askedFor(last);
        return new TurnScore(
                turn,
                last == null ? "" : last.heard(),
                got,
                asked,
                call.record().turns().stream().anyMatch(TurnScoring::goesAhead),
                said == null ? TurnTiming.NONE : timing(said),
                said == null ? null : floor(said),
                last == null ? TurnScore.Sureness.NONE : sureness(last),
                call.report().seconds());
    }

    /** Whether the reply asks for a slot that the caller has just named. */
    private boolean askedFor(CallRecord.Turn reply) {
        return reply.act().contains("ASK")
                && call.events().stream()
                        .map(TrialCall.Event::event)
                        .filter(event -> event.event().equals("act") && event.atMillis() == reply.atMillis())
                        .filter(event -> "ASK".equals(event.data().get("act")))
                        .anyMatch(event -> turn.expect()
                                .containsKey(String.valueOf(event.data().get("slot"))));
    }

    /** How sure the agent was of what it holds after its reply. */
    private TurnScore.Sureness sureness(CallRecord.Turn reply) {
        Map<String, Double> sure = new LinkedHashMap<>();
        Map<String, Object> heard = Map.of();
        for (TrialCall.Event happened : call.events()) {
            Map<String, Object> data = happened.event().data();
            if (happened.event().event().equals("heard")) {
                heard = data;
            } else if (data.get("sure") instanceof Double share) {
                sure.put(String.valueOf(data.get("slot")), share);
            }
        }
        sure.keySet().retainAll(reply.args().keySet());
        Map<String, Double> shares = new LinkedHashMap<>();
        if (heard.get("shares") instanceof Map<?, ?> of) {
            of.forEach((slot, share) -> shares.put(String.valueOf(slot), ((Number) share).doubleValue()));
        }
        return new TurnScore.Sureness(
                sure,
                shares,
                number(heard.get("misfit"), Double.NaN),
                (int) number(heard.get("speech_ms"), 0),
                reply.act().contains("CONFIRM"));
    }

    private static double number(@Nullable Object written, double otherwise) {
        return written instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static boolean goesAhead(CallRecord.Turn turn) {
        return turn.act().stream().anyMatch(GOES_AHEAD::contains) && !turn.act().contains("CONFIRM");
    }

    private TurnTiming timing(PhoneTurn said) {
        long[] over = call.events().stream()
                .filter(e -> OVER.contains(e.event().event()) && e.nanos() >= beganNanos)
                .mapToLong(TrialCall.Event::nanos)
                .toArray();
        boolean early = over.length > 0 && over[0] < endedNanos;
        boolean late = over.length > 0 && over[over.length - 1] >= endedNanos;
        return new TurnTiming(
                said.cutIn(),
                call.count("retract") > 0,
                early ? inRecording(over[0]) : -1,
                late ? (over[over.length - 1] - endedNanos) / 1e6 : Double.NaN,
                said.earToEarMillis());
    }

    private int inRecording(long nanos) {
        return (int) ((nanos - beganNanos) / 1_000_000) + speech.firstVoiced() * Audio.FRAME_MILLIS;
    }

    /** Null where nobody asked, or the agent had finished before the caller began. */
    private @Nullable TurnFloor floor(PhoneTurn said) {
        if (turn.interruption() == null || !agentSpoke(beganNanos)) {
            return null;
        }
        return new TurnFloor(call.count("yield") > 0, paused(), said.bargeInMillis());
    }

    /** Whether the agent was in the middle of a line then. */
    private boolean agentSpoke(long nanos) {
        int lines = 0;
        for (TrialCall.Event event : call.events()) {
            if (event.nanos() <= nanos) {
                lines += switch (event.event().event()) {
                    case "speak" -> 1;
                    case "spoken" -> -1;
                    default -> 0;
                };
            }
        }
        return lines > 0;
    }

    private boolean paused() {
        return call.events().stream()
                .anyMatch(e -> "RESUME".equals(e.event().data().get("act")));
    }
}
