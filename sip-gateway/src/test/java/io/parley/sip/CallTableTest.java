package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.config.SessionTimerConfig;
import io.parley.media.Direction;
import io.parley.media.OfferAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of a call with every event that can happen to it, against {@code call-table.txt}. The file is the
 * specification: a line says where the call goes and what it does, in that order.
 */
@Timeout(20)
class CallTableTest {
    private static final SipTimings TIMINGS = SipTimings.standard(Duration.ofMinutes(30));
    private static final OfferAnswer.Local LOCAL = new OfferAnswer.Local("192.0.2.1", 20_000, 7, 1, Direction.SENDRECV);
    private static final Dialog DIALOG = new Dialog(
            "call-1",
            "<sip:us@192.0.2.1>",
            "ours",
            "<sip:them@192.0.2.10>",
            "theirs",
            "sip:them@192.0.2.10",
            List.of(),
            5,
            10);
    private static final Exchange INVITE = new Named("INVITE");

    private record Named(String name) implements Exchange {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Map<String, CallState> states() {
        Session fresh = new Session(LOCAL, false, null, null);
        Session agreed = fresh.answer(Descriptions.OFFER);
        Session held = fresh.answer(Descriptions.HOLD);
        Session offered = fresh.offer();
        Unacked first = new Unacked(10, false, TIMINGS.t1());
        Unacked firstOffer = new Unacked(10, true, TIMINGS.t1());
        Unacked again = new Unacked(10, false, Duration.ofSeconds(4));
        Dialog early = new Dialog(
                "call-1",
                "<sip:us@192.0.2.1>",
                "ours",
                "<sip:them@192.0.2.10>",
                "",
                "sip:them@192.0.2.10",
                List.of(),
                1,
                -1);
        Up up = new Up(DIALOG, agreed, null, TIMINGS);
        Map<String, CallState> states = new LinkedHashMap<>();
        states.put("Invited", new Invited(INVITE, DIALOG, Descriptions.OFFER, false, TIMINGS));
        states.put("Invited/no-offer", new Invited(INVITE, DIALOG, null, false, TIMINGS));
        states.put("Invited/foreign", new Invited(INVITE, DIALOG, Descriptions.FOREIGN, false, TIMINGS));
        states.put("Invited/rubbish", new Invited(INVITE, DIALOG, Descriptions.RUBBISH, false, TIMINGS));
        states.put("Ringing", new Ringing(INVITE, 10, DIALOG, agreed, TIMINGS));
        states.put("Answered", new Answered(DIALOG, agreed, first, TIMINGS));
        states.put("Answered/held", new Answered(DIALOG, held, again, TIMINGS));
        states.put("Answered/offer", new Answered(DIALOG, offered, firstOffer, TIMINGS));
        states.put("Parting", new Parting(DIALOG, first, Termination.agentEnded(), TIMINGS));
        states.put("Calling", new Calling(early, offered, false, Early.NONE, TIMINGS));
        Early described = Early.NONE.described(Descriptions.ANSWER);
        states.put("Calling/heard", new Calling(early, offered, true, described, TIMINGS));
        states.put(
                "Calling/reliable",
                new Calling(early.next(), offered, true, Early.NONE.acknowledged("theirs", 7), TIMINGS));
        states.put("Cancelling", new Cancelling(early, true, TIMINGS));
        states.put("Cancelling/unsent", new Cancelling(early, false, TIMINGS));
        states.put("Up", up);
        states.put("Up/held", new Up(DIALOG, held, null, TIMINGS));
        states.put("Up/unacked", new Up(DIALOG, agreed, first, TIMINGS));
        states.put("Up/unacked-offer", new Up(DIALOG, agreed, firstOffer, TIMINGS));
        Up asked = new Up(DIALOG.next(), agreed, null, TIMINGS);
        Session hold = agreed.wishing(Direction.SENDONLY).offer();
        states.put("Reinviting", new Reinviting(asked, Direction.SENDONLY, hold));
        states.put("Reinviting/waiting", new Reinviting(up, Direction.SENDONLY, null));
        states.put(
                "Reinviting/waiting/unacked",
                new Reinviting(new Up(DIALOG, agreed, first, TIMINGS), Direction.SENDRECV, null));
        states.put("Transferring", new Transferring(up, false));
        states.put("Transferring/accepted", new Transferring(up, true));
        states.put("Leaving", new Leaving(DIALOG));
        states.put("Gone", new Gone());
        SessionTimer unasked = SessionTimer.of(SessionTimerConfig.DEFAULT);
        Dialog ours = DIALOG.timed(unasked.asked(new Terms(false, 1800, null, 0, true)));
        Dialog byInvite = DIALOG.timed(unasked.asked(new Terms(false, 1800, null, 0, false)));
        Dialog theirs = DIALOG.timed(unasked.asked(new Terms(true, 1800, Terms.Refresher.UAC, 0, true)));
        states.put("Ringing/timed", new Ringing(INVITE, 10, theirs, agreed, TIMINGS));
        states.put("Calling/timed", new Calling(early.timed(unasked), offered, false, Early.NONE, TIMINGS));
        Reliable able = new Reliable(true, false, 6, null, false, false, null);
        Reliable strict = new Reliable(true, true, 6, null, false, false, null);
        Reliable answers = able.next(agreed.sdp(), false, TIMINGS.t1());
        Reliable offers = able.next(offered.sdp(), true, TIMINGS.t1());
        states.put("Invited/strict", new Invited(INVITE, DIALOG, Descriptions.OFFER, false, TIMINGS, strict));
        states.put("Invited/strict/no-offer", new Invited(INVITE, DIALOG, null, false, TIMINGS, strict));
        states.put("Ringing/able", ringing(agreed, able, Ringing.Wish.NOTHING));
        states.put("Ringing/able/no-offer", ringing(offered, able, Ringing.Wish.NOTHING));
        states.put("Ringing/no-offer", ringing(offered, Reliable.NONE, Ringing.Wish.NOTHING));
        states.put("Ringing/held", ringing(held, able, Ringing.Wish.NOTHING));
        states.put(
                "Ringing/strict/waits", ringing(agreed, strict.next(null, false, TIMINGS.t1()), Ringing.Wish.NOTHING));
        states.put("Ringing/playing/waits", ringing(agreed, answers, Ringing.Wish.PLAYING));
        states.put("Ringing/playing/waits/answer", ringing(agreed, answers, Ringing.Wish.ANSWER));
        states.put("Ringing/playing", ringing(agreed, answers.acknowledged(), Ringing.Wish.PLAYING));
        states.put("Ringing/playing/unreliable", ringing(agreed, Reliable.NONE, Ringing.Wish.PLAYING));
        states.put("Ringing/offers", ringing(offered, offers, Ringing.Wish.SOUND));
        states.put("Ringing/offers/progress", ringing(offered, offers, Ringing.Wish.PROGRESS));
        states.put("Up/refreshing", new Up(ours, agreed, null, TIMINGS));
        states.put("Up/refreshing/by-INVITE", new Up(byInvite, agreed, null, TIMINGS));
        states.put("Up/refreshed", new Up(theirs, agreed, null, TIMINGS));
        states.put("Reinviting/refresh", new Reinviting(new Up(ours.next(), agreed, null, TIMINGS), null, agreed));
        states.put("Transferring/refreshing", new Transferring(new Up(byInvite, agreed, null, TIMINGS), false));
        return states;
    }

