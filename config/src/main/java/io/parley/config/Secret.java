package io.parley.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a password stands: in a variable of the environment or in a file, never in the configuration itself. Holds the
 * place, not the password, so that it may be logged.
 *
 * @param env name of the variable; null where it is a file
 * @param file whose first line it is; null where it is a variable
 */
public record Secret(@Nullable String env, @Nullable Path file) {
    static final String EXPECTED =
            "password-env: NAME, a variable of the environment, or password-file: PATH; one of them";
    private static final String ENV = "the name of a variable of the environment, such as PBX_PASSWORD";
    private static final int MAX_LENGTH = 256;

    public Secret {
        new Rules()
                .require((env == null) != (file == null), "", null, EXPECTED)
                .require(env == null || isVariable(env), "password-env", env, ENV)
                .check();
    }

    private static boolean isVariable(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}");
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming the place, when nothing stands there; never with what stands there
     */
    public String read(Map<String, String> environment) {
        String found = env != null ? environment.get(env) : firstLine();
        if (found == null || found.isEmpty() || found.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(this + ": expected a password of 1 to " + MAX_LENGTH + " characters");
        }
        return found;
    }

    private @Nullable String firstLine() {
        try {
            Optional<String> line = file == null
                    ? Optional.empty()
                    : Files.readAllLines(file).stream().findFirst();
            return line.orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return env != null ? "the variable " + env : "the file " + file;
    }
}
