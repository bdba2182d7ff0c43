package io.parley.sip;

import io.parley.media.RtpTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has come of our INVITE before anybody answered it. Immutable.
 *
 * @param sdp the last description of a provisional response, which the 200 need not repeat
 * @param media whose audio is heard; null while nobody's is
 * @param branches the early dialogs in which something reliable has come (RFC 3262, section 4), {@link #MOST} at most
 */
record Early(@Nullable String sdp, @Nullable RtpTarget media, List<Branch> branches) {
    static final Early NONE = new Early(null, null, List.of());
    /** Of more branches of a fork nothing is acknowledged: their telephones ring without. */
    static final int MOST = 16;

    /**
     * @param tag of the far end
     * @param rseq of the last reliable response that was in order
     * @param sdp its last description, which is the answer to our offer
     */
    record Branch(String tag, long rseq, @Nullable String sdp) {}

    Early {
        branches = List.copyOf(branches);
    }

    /** Whether a reliable response is the next of its branch, or its first; what is not is passed over. */
    boolean isNext(String tag, long rseq) {
        for (Branch branch : branches) {
            if (branch.tag().equals(tag)) {
                return rseq == branch.rseq() + 1;
            }
        }
        return branches.size() < MOST;
    }

    Early acknowledged(String tag, long rseq) {
        List<Branch> all = new ArrayList<>(branches);
        all.removeIf(branch -> branch.tag().equals(tag));
        all.add(new Branch(tag, rseq, answer(tag)));
        return new Early(sdp, media, all);
    }

    /** The answer that came before a 200 of that branch; else what anybody said of himself last. */
    @Nullable
    String sdp(String tag) {
        String own = answer(tag);
        return own == null ? sdp : own;
    }

    private @Nullable String answer(String tag) {
        return branches.stream()
                .filter(branch -> branch.tag().equals(tag))
                .map(Branch::sdp)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A reliable response has described its branch. */
    Early described(String tag, String description) {
        List<Branch> all = branches.stream()
                .map(branch -> branch.tag().equals(tag) ? new Branch(tag, branch.rseq(), description) : branch)
                .toList();
        return new Early(description, media, all);
    }

    Early described(String description) {
        return new Early(description, media, branches);
    }

    Early heard(RtpTarget target) {
        return new Early(sdp, target, branches);
    }
}