    private static Ringing ringing(Session session, Reliable reliable, Ringing.Wish wish) {
        return new Ringing(INVITE, 10, DIALOG, session, TIMINGS, reliable, wish);
    }

    private static Map<String, CallEvent> events() {
        Map<String, CallEvent> events = new LinkedHashMap<>();
        events.put("admitted", new CallEvent.Admitted(LOCAL));
        events.put("refused-404", new CallEvent.Refused(404, List.of()));
        events.put("answer", new CallEvent.Answer());
        events.put("hang-up", new CallEvent.HangUp(Termination.agentEnded()));
        events.put("hang-up-486", new CallEvent.HangUp(Termination.rejected(486)));
        events.put("hang-up-shutdown", new CallEvent.HangUp(Termination.shutdown()));
        events.put("transfer", new CallEvent.TransferTo("sip:desk@192.0.2.9"));
        events.put("hold", new CallEvent.PutOnHold(true));
        events.put("resume", new CallEvent.PutOnHold(false));
        events.put("fault", new CallEvent.Fault());
        events.put("media-silent", new CallEvent.MediaSilent());
        events.put("ACK", new CallEvent.Ack(10, null));
        events.put("ACK-answer", new CallEvent.Ack(10, Descriptions.ANSWER));
        events.put("ACK-foreign", new CallEvent.Ack(10, Descriptions.FOREIGN));
        events.put("ACK-other", new CallEvent.Ack(9, null));
        events.put("CANCEL", new CallEvent.Cancel(new Named("CANCEL")));
        events.put("BYE", new CallEvent.Bye(new Named("BYE"), 11));
        events.put("BYE-late", new CallEvent.Bye(new Named("BYE"), 10));
        events.put("re-INVITE", new CallEvent.ReInvite(new Named("re-INVITE"), 11, Descriptions.OFFER, null));
        events.put(
                "re-INVITE-moved",
                new CallEvent.ReInvite(new Named("re-INVITE"), 11, Descriptions.MOVED, "sip:new@192.0.2.11"));
        events.put("re-INVITE-hold", new CallEvent.ReInvite(new Named("re-INVITE"), 11, Descriptions.HOLD, null));
        events.put("re-INVITE-bare", new CallEvent.ReInvite(new Named("re-INVITE"), 11, null, null));
        events.put("re-INVITE-foreign", new CallEvent.ReInvite(new Named("re-INVITE"), 11, Descriptions.FOREIGN, null));
        events.put("re-INVITE-late", new CallEvent.ReInvite(new Named("re-INVITE"), 9, Descriptions.OFFER, null));
        events.put("INFO-5", new CallEvent.Info(new Named("INFO"), 11, "5"));
        events.put("INFO-empty", new CallEvent.Info(new Named("INFO"), 11, ""));
        events.put("INFO-unknown", new CallEvent.Info(new Named("INFO"), 11, null));
        events.put("OPTIONS", new CallEvent.Options(new Named("OPTIONS"), 11));
        Referral referral = new Referral("sip:desk@192.0.2.9", null, null);
        events.put("REFER", new CallEvent.Refer(new Named("REFER"), 11, referral));
        events.put("REFER-late", new CallEvent.Refer(new Named("REFER"), 10, referral));
        events.put("referred-200", new CallEvent.Referred(200));
        events.put("NOTIFY-100", new CallEvent.Notify(new Named("NOTIFY"), 11, 100, false));
        events.put("NOTIFY-100-last", new CallEvent.Notify(new Named("NOTIFY"), 11, 100, true));
        events.put("NOTIFY-200", new CallEvent.Notify(new Named("NOTIFY"), 11, 200, true));
        events.put("NOTIFY-603", new CallEvent.Notify(new Named("NOTIFY"), 11, 603, true));
        events.put("NOTIFY-late", new CallEvent.Notify(new Named("NOTIFY"), 10, 200, true));
        Terms brief = new Terms(true, 60, null, 0, null);
        Terms timed = new Terms(true, 1800, Terms.Refresher.UAC, 0, true);
        events.put(
                "re-INVITE-timed", new CallEvent.ReInvite(new Named("re-INVITE"), 11, Descriptions.OFFER, null, timed));
        events.put(
                "re-INVITE-brief", new CallEvent.ReInvite(new Named("re-INVITE"), 11, Descriptions.OFFER, null, brief));
        events.put("UPDATE", new CallEvent.Update(new Named("UPDATE"), 11, null, null, Terms.NONE));
        events.put("UPDATE-timed", new CallEvent.Update(new Named("UPDATE"), 11, null, null, timed));
        events.put("UPDATE-brief", new CallEvent.Update(new Named("UPDATE"), 11, null, null, brief));
        events.put("UPDATE-late", new CallEvent.Update(new Named("UPDATE"), 10, null, null, Terms.NONE));
        events.put("UPDATE-hold", new CallEvent.Update(new Named("UPDATE"), 11, Descriptions.HOLD, null, Terms.NONE));
        events.put(
                "UPDATE-foreign",
                new CallEvent.Update(new Named("UPDATE"), 11, Descriptions.FOREIGN, null, Terms.NONE));
        events.put(
                "UPDATE-200", new CallEvent.UpdateAnswered(200, new Terms(true, 1800, Terms.Refresher.UAC, 0, true)));
        events.put(
                "UPDATE-200-yours",
                new CallEvent.UpdateAnswered(200, new Terms(true, 90, Terms.Refresher.UAS, 0, true)));
        events.put("UPDATE-200-bare", new CallEvent.UpdateAnswered(200, Terms.NONE));
        for (int status : new int[] {405, 408, 481, 491, 500}) {
            events.put("UPDATE-" + status, new CallEvent.UpdateAnswered(status, Terms.NONE));
        }
        events.put("UPDATE-422", new CallEvent.UpdateAnswered(422, new Terms(false, 0, null, 3600, null)));
        events.put("422", new CallEvent.Failure(422, 3600));
        events.put("422-no-more", new CallEvent.Failure(422, 0));
        events.put(
                "2xx-timed",
                new CallEvent.Success(6, "theirs", "sip:x@192.0.2.20", List.of(), Descriptions.ANSWER, timed));
        events.put("progress", new CallEvent.Progress());
        events.put("PRACK", new CallEvent.Prack(new Named("PRACK"), 11, 7, 10, "INVITE", null));
        events.put("PRACK-answer", new CallEvent.Prack(new Named("PRACK"), 11, 7, 10, "INVITE", Descriptions.ANSWER));
        events.put("PRACK-foreign", new CallEvent.Prack(new Named("PRACK"), 11, 7, 10, "INVITE", Descriptions.FOREIGN));
        events.put("PRACK-other", new CallEvent.Prack(new Named("PRACK"), 11, 6, 10, "INVITE", null));
        events.put("PRACK-late", new CallEvent.Prack(new Named("PRACK"), 10, 7, 10, "INVITE", null));
        events.put("100", new CallEvent.Provisional(100, null, null));
        events.put("1xx", new CallEvent.Provisional(180, null, null));
        events.put("1xx-audible", new CallEvent.Provisional(183, Descriptions.ANSWER, null));
        events.put("1xx-foreign", new CallEvent.Provisional(183, Descriptions.FOREIGN, null));
        events.put("1xx-rseq-7", reliable(7, "theirs", null));
        events.put("1xx-rseq-8", reliable(8, "theirs", Descriptions.ANSWER));
        events.put("1xx-rseq-9", reliable(9, "theirs", null));
        events.put("1xx-rseq-7-forked", reliable(7, "another", Descriptions.ANSWER));
        events.put("redirected", new CallEvent.Redirected());
        events.put(
                "2xx",
                new CallEvent.Success(
                        1, "theirs", "sip:x@192.0.2.20", List.of("<sip:p1;lr>", "<sip:p2;lr>"), Descriptions.ANSWER));
        events.put("2xx-bare", new CallEvent.Success(1, "theirs", "sip:x@192.0.2.20", List.of(), null));
        events.put(
                "2xx-foreign", new CallEvent.Success(1, "theirs", "sip:x@192.0.2.20", List.of(), Descriptions.FOREIGN));
        events.put(
                "2xx-forked", new CallEvent.Success(1, "another", "sip:y@192.0.2.21", List.of(), Descriptions.ANSWER));
        events.put("2xx-6", new CallEvent.Success(6, "theirs", "sip:z@192.0.2.22", List.of(), Descriptions.HELD));
        events.put("2xx-6-bare", new CallEvent.Success(6, "theirs", "sip:z@192.0.2.22", List.of(), null));
        events.put("486", new CallEvent.Failure(486));
        events.put("408", new CallEvent.Failure(408));
        events.put("481", new CallEvent.Failure(481));
        events.put("491", new CallEvent.Failure(491));
        events.put("REFER-202", new CallEvent.ReferAnswered(202));
        events.put("REFER-603", new CallEvent.ReferAnswered(603));
        events.put("BYE-answered", new CallEvent.ByeAnswered());
        for (CallTimer timer : CallTimer.values()) {
            events.put("fired-" + timer, new CallEvent.Fired(timer));
        }
        return events;
    }

