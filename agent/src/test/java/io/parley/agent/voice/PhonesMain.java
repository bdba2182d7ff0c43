package io.parley.agent.voice;

import java.util.Scanner;

/** Shows how lines of standard input are read in a language (en-US, en-GB, es): the words, and the phones of each clause. */
final class PhonesMain {
    private PhonesMain() {}

    public static void main(String[] args) {
        Language language = Language.of(args.length > 0 ? args[0] : "en-US").orElseThrow();
        TextToPhones front = TextToPhones.of(language);
        Scanner in = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        while (in.hasNextLine()) {
            String line = in.nextLine();
            System.out.println("# " + line);
            for (Clause clause : front.clauses(line)) {
                StringBuilder words = new StringBuilder();
                clause.words().forEach(w -> words.append(w.text()).append(' '));
                System.out.println("  " + words + "| " + clause.phones());
            }
        }
    }
}
