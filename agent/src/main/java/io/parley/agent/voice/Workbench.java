package io.parley.agent.voice;

/** What one rendering thread needs at a time: buffers and bindings, a megabyte; lent for one step. */
record Workbench(Planner planner, Mouth mouth) implements AutoCloseable {
    static Workbench of(VoicePack pack) {
        return new Workbench(new Planner(pack), new Mouth(pack));
    }

    @Override
    public void close() {
        planner.close();
        mouth.close();
    }
}