    private static CallEvent reliable(long rseq, String tag, @Nullable String sdp) {
        return new CallEvent.Provisional(
                183, sdp, new CallEvent.Reliable(rseq, 1, tag, "sip:x@192.0.2.20", List.of("<sip:p1;lr>")));
    }

    static Stream<Arguments> cells() throws IOException {
        Map<String, String> expected = table();
        List<Arguments> cells = new ArrayList<>();
        states().forEach((stateName, state) -> events().forEach((eventName, event) -> {
            String cell = stateName + " | " + eventName;
            cells.add(Arguments.of(cell, state, event, expected.getOrDefault(cell, "no line in call-table.txt")));
        }));
        return cells.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyStateKnowsWhatToDoAboutEveryEvent(String cell, CallState state, CallEvent event, String expected) {
        assertThat(render(state, state.on(event))).isEqualTo(expected);
    }

    @Test
    void theTableHasNoLineForWhatCannotHappen() throws IOException {
        List<String> possible = cells().map(a -> (String) a.get()[0]).toList();
        assertThat(table().keySet()).isSubsetOf(possible);
    }

    /** Every request of the far end is answered in every state, by exactly one final response. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyRequestIsAnsweredOnce(String cell, CallState state, CallEvent event, String expected) {
        Exchange request = event instanceof CallEvent.InDialog inDialog
                ? inDialog.exchange()
                : event instanceof CallEvent.Cancel cancel ? cancel.exchange() : null;
        if (request != null) {
            assertThat(state.on(event).actions())
                    .filteredOn(a -> a instanceof CallAction.Respond r && r.to() == request && r.status() >= 200
                            || a instanceof CallAction.RefuseOverlap o && o.to() == request)
                    .hasSize(1);
        }
    }

    /** No step ends a call twice, and none that leaves the tables does so without having ended it before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aCallEndsOnceAndIsThenForgotten(String cell, CallState state, CallEvent event, String expected) {
        Step step = state.on(event);
        boolean over = isOver(state);
        long ends =
                step.actions().stream().filter(CallAction.End.class::isInstance).count();
        long forgets = step.actions().stream()
                .filter(CallAction.Forget.class::isInstance)
                .count();
        assertThat(ends).isEqualTo(!over && isOver(step.next()) ? 1 : 0);
        assertThat(forgets).isEqualTo(!(state instanceof Gone) && step.next() instanceof Gone ? 1 : 0);
    }

    private static boolean isOver(CallState state) {
        return state instanceof Gone
                || state instanceof Leaving
                || state instanceof Parting
                || state instanceof Cancelling;
    }

    /** The file, with the inherited lines filled in. */
    private static Map<String, String> table() throws IOException {
        try (InputStream in = CallTableTest.class.getResourceAsStream("/call-table.txt")) {
            Map<String, Map<String, String>> sections = new LinkedHashMap<>();
            Map<String, String> section = Map.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith(" ")) {
                    String[] cell = line.trim().split(" {2,}", 2);
                    section.put(cell[0], cell[1].trim());
                } else {
                    String[] head = line.split("[ ():]+");
                    String from = head.length > 1 ? head[1] : "defaults";
                    section = new LinkedHashMap<>(sections.getOrDefault(from, Map.of()));
                    sections.put(head[0], section);
                }
            }
            Map<String, String> table = new LinkedHashMap<>();
            sections.remove("defaults");
            sections.forEach((state, lines) -> lines.forEach((event, what) -> table.put(state + " | " + event, what)));
            return table;
        }
    }

