package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InboxTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void handlesWhatAnEventBringsAfterThatEvent() {
        List<Inbox> inbox = new ArrayList<>();
        inbox.add(new Inbox(event -> {
            seen.add("begin " + event);
            if (event instanceof CallEvent.Answer) {
                inbox.get(0).put(new CallEvent.MediaSilent());
            }
            seen.add("end " + event);
        }));
        inbox.get(0).put(new CallEvent.Answer());
        inbox.get(0).put(new CallEvent.Fault());
        assertThat(seen)
                .containsExactly(
                        "begin Answer[]",
                        "end Answer[]",
                        "begin MediaSilent[]",
                        "end MediaSilent[]",
                        "begin Fault[]",
                        "end Fault[]");
    }
}
