package io.parley.testkit;

import java.lang.reflect.Constructor;

/** What Jazzer calls, in the process that {@link FuzzRun} starts: makes the one target and gives it every input. */
public final class FuzzEntry {
    private static FuzzTarget target;

    private FuzzEntry() {}

    /** @param args the target's class */
    public static void fuzzerInitialize(String[] args) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        target = (FuzzTarget) constructor.newInstance();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzLimits.run(target, input);
    }
}