    /** {@code -> Next: action, action}; a call that stays where it is says nothing about it. */
    static String render(CallState before, Step step) {
        String actions = step.actions().stream().map(CallTableTest::render).collect(Collectors.joining(", "));
        String next = name(step.next());
        String where = step.next().getClass() == before.getClass() && next.equals(name(before)) ? "." : "-> " + next;
        return actions.isEmpty() ? where : where + " " + actions;
    }

    /** The state, with what of its parts decides what it does. */
    private static String name(CallState state) {
        String name = state.getClass().getSimpleName();
        if (state instanceof Up up) {
            SessionTimer timer = up.dialog().timer();
            return name
                    + (!timer.runs()
                            ? ""
                            : !timer.ours() ? "/refreshed" : timer.updates() ? "/refreshing" : "/refreshing/by-INVITE")
                    + (up.unacked() == null ? "" : up.unacked().wantsAnswer() ? "/unacked-offer" : "/unacked")
                    + (up.session().isHeld() ? "/held" : "");
        }
        if (state instanceof Ringing ringing) {
            Reliable reliable = ringing.reliable();
            String wish = ringing.wish().name().toLowerCase(java.util.Locale.ROOT);
            return name
                    + (ringing.wish() == Ringing.Wish.NOTHING ? "" : "/" + wish)
                    + (reliable.offer() ? "/offers" : reliable.waits() ? "/waits" : "");
        }
        if (state instanceof Transferring transferring) {
            String inner = name(transferring.up());
            return name + (transferring.accepted() ? "/accepted" : "") + inner.substring(2);
        }
        if (state instanceof Reinviting reinviting) {
            String inner = name(reinviting.up());
            return name + (reinviting.offer() == null ? "/waiting" : "") + inner.substring(2);
        }
        if (state instanceof Calling calling) {
            return name + (calling.heard() ? "/heard" : "");
        }
        return state instanceof Cancelling cancelling ? name + (cancelling.sent() ? "" : "/unsent") : name;
    }

