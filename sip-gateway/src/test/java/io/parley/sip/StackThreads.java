package io.parley.sip;

import java.util.List;
import java.util.stream.Stream;

/** Threads that the stack has made, by their names. */
final class StackThreads {
    private StackThreads() {}

    /** Those of TCP connections. */
    static List<String> ofConnections() {
        return named("TCPMessageChannelThread", "PipelineThread");
    }

    static List<String> all() {
        return named(
                "TCPMessageChannelThread",
                "PipelineThread",
                "MessageProcessorThread",
                "UDPMessageChannelThread",
                "sip-timer",
                "EventScannerThread");
    }

    private static List<String> named(String... parts) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> Stream.of(parts).anyMatch(name::contains))
                .sorted()
                .toList();
    }
}
