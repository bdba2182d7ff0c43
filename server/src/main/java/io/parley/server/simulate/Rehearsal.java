package io.parley.server.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Plays scenes on stages, as many at once as there are stages. Blocks. */
public final class Rehearsal {
    private Rehearsal() {}

    /** Plays one scene on a stage that is free. */
    public interface Play<T> {
        T on(Stage stage, Scene scene);
    }

    /**
     * @param done told of every scene in the order of the scenes, as soon as it and those before it are over
     */
    public static <T> void of(List<Scene> scenes, List<Stage> stages, Play<T> play, Consumer<T> done)
            throws InterruptedException {
        BlockingQueue<Stage> free = new LinkedBlockingQueue<>(stages);
        ExecutorService hands = Executors.newFixedThreadPool(stages.size());
        try {
            List<Future<T>> playing = new ArrayList<>();
            for (Scene scene : scenes) {
                playing.add(hands.submit(() -> {
                    Stage stage = free.take();
                    try {
                        return play.on(stage, scene);
                    } finally {
                        free.add(stage);
                    }
                }));
            }
            for (Future<T> scene : playing) {
                done.accept(result(scene));
            }
        } finally {
            hands.shutdownNow();
            hands.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
        }
    }

    private static <T> T result(Future<T> scene) throws InterruptedException {
        try {
            return scene.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            } else if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
