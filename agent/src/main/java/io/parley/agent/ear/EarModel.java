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
 * <p>A row of the graph is one caller's six MFCC frames (60 ms) and the level of what the agent says in each of them,
 * followed by 7,200 floats of state; it gives two frames (30 ms each) of log-likelihoods of {@link #PDFS} densities and
 * of {@link TurnEstimate}, followed by the new state.
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

    /** Where the agent's levels begin in a row that goes in. */
    static final int PLAYED = TICK_FRAMES * Mfcc.COEFFICIENTS;

    static final int INPUT = PLAYED + TICK_FRAMES;
    /** Where the estimates of TURN begin in a row that comes out. */
    static final int TURNS = TICK_ROWS * PDFS;

    static final int OUTPUT = TURNS + TICK_ROWS * TurnEstimate.FLOATS;
    static final int STATE = 7136 + 64;

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
        List<Port> in = new ArrayList<>();
        in.add(Port.rows("mfcc", TICK_FRAMES, Mfcc.COEFFICIENTS));
        in.add(Port.rows("played", TICK_FRAMES, 1));
        in.addAll(state(""));
        List<Port> out = new ArrayList<>();
        out.add(Port.rows("ll", TICK_ROWS, PDFS));
        out.add(Port.rows("turn", TICK_ROWS, TurnEstimate.FLOATS));
        out.addAll(state("_out"));
        return new BatchedGraph(graph, in, out, List.of());
    }

    private static List<Port> state(String suffix) {
        List<Port> ports = new ArrayList<>();
        ports.add(Port.rows("s_in" + suffix, 4, Mfcc.COEFFICIENTS));
        for (int layer = 2; layer <= 12; layer++) {
            if (layer != 5) {
                ports.add(Port.rows("s_h" + layer + suffix, 1, 640));
                if (layer <= 8) {
                    ports.add(Port.rows("s_y" + layer + suffix, 1, 96));
                }
            }
        }
        ports.add(Port.rows("s_turn" + suffix, 1, 64));
        return ports;
    }

    @Override
    public void close() {
        pack.close();
    }
}
