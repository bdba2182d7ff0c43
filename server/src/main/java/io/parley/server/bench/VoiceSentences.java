package io.parley.server.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Sentences as an agent on the telephone says them, of two to six seconds, each another one. Pure. */
final class VoiceSentences {
    /** What is said in every call, each one clause: rendered once and kept. */
    static final List<String> PROMPTS = List.of(
            "Sorry, I did not catch that.",
            "Would you like anything else with that?",
            "One moment please, I am looking it up.",
            "Thank you for calling, and goodbye.");

    private static final List<String> SENTENCES = List.of(
            "Your order number is %1$d %2$d %3$d, and the driver will be with you in about %4$d minutes.",
            "That comes to %4$d dollars and %5$d cents. Shall I charge it to the card that ends in %1$d %2$d %3$d?",
            "I have a table for %1$d at half past %2$d, would that suit you as well?",
            "The next train leaves at %5$d minutes past %2$d from platform %1$d; it is %4$d minutes late.",
            "Please tell me the %1$d digits on the back of the letter that we sent you %4$d days ago.",
            "I am sorry, room %1$d%2$d%3$d is taken, but there is another one for %4$d dollars a night.",
            "Your appointment is on the %4$dth of October, in building %1$d, and it takes %5$d minutes.",
            "We have moved %4$d boxes to the warehouse, %5$d more will follow before the weekend.");

    private VoiceSentences() {}

    /** A sentence out of some millions. */
    static String next(Random random) {
        String sentence = SENTENCES.get(random.nextInt(SENTENCES.size()));
        return String.format(
                Locale.ROOT,
                sentence,
                1 + random.nextInt(9),
                1 + random.nextInt(9),
                1 + random.nextInt(9),
                4 + random.nextInt(16),
                21 + random.nextInt(38));
    }
}
