package io.parley.server.simulate;

import io.parley.agent.voice.Language;
import io.parley.agent.voice.PackVoice;
import io.parley.agent.voice.Style;
import io.parley.config.CallStep;
import io.parley.config.StyleKey;
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
    /** Two callers of one voice differ: they lie between the first two or between the last two. */
    private static final double[] PITCHES = {0.88, 0.97, 1.03, 1.14};

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
        Manner own = manner(scene, random);
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

    /** How a caller speaks: who lends them the voice, and their style. */
    private record Manner(String voice, Style style) {}

    /** The clearest voice of the agent's language, moved a little from call to call. */
    private Manner manner(Scene scene, SplittableRandom random) {
        double rate = SLOWEST + random.nextDouble() * (FASTEST - SLOWEST);
        int range = random.nextInt(2) * 2;
        double pitch = PITCHES[range] + random.nextDouble() * (PITCHES[range + 1] - PITCHES[range]);
        String name = clearest(scene.agent().voice().name());
        return new Manner(name, new Style("caller", 1, pitch, 1).paced(rate));
    }

    /** The pack's first voice of the agent's tongue: a pack lists its best first. */
    private String clearest(String agent) {
        List<PackVoice> all = voice.voices();
        Language tongue = all.stream()
                .filter(candidate -> candidate.name().equals(agent))
                .findFirst()
                .orElse(all.get(0))
                .language();
        return all.stream()
                .filter(candidate -> candidate.language().isTongueOf(tongue))
                .findFirst()
                .orElse(all.get(0))
                .name();
    }

    private @Nullable CallerSpeech speech(Scene scene, int step, Manner own) {
        CallStep what = scene.script().steps().get(step);
        try {
            if (what instanceof CallStep.Play play) {
                return recordings.computeIfAbsent(
                        play.file(),
                        file -> CallerSpeech.of(String.valueOf(file.getFileName()), AudioFiles.read(file)));
            } else if (what instanceof CallStep.Say say) {
                return CallerSpeech.said(say.text(), voice.say(say.text(), own.voice, styled(say, own.style)));
            }
            return null;
        } catch (IllegalArgumentException e) {
            throw new ServerFault(
                    scene.script().file() + ":" + scene.script().lines().get(step) + ": " + e.getMessage(), e);
        }
    }

    /** Scripts may ask for more than a style allows; what that makes is clamped where it is said. */
    private static Style styled(CallStep.Say say, Style own) {
        Style pitched = say.pitch() == null ? own : own.with(StyleKey.PITCH, say.pitch());
        return say.rate() == null ? pitched : pitched.paced(say.rate() / own.pace());
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
