package io.parley.models;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's environment, one a process, made on first use. */
final class OnnxEnvironment {
    /**
     * When it starts, ONNX Runtime 1.29 reads the process's command line and matches it by recursion, some 200 bytes of
     * stack for each character: a class path of 5,000 characters overflows a Java thread's megabyte and kills the process
     * without a word. 256 MB are enough for the longest argument Linux takes, and are only reserved, not used.
     */
    private static final long STACK_BYTES = 256L << 20;

    private static @Nullable OrtEnvironment environment;

    private OnnxEnvironment() {}

    static synchronized OrtEnvironment get() {
        if (environment == null) {
            Thread thread = new Thread(null, OnnxEnvironment::create, "onnxruntime-start", STACK_BYTES);
            thread.start();
            join(thread);
        }
        // The second call gives what the thread made, or throws what it threw.
        environment = create();
        return environment;
    }

    private static OrtEnvironment create() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, "parley");
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
