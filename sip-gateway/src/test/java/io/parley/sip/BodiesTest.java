package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 5621, section 3. */
@Timeout(10)
class BodiesTest {
    private static final String MIXED = "--b1\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
            + "--b1\r\nContent-Type: application/SDP\r\nContent-Disposition: session\r\n\r\nv=0\r\no=x\r\n--b1--\r\n";

    @Test
    void findsTheSessionDescriptionAmongTheParts() {
        assertThat(Bodies.sdpPart(MIXED, "b1")).isEqualTo("v=0\r\no=x\r\n");
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(Bodies.sdpPart("--b1\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b1--\r\n", "b1"))
                .isNull();
        assertThat(Bodies.sdpPart(MIXED, "other")).isNull();
        assertThat(Bodies.sdpPart(MIXED, null)).isNull();
        assertThat(Bodies.sdpPart("--b1", "b1")).isNull();
    }

    /** RFC 3959: what describes early media is no offer of the session. */
    @Test
    void passesOverAPartThatDescribesSomethingElse() {
        String early = MIXED.replace("Disposition: session", "Disposition: early-session;handling=optional");
        assertThat(Bodies.sdpPart(early, "b1")).isNull();
        assertThat(Bodies.sdpPart(
                        MIXED.replace("Disposition: session", "Disposition: session;handling=required"), "b1"))
                .isEqualTo("v=0\r\no=x\r\n");
        assertThat(Bodies.sdpPart(MIXED.replace("Content-Disposition: session\r\n", ""), "b1"))
                .isEqualTo("v=0\r\no=x\r\n");
    }

    /** The stack's own splitter would compile it. */
    @Test
    void takesTheBoundaryAsText() {
        String boundary = "(a+)+$";
        String body = "--(a+)+$\r\nContent-Type: application/sdp\r\n\r\n" + "a".repeat(5_000) + "!\r\n--(a+)+$--";
        assertThat(Bodies.sdpPart(body, boundary)).startsWith("aaaa");
    }
}
