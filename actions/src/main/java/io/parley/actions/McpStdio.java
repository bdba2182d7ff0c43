package io.parley.actions;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A server of the Model Context Protocol as a child process: a message a line, in both directions
 * (<a href="https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#stdio">Transports, stdio</a>). Three
 * threads of its own wait for the process, so that nobody else does.
 */
final class McpStdio implements McpTransport {
    private static final Logger log = LoggerFactory.getLogger(McpStdio.class);
    /** Messages on their way to a server that does not read. */
    private static final int MAX_QUEUED = 256;

    /** Lines of a session that are no messages, and are passed over. */
    static final int MAX_STRAY = 100;

    private static final int LONGEST_LOG = 300;
    private static final byte[] END = new byte[0];

    private final String name;
    private final ProcessBuilder command;
    private final McpInbox inbox;
    private final Consumer<String> gone;
    private final BlockingQueue<byte[]> out = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean starting = new AtomicBoolean();
    private final Promise<Void> ended = Promise.promise();
    private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;
    private volatile @Nullable ProcessTree processes;

    /** @param gone told once, with the reason in our words, when nothing more will come */
    McpStdio(String name, ProcessBuilder command, McpInbox inbox, Consumer<String> gone) {
        this.name = name;
        this.command = command;
        this.inbox = inbox;
        this.gone = gone;
    }

    @Override
    public McpInbox inbox() {
        return inbox;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> given) {
        handler = given;
        return Mono.create(started -> thread("in", () -> {
            Process running = start();
            if (running == null) {
                started.success(); // the SDK has no ear for an error here; what is asked fails when the session is
                // closed
                return;
            }
            thread("out", () -> write(running.getOutputStream()));
            thread("err", () -> listen(running.getErrorStream()));
            started.success();
            over(read(running.getInputStream(), given));
        }));
    }

    /** @return null where there is none: a session's process is started once, and never when the session is over */
    private @Nullable Process start() {
        if (!starting.compareAndSet(false, true)) {
            return null;
        } else if (over.get()) {
            ended.tryComplete();
            return null;
        }
        try {
            Process running = command.start();
            processes = new ProcessTree(running);
            if (over.get()) {
                kill();
            }
            return running;
        } catch (IOException e) {
            log.debug("starting {}", name, e);
            ended.tryComplete();
            over("its command cannot be started");
            return null;
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            if (over.get()) {
                throw McpTrouble.nothingLeft("the server has ended");
            }
            try {
                inbox.sent(message);
            } catch (McpTrouble trouble) {
                over("it leaves questions unanswered");
                throw trouble;
            }
            if (!out.offer(line(message))) {
                over("it does not read");
                throw McpTrouble.nothingLeft("the server does not read");
            }
        });
    }

    @Override
    public void giveUp(Object id) {
        Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> to = handler;
        JSONRPCMessage instead = inbox.giveUp(id);
        if (to != null && instead != null) {
            hand(instead, to);
        }
    }

    @Override
    public Future<Void> end() {
        over("closed");
        return ended.future();
    }

    private static byte[] line(JSONRPCMessage message) {
        try {
            return (McpInbox.JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("our own messages have a text", e);
        }
    }

    private void write(OutputStream to) {
        try (to) {
            byte[] next = out.take();
            while (next.length > 0) {
                to.write(next);
                to.flush();
                next = out.take();
            }
        } catch (IOException e) {
            over("it does not read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return why nothing more comes */
    private String read(InputStream from, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (InputStream in = new BufferedInputStream(from)) {
            int stray = 0;
            for (String line = line(in); line != null && stray <= MAX_STRAY; line = line(in)) {
                stray += taken(line, handler) ? 0 : 1;
            }
            return stray > MAX_STRAY ? "it sends what is no message" : "it has ended";
        } catch (TooLong e) {
            return "it sends a message of more than " + McpInbox.MAX_MESSAGE_BYTES + " bytes";
        } catch (IOException e) {
            return "its output cannot be read";
        }
    }

    /** @return false for what is no message: many a program prints something of its own where it should not */
    private boolean taken(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            JSONRPCMessage message = line.isBlank() ? null : inbox.admit(line);
            if (message != null) {
                hand(message, handler);
                ProcessTree running = processes;
                if (running != null) {
                    running.look();
                }
            }
            return true;
        } catch (IOException e) {
            log.debug("{} says {}", name, CleanText.of(line, LONGEST_LOG));
            return false;
        }
    }

    private void hand(JSONRPCMessage message, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> to) {
        to.apply(Mono.just(message)).subscribe(answer -> {}, e -> log.debug("answering {}", name, e));
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            } else if (line.size() >= McpInbox.MAX_MESSAGE_BYTES) {
                throw new TooLong();
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** What a server tells of itself is for whoever looks at debug: values of callers may be in it. */
    private void listen(InputStream from) {
        try (InputStream in = new BufferedInputStream(from)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    log.debug("{}: {}", name, CleanText.of(line.toString(StandardCharsets.UTF_8), LONGEST_LOG));
                    line.reset();
                } else if (line.size() < LONGEST_LOG) {
                    line.write(c);
                }
            }
        } catch (IOException e) {
            log.debug("{} has closed its errors", name, e);
        }
    }

    private void over(String reason) {
        if (over.compareAndSet(false, true)) {
            out.clear();
            if (!out.offer(END)) {
                log.debug("{} is being written to while it ends", name);
            }
            kill();
            gone.accept(reason);
        }
    }

    /** Its input is closed by the writer. What has not been started yet is ended by its starter. */
    private void kill() {
        ProcessTree running = processes;
        if (running != null) {
            running.end().onComplete(done -> ended.tryComplete());
        } else if (!starting.get()) {
            ended.tryComplete();
        }
    }

    private void thread(String what, Runnable job) {
        Thread thread = new Thread(job, "parley-mcp-" + name + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }
}
