package io.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * Where a target's inputs lie, in the module that the target belongs to: {@code src/test/fuzz/NAME/seeds} are inputs to
 * begin from, {@code src/test/fuzz/NAME/found} those that once failed, {@code src/test/fuzz/NAME.dict} words that its
 * inputs are made of; {@code target/fuzz/NAME} is where a run works.
 */
public final class FuzzInputs {
    private FuzzInputs() {}

    /**
     * Gives the target every input that is kept. For a plain unit test, in which the target is not instrumented.
     *
     * @throws AssertionError that names the input
     */
    public static void replay(FuzzTarget target) {
        List<Path> inputs = new ArrayList<>(files(seeds(target)));
        inputs.addAll(files(found(target)));
        Assertions.assertFalse(inputs.isEmpty(), "no inputs in " + seeds(target));
        for (Path input : inputs) {
            try {
                FuzzLimits.run(target, Files.readAllBytes(input));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("input " + input + ": " + e, e);
            }
        }
    }

    static Path seeds(FuzzTarget target) {
        return kept(target).resolve("seeds");
    }

    static Path found(FuzzTarget target) {
        return kept(target).resolve("found");
    }

    static Path dictionary(FuzzTarget target) {
        return kept(target).resolveSibling(target.name() + ".dict");
    }

    /** Where a run keeps its growing corpus, its log and what it finds. */
    static Path work(FuzzTarget target) {
        return module(target).resolve("target/fuzz").resolve(target.name());
    }

    private static Path kept(FuzzTarget target) {
        return module(target).resolve("src/test/fuzz").resolve(target.name());
    }

    /** The module's folder: its test classes lie in {@code target/test-classes}. */
    private static Path module(FuzzTarget target) {
        try {
            Path classes = Path.of(target.getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
