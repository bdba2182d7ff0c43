package io.parley.server.simulate;

import io.parley.agent.CallEvent;
import io.parley.agent.CallRecord;
import io.parley.config.ActionSpec;
import io.parley.config.CallExpect;
import io.parley.config.CallExpect.Ran;
import io.parley.server.phone.SpokenText;
import io.parley.server.trial.TrialCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a call against what its script expects. Pure. */
public final class Judge {
    private final Scene scene;
    private final TrialCall call;
    private final List<Difference> differences = new ArrayList<>();

    private Judge(Played played) {
        this.scene = played.scene();
        this.call = played.call();
    }

    /** Everything that was not as expected; empty where the call is as it should be. */
    public static List<Difference> differences(Played played) {
        Judge judge = new Judge(played);
        String failure = played.failure();
        if (failure != null) {
            judge.differ("steps", "all of them", failure);
        }
        judge.check(played.scene().script().expect());
        return judge.differences;
    }

    private void differ(String what, String expected, String found) {
        differences.add(new Difference(what, expected, found));
    }

    private void check(CallExpect expect) {
        List<Ran> ran = call.record().actions().stream().map(this::ran).toList();
        if (expect.one() != null) {
            once(expect.one(), ran);
        }
        if (expect.actions() != null) {
            all(expect.actions(), ran);
        }
        String termination = String.valueOf(call.record().termination());
        if (expect.termination() != null && !expect.termination().equals(termination)) {
            differ("termination", expect.termination(), termination);
        }
        int turns = call.record().turns().size();
        if (expect.turns() != null && turns > expect.turns()) {
            differ("turns", "at most " + expect.turns(), String.valueOf(turns));
        }
        says(expect.says());
        not(expect.not(), ran);
    }

    /** An action that ran, with what it was given; slots that it does not send are none of its arguments. */
    private Ran ran(CallRecord.ActionRun run) {
        ActionSpec action = scene.agent().actions().get(run.action());
        Map<String, String> args = new LinkedHashMap<>(run.args());
        if (action != null) {
            args.keySet().retainAll(action.arguments());
        }
        return new Ran(run.action(), args, run.outcome());
    }

    private void once(Ran expected, List<Ran> ran) {
        List<Ran> named = ran.stream()
                .filter(one -> expected.action() == null || expected.action().equals(one.action()))
                .toList();
        if (named.size() != 1 || !fits(expected, named.get(0))) {
            differ("action", expected.toString(), shown(ran));
        }
    }

    private void all(List<Ran> expected, List<Ran> ran) {
        boolean same = expected.size() == ran.size();
        for (int i = 0; same && i < ran.size(); i++) {
            same = fits(expected.get(i), ran.get(i));
        }
        if (!same) {
            differ("actions", shown(expected), shown(ran));
        }
    }

    private static boolean fits(Ran expected, Ran ran) {
        return (expected.action() == null || expected.action().equals(ran.action()))
                && (expected.args() == null || expected.args().equals(ran.args()))
                && expected.outcome().equals(ran.outcome());
    }

    private static String shown(@Nullable List<Ran> ran) {
        return ran == null || ran.isEmpty()
                ? "none"
                : String.join("; ", ran.stream().map(Ran::toString).toList());
    }

    private void says(List<String> expected) {
        List<String> heard = texts("spoken", "heard");
        for (String text : expected) {
            if (heard.stream().noneMatch(line -> SpokenText.holds(line, text))) {
                differ("says", "\"" + text + "\"", "\"" + String.join("\" \"", heard) + "\"");
            }
        }
    }

    private void not(CallExpect.Not not, List<Ran> ran) {
        String never = not.action();
        if (never != null && ran.stream().anyMatch(one -> never.equals(one.action()))) {
            differ("not.action", "no " + never, shown(ran));
        }
        List<String> said = texts("speak", "text");
        for (String text : not.says()) {
            said.stream()
                    .filter(line -> SpokenText.holds(line, text))
                    .findFirst()
                    .ifPresent(line -> differ("not.says", "nothing with \"" + text + "\"", "\"" + line + "\""));
        }
    }

    private List<String> texts(String event, String key) {
        return call.events().stream()
                .map(TrialCall.Event::event)
                .filter(what -> what.event().equals(event))
                .map(CallEvent::data)
                .map(data -> String.valueOf(data.getOrDefault(key, "")))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