    private static String direction(String sdp) {
        return sdp.lines()
                .filter(l -> l.startsWith("a=send"))
                .findFirst()
                .orElseThrow()
                .substring(2);
    }

    private static String render(CallAction action) {
        String name = action.getClass().getSimpleName();
        if (action instanceof CallAction.Respond r) {
            String headers = r.headers().stream()
                    .map(Header::name)
                    .filter(h -> !List.of("Allow", "Supported", "Accept-Encoding", "Accept-Language")
                            .contains(h))
                    .filter(h -> r.sdp() == null || !h.equals("Accept"))
                    .map(h -> "+" + h)
                    .collect(Collectors.joining());
            return r.status() + (r.sdp() == null ? "" : "+sdp") + headers + " to " + r.to();
        }
        if (action instanceof CallAction.Arm a) {
            return "arm " + a.timer();
        }
        if (action instanceof CallAction.Disarm d) {
            return "disarm " + d.timer();
        }
        if (action instanceof CallAction.SendBye b) {
            return "BYE" + (b.reason() == null ? "" : "+Reason") + " "
                    + b.dialog().localSeq() + "@" + b.dialog().remoteTag();
        }
        if (action instanceof CallAction.SendAck a) {
            return "ACK " + a.cseq() + "@" + a.dialog().remoteTag();
        }
        if (action instanceof CallAction.SendPrack p) {
            return "PRACK " + p.dialog().localSeq() + "@" + p.dialog().remoteTag() + " RAck " + p.rseq() + " "
                    + p.cseq();
        }
        if (action instanceof CallAction.SendNotify n) {
            return "NOTIFY " + n.dialog().localSeq() + "@" + n.dialog().remoteTag() + " " + n.status();
        }
        if (action instanceof CallAction.Progress p) {
            return "progress " + p.status() + (p.audible() ? " audible" : "");
        }
        if (action instanceof CallAction.RefuseOverlap o) {
            return "500+Retry-After(drawn) to " + o.to();
        }
        if (action instanceof CallAction.SendReInvite r) {
            return "INVITE+" + direction(r.sdp()) + " " + r.dialog().localSeq();
        }
        if (action instanceof CallAction.SendInvite i) {
            return "INVITE " + i.dialog().localSeq();
        }
        if (action instanceof CallAction.SendUpdate u) {
            return "UPDATE " + u.dialog().localSeq();
        }
        if (action instanceof CallAction.SendRefer r) {
            return "REFER " + r.dialog().localSeq();
        }
        if (action instanceof CallAction.Hold h) {
            return h.held() ? "held" : "resumed";
        }
        if (action instanceof CallAction.Digits d) {
            return "digits " + d.digits();
        }
        if (action instanceof CallAction.Reinvited r) {
            return "reinvited " + r.status();
        }
        if (action instanceof CallAction.TransferEnded t) {
            return "transfer " + t.status();
        }
        if (action instanceof CallAction.End e) {
            return "end " + e.why();
        }
        return switch (name) {
            case "SendCancel" -> "CANCEL";
            case "ArmGlare" -> "arm GLARE";
            case "ResendOk" -> "resend 200";
            case "ResendProvisional" -> "resend 1xx";
            case "StartMedia" -> "start media";
            case "Retarget" -> "retarget";
            default -> name.toLowerCase(java.util.Locale.ROOT);
        };
    }
}
