package io.parley.actions;

import io.parley.actions.ActionResult.Sequel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run of a script wants of the call, which follows when its result is told. On the run's thread. */
final class ScriptCall {
    static final int MOST_SAID = 5;
    static final int MAX_CHARS = 500;

    private final List<String> transfers;
    private final List<String> said = new ArrayList<>();
    private @Nullable String transfer;
    private boolean end;

    /** @param transfers where the script may put the caller through */
    ScriptCall(List<String> transfers) {
        this.transfers = transfers;
    }

    /** @throws ScriptApis.Wrong for more than a caller can listen to */
    void say(String text) {
        if (said.size() >= MOST_SAID || text.length() > MAX_CHARS) {
            throw new ScriptApis.Wrong(
                    "a run says at most " + MOST_SAID + " texts of " + MAX_CHARS + " characters each");
        }
        String clean = CleanText.of(text, MAX_CHARS);
        if (!clean.isEmpty()) {
            said.add(clean);
        }
    }

    /** @throws ScriptApis.Wrong where the file does not allow it */
    void transfer(String target) {
        if (!transfers.contains(target)) {
            throw new ScriptApis.Wrong("the action's file lists no transfer of this name");
        }
        once();
        transfer = target;
    }

    void end() {
        once();
        end = true;
    }

    private void once() {
        if (end || transfer != null) {
            throw new ScriptApis.Wrong("a call is put through or ended, once");
        }
    }

    Sequel sequel() {
        return new Sequel(said, transfer, end);
    }
}
