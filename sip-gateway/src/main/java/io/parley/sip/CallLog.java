package io.parley.sip;

import io.parley.agent.CallInfo;
import io.parley.agent.Termination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One structured line for each thing that happens to a call; never a number, a name or a digit. */
final class CallLog {
    private static final Logger log = LoggerFactory.getLogger("io.parley.sip.calls");

    private final CallInfo info;

    CallLog(CallInfo info) {
        this.info = info;
    }

    void received() {
        line("call.received").addKeyValue("trunk", info.trunk()).log("A call came in");
    }

    void placed() {
        line("call.placed").log("A call goes out");
    }

    void answered() {
        line("call.answered").log("The call is up");
    }

    void hold(boolean held) {
        line(held ? "call.held" : "call.resumed").log(held ? "The far end holds" : "The far end resumes");
    }

    void replaces() {
        line("call.replaces").log("The call takes the place of another");
    }

    void redirected() {
        line("call.redirected").log("The call is sent elsewhere");
    }

    void transferring() {
        line("call.transferring").log("The call is to be transferred");
    }

    void transferred(int status) {
        line("call.transferred").addKeyValue("status", status).log("The transfer is decided");
    }

    void ended(Termination why) {
        line("call.ended")
                .addKeyValue("termination", why.toString())
                .addKeyValue("result", why.result())
                .log("The call is over");
    }

    void fault(Throwable cause) {
        log.atError()
                .addKeyValue("event", "call.fault")
                .addKeyValue("call", info.id())
                .setCause(cause)
                .log("The call meets a fault of ours");
    }

    void stuck(CallState in) {
        log.atError()
                .addKeyValue("event", "call.stuck")
                .addKeyValue("call", info.id())
                .addKeyValue("state", in.getClass().getSimpleName())
                .log("The call has outlived its timers");
    }

    /** Its thread has not looked at what the watchdog said. */
    void deaf() {
        log.atError()
                .addKeyValue("event", "call.deaf")
                .addKeyValue("call", info.id())
                .log("The call is stuck, and its thread is busy or blocked");
    }

    private LoggingEventBuilder line(String event) {
        return log.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("call", info.id())
                .addKeyValue("direction", info.inbound() ? "in" : "out");
    }
}
