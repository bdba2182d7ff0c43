package io.parley.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of models with its {@code manifest.json}, opened only if every file has the SHA-256 the manifest states and
 * every graph the inputs and outputs it promises. Owns its graphs. Opened at the start, on a thread that may block; safe
 * to use from any thread afterwards.
 */
public final class Pack implements AutoCloseable {
    private final Path folder;
    private final Manifest manifest;
    private final Map<String, Graph> graphs;

    private Pack(Path folder, Manifest manifest, Map<String, Graph> graphs) {
        this.folder = folder;
        this.manifest = manifest;
        this.graphs = graphs;
    }

    /**
     * Verifies and loads a pack.
     *
     * @throws ModelException if anything differs from the manifest; nothing stays open
     */
    public static Pack open(Path folder) {
        Manifest manifest = Manifest.read(folder);
        manifest.files().forEach((name, sha256) -> verify(manifest, folder.resolve(name), sha256));
        Pack pack = new Pack(folder, manifest, new LinkedHashMap<>());
        try {
            manifest.contracts().forEach(pack::load);
            return pack;
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    private static void verify(Manifest manifest, Path file, String expected) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": no such file, " + manifest.path() + " lists it");
        }
        String found = sha256(file);
        if (!found.equals(expected)) {
            throw new ModelException(file + ": SHA-256 is " + found + ", " + manifest.path() + " states " + expected);
        }
    }

    private static String sha256(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(raw, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private void load(String name, GraphContract promised) {
        Graph graph = Graph.open(folder.resolve(name));
        graphs.put(name, graph);
        String difference = promised.difference(graph.contract());
        if (difference != null) {
            throw new ModelException(graph.file() + ": " + difference + " (" + manifest.path() + ")");
        }
    }

    public Path folder() {
        return folder;
    }

    /**
     * A text of the manifest, such as {@code name}, {@code version} or {@code language}.
     *
     * @throws ModelException if it is not there
     */
    public String text(String key) {
        return manifest.text(key);
    }

    /**
     * A whole number of the manifest, such as {@code sample_rate} (Hz).
     *
     * @throws ModelException if it is not there
     */
    public int number(String key) {
        return manifest.number(key);
    }

    /**
     * A list of a pack's manifest, without opening the pack.
     *
     * @throws ModelException if it is not there or empty
     */
    public static List<JsonNode> list(Path folder, String key) {
        return Manifest.read(folder).list(key);
    }

    /**
     * A list of the manifest, such as {@code voices}.
     *
     * @throws ModelException if it is not there or empty
     */
    public List<JsonNode> list(String key) {
        return manifest.list(key);
    }

    /** The place of a key, for messages: the manifest's path and the key. */
    public String place(String key) {
        return manifest.path() + ": " + key;
    }

    /**
     * Refuses a graph that is another than this program runs, whatever its manifest promises.
     *
     * @param name of the graph
     * @param who asks for it, for the message: {@code version 1 of the contract}
     * @param inputs each as {@code "mel float32 1 T 80"}: name, type, dimensions
     * @param outputs likewise
     * @throws ModelException naming what differs
     */
    public Graph graph(String name, String who, List<String> inputs, List<String> outputs) {
        Graph graph = graph(name);
        String difference = GraphContract.of(inputs, outputs).difference(graph.contract(), who);
        if (difference != null) {
            throw new ModelException(graph.file() + ": " + difference);
        }
        return graph;
    }

    /**
     * A verified file.
     *
     * @throws ModelException if the manifest does not list it
     */
    public Path file(String name) {
        if (!manifest.files().containsKey(name)) {
            throw new ModelException(manifest.path() + ": files: '" + name + "' is missing, expected in this pack");
        }
        return folder.resolve(name);
    }

    /**
     * A verified graph; the pack closes it.
     *
     * @throws ModelException if the manifest has no contract for it
     */
    public Graph graph(String name) {
        Graph graph = graphs.get(name);
        if (graph == null) {
            throw new ModelException(
                    manifest.path() + ": contract: '" + name + "' is missing, there is " + graphs.keySet());
        }
        return graph;
    }

    /** Closes the graphs; waits for runs under way. */
    @Override
    public void close() {
        graphs.values().forEach(Graph::close);
    }
}
