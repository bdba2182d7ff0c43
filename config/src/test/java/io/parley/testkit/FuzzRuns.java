package io.parley.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Fuzzes the targets of a module, as many at once as there are processors. {@code -Dfuzz.seconds=N} is how long each gets
 * (10; 0 leaves them out), {@code -Dfuzz.target=NAME} takes one of them, {@code -Dfuzz.keep=true} adds what was learnt to the
 * seeds.
 */
public abstract class FuzzRuns {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 10);
    private static final String ONLY = System.getProperty("fuzz.target", "");
    private static final boolean KEEP = Boolean.getBoolean("fuzz.keep");

    private final List<FuzzTarget> targets;

    protected FuzzRuns(List<FuzzTarget> targets) {
        this.targets = targets;
    }

    @TestFactory
    Stream<DynamicTest> bearWhateverTheFuzzerThinksOf() {
        Assumptions.assumeTrue(SECONDS > 0, "skipped: -Dfuzz.seconds=0");
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<DynamicTest> tests = new ArrayList<>();
        for (FuzzTarget target : targets) {
            if (ONLY.isEmpty() || ONLY.equals(target.name())) {
                Future<String> run = pool.submit(() -> run(target));
                tests.add(DynamicTest.dynamicTest(target.name(), () -> await(run)));
            }
        }
        pool.shutdown();
        return tests.stream();
    }

    private static String run(FuzzTarget target) throws IOException, InterruptedException {
        FuzzRun run = new FuzzRun(target);
        String tried = run.run(SECONDS);
        if (KEEP) {
            run.keep();
        }
        return tried;
    }

    private static void await(Future<String> run) throws Throwable {
        try {
            System.out.println(run.get());
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
