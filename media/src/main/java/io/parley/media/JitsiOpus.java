package io.parley.media;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jitsi.impl.neomedia.codec.audio.opus.Opus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libjitsi's Opus, a native library that comes in its jar for linux-x86-64, linux-aarch64 and others. It trusts the
 * lengths and the states that it is given: wrong ones end the process, so all of them are made here and in the two
 * classes beside.
 */
final class JitsiOpus {
    private static final Logger log = LoggerFactory.getLogger(JitsiOpus.class);
    private static final Cleaner FORGOTTEN = Cleaner.create();
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private JitsiOpus() {}

    /** Looks for the library once. */
    private static final class Library {
        static final boolean FOUND = find();

        private static boolean find() {
            try {
                Opus.assertOpusIsFunctional();
                return true;
            } catch (LinkageError | RuntimeException e) {
                log.warn("media: Opus is neither offered nor taken, its library does not load here: {}", e.toString());
                return false;
            }
        }
    }

    /** Whether the native library is there for this system. */
    static boolean isAvailable() {
        return Library.FOUND;
    }

    /** Loads the library at the start, so that no call waits for it. */
    static void warmUp() {
        if (isAvailable()) {
            new JitsiOpusEncoder().close();
            new JitsiOpusDecoder().close();
        }
    }

    /** Encoders and decoders that were made and not closed by those who had them; the forgotten ones count for ever. */
    static int unclosed() {
        return MADE.get() - CLOSED.get();
    }

    /** A native encoder or decoder. One that is forgotten is destroyed with its owner. */
    static final class State implements AutoCloseable {
        private final Native made;
        private final Cleaner.Cleanable cleanable;

        State(Object owner, long handle, LongConsumer destroy) {
            if (handle == 0) {
                throw new IllegalStateException("Opus has no memory for another stream");
            }
            made = new Native(handle, destroy);
            cleanable = FORGOTTEN.register(owner, made);
        }

        /** 0 once it is closed. */
        long handle() {
            return made.handle;
        }

        @Override
        public void close() {
            if (made.handle != 0) {
                CLOSED.incrementAndGet();
                cleanable.clean();
            }
        }
    }

    private static final class Native implements Runnable {
        private final LongConsumer destroy;
        private volatile long handle;

        Native(long handle, LongConsumer destroy) {
            this.handle = handle;
            this.destroy = destroy;
            MADE.incrementAndGet();
        }

        @Override
        public void run() {
            destroy.accept(handle);
            handle = 0;
        }
    }
}
