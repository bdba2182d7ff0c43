package io.parley.agent.ear;

import io.parley.models.BatchedGraph;
import io.parley.models.BatchedGraph.Port;
import io.parley.models.Graph;
import io.parley.models.Pack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pack {@code ear-en}, opened: what all lanes and all grammars share. Immutable.
 *
 * <p>A row of the graph is one caller's six MFCC frames (60 ms) followed by 7,136 floats of state; it gives two frames
 * (30 ms each) of log-likelihoods of {@link #PDFS} densities followed by the new state.
 */
public final class EarModel implements AutoCloseable {
    /** Densities of context-dependent phone states. */
    public static final int PDFS = 2192;
    /** MFCC frames of one tick. */
    public static final int TICK_FRAMES = 6;
    /** Output frames of one tick. */
    public static final int TICK_ROWS = 2;
    /** Output frames by which the ear lags behind its input: 150 ms of look-ahead. */
    public static final int LAG_ROWS = 5;
    /** Audio time of one output frame. */
    public static final int ROW_MILLIS = 30;

    static final int INPUT = TICK_FRAMES * Mfcc.COEFFICIENTS;
    static final int OUTPUT = TICK_ROWS * PDFS;
    static final int STATE = 7136;

    private final Pack pack;
    private final Graph graph;
    private final ContextTree tree;
    private final Lexicon lexicon;
    private final PhoneLoop loop;

    private EarModel(Pack pack) {
        this.pack = pack;
        graph = pack.graph("ear.onnx");
        tree = ContextTree.load(pack.folder());
        lexicon = Lexicon.load(pack.file("lexicon.txt.gz"));
        loop = new PhoneLoop(tree);
    }

    /**
     * Opens and verifies the pack.
     *
     * @throws io.parley.models.ModelException naming the file that differs from the manifest
     */
    public static EarModel open(Path folder) {
        Pack pack = Pack.open(folder);
        try {
            return new EarModel(pack);
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    public ContextTree tree() {
        return tree;
    }

    public Lexicon lexicon() {
        return lexicon;
    }

    public PhoneLoop loop() {
        return loop;
    }

    /** Pinned tensors for one lane. */
    BatchedGraph batched() {
        return new BatchedGraph(graph, ports("mfcc", TICK_FRAMES, ""), ports("ll", TICK_ROWS, "_out"), List.of());
    }

    private static List<Port> ports(String signal, int frames, String suffix) {
        List<Port> ports = new ArrayList<>();
        ports.add(Port.rows(signal, frames, signal.equals("ll") ? PDFS : Mfcc.COEFFICIENTS));
        ports.add(Port.rows("s_in" + suffix, 4, Mfcc.COEFFICIENTS));
        for (int layer = 2; layer <= 12; layer++) {
            if (layer != 5) {
                ports.add(Port.rows("s_h" + layer + suffix, 1, 640));
                if (layer <= 8) {
                    ports.add(Port.rows("s_y" + layer + suffix, 1, 96));
                }
            }
        }
        return ports;
    }

    @Override
    public void close() {
        pack.close();
    }
}
