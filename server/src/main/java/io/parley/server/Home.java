package io.parley.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Parley is installed: the folder that holds {@code models}, {@code examples} and the launcher. */
public record Home(Path folder) {
    private static final String PROPERTY = "parley.home";

    public Home {
        folder = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder.resolve("models"))) {
            throw new ServerFault(
                    folder + ": holds no models; expected Parley's own folder in the system property " + PROPERTY);
        }
    }

    /** The home that the launcher has told. */
    public static Home ofThisProcess() {
        return new Home(Path.of(System.getProperty(PROPERTY, "")));
    }

    public Path models(String pack) {
        return folder.resolve("models").resolve(pack);
    }

    /** A pack that the build fetches and unpacks. */
    public Path unpacked(String pack) {
        return folder.resolve("models/target/packs").resolve(pack);
    }

    public Path examples() {
        return folder.resolve("examples");
    }

    /** Where the server keeps what outlives it, unless its configuration says otherwise. */
    public Path data() {
        return folder.resolve("data");
    }
}
