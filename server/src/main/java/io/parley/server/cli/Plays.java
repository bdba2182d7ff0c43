package io.parley.server.cli;

import io.parley.media.AudioFiles;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of {@code --play} and {@code --dtmf} as a caller's moves. */
final class Plays {
    private static final Pattern INTO = Pattern.compile("(.+)@\\+([0-9]+(?:\\.[0-9]+)?)s");
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-Da-d]+");

    private Plays() {}

    /**
     * @param files {@code a.wav}, {@code a.wav@+1.5s}
     * @throws UsageFault for keys that no telephone has
     * @throws io.parley.media.AudioFileException for a file that cannot be read
     */
    static List<Move> moves(List<String> files, @Nullable String digits) {
        List<Move> moves = new ArrayList<>();
        files.forEach(file -> moves.add(play(file)));
        if (digits != null) {
            if (!KEYS.matcher(digits).matches()) {
                throw new UsageFault("--dtmf: found '" + digits + "', expected keys of a telephone: 0-9, *, #, A-D");
            }
            moves.add(new Move.Dial(digits));
        }
        return moves;
    }

    private static Move play(String written) {
        Matcher into = INTO.matcher(written);
        boolean interrupts = into.matches();
        Path file = Path.of(interrupts ? into.group(1) : written);
        Duration after = interrupts ? Duration.ofMillis(Math.round(Double.parseDouble(into.group(2)) * 1000)) : null;
        return new Move.Play(speech(file), after);
    }

    static CallerSpeech speech(Path file) {
        short[] recording = AudioFiles.read(file);
        try {
            return CallerSpeech.of(String.valueOf(file.getFileName()), recording);
        } catch (IllegalArgumentException e) {
            throw new UsageFault(file + ": " + e.getMessage());
        }
    }
}
