package io.parley.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Code that has to bear any input, as a function of bytes: whatever it throws is a finding. Errors that the code declares
 * are caught by the target and looked at there. Deterministic, so that an input that was found once is found again.
 *
 * <p>Made by a constructor without arguments, which {@link FuzzEntry} calls in the fuzzer's process.
 */
public interface FuzzTarget {
    void accept(byte[] input);

    /** Longest input that is tried, bytes. */
    default int maxLength() {
        return 4_096;
    }

    /** Processor time that one input may take, milliseconds: what it costs to be read, where it cannot stand for more. */
    default int maxMillis() {
        return 100;
    }

    /** Folders with further inputs to begin from, of those that are there: test data that is not in the repository. */
    default List<Path> moreSeeds() {
        return List.of();
    }

    /** {@code SipMessage} for {@code SipMessageFuzz}: names the folder of its inputs. */
    default String name() {
        return getClass().getSimpleName().replaceFirst("Fuzz$", "");
    }

    /** For targets: what must hold of every input. */
    static void expect(boolean holds, Supplier<?> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
