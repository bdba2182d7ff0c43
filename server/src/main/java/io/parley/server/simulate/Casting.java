package io.parley.server.simulate;

import io.parley.agent.voice.Style;
import io.parley.config.CallStep;
import io.parley.media.AudioFiles;
import io.parley.server.ServerFault;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.phone.ScriptedCaller;
import io.parley.server.phone.ScriptedCaller.Cue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes callers of scripts: gives them a voice, recordings and noise. Blocks while it renders and reads; one thread. */
public final class Casting {
    /** Callers with nothing to say have noise below a usual voice. */
    private static final double USUAL_LEVEL = -23;

    private static final double SLOWEST = 0.92;
    private static final double FASTEST = 1.1;
    /** Nobody has the agent's own pitch: callers lie between the first two or between the last two. */
    private static final double[] PITCHES = {0.76, 0.9, 1.12, 1.28};

    private final CallerVoice voice;
    private final Noises noises;
    private final Map<Path, CallerSpeech> recordings = new HashMap<>();

    public Casting(CallerVoice voice) {
        this.voice = voice;
        this.noises = new Noises(voice);
    }

    /**
     * @param seed of the run: draws the caller's voice and where noise begins
     * @throws ServerFault naming the script and the line of a step that cannot be done
     */
    public ScriptedCaller caller(Scene scene, long seed) {
        SplittableRandom random = scene.random(seed);
        Style own = style(random);
        List<CallStep> steps = scene.script().steps();
        List<@Nullable CallerSpeech> speeches = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            speeches.add(speech(scene, i, own));
        }
        double level = level(speeches);
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Move move = move(steps.get(i), speeches.get(i), level, random);
            cues.add(new Cue(steps.get(i), scene.script().lines().get(i), move));
        }
        return new ScriptedCaller(cues);
    }

    private static Style style(SplittableRandom random) {
        double rate = SLOWEST + random.nextDouble() * (FASTEST - SLOWEST);
        int range = random.nextInt(2) * 2;
        double pitch = PITCHES[range] + random.nextDouble() * (PITCHES[range + 1] - PITCHES[range]);
        return new Style("caller", rate, pitch, 1);
    }

    private @Nullable CallerSpeech speech(Scene scene, int step, Style own) {
        CallStep what = scene.script().steps().get(step);
        try {
            if (what instanceof CallStep.Play play) {
                return recordings.computeIfAbsent(
                        play.file(),
                        file -> CallerSpeech.of(String.valueOf(file.getFileName()), AudioFiles.read(file)));
            } else if (what instanceof CallStep.Say say) {
                return CallerSpeech.said(say.text(), voice.say(say.text(), styled(say, own)));
            }
            return null;
        } catch (IllegalArgumentException e) {
            throw new ServerFault(
                    scene.script().file() + ":" + scene.script().lines().get(step) + ": " + e.getMessage(), e);
        }
    }

    private static Style styled(CallStep.Say say, Style own) {
        double rate = say.rate() == null ? own.rate() : say.rate();
        double pitch = say.pitch() == null ? own.pitch() : say.pitch();
        return new Style(own.name(), rate, pitch, own.pauses());
    }

    private static double level(List<@Nullable CallerSpeech> speeches) {
        double sum = 0;
        int counted = 0;
        for (CallerSpeech speech : speeches) {
            if (speech != null) {
                sum += speech.level();
                counted++;
            }
        }
        return counted == 0 ? USUAL_LEVEL : sum / counted;
    }

    private @Nullable Move move(CallStep step, @Nullable CallerSpeech speech, double level, SplittableRandom random) {
        if (speech != null) {
            return new Move.Play(speech, null);
        } else if (step instanceof CallStep.Dtmf dtmf) {
            return new Move.Dial(dtmf.digits());
        } else if (step instanceof CallStep.HangUp) {
            return new Move.HangUp();
        } else if (step instanceof CallStep.Noise noise) {
            Integer below = noise.below();
            return new Move.Noise(below == null ? null : noises.of(noise.kind(), level - below, random));
        }
        return null;
    }
}
