package io.parley.agent.voice;

import java.util.Scanner;

/** Shows how lines of standard input are read: the words, and the phones of each clause. */
final class PhonesMain {
    private PhonesMain() {}

    public static void main(String[] args) {
        TextToPhones front = TextToPhones.english();
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
