package io.parley.server.cli;

import io.parley.config.ConfigProblem;
import io.parley.server.Home;
import io.parley.server.check.Checker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley new}: asks a few questions and writes an agent that works, with the calls that test it. */
@Command(
        name = "new",
        description = "Write an agent: asks a few questions on standard input, and makes a folder that works, with"
                + " calls that test it.")
final class NewCommand implements Callable<Integer> {
    private static final String HOURS = "when are you open";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Parameters(
            paramLabel = "FOLDER",
            description = "The agent's folder, which is not there yet; its name is the agent's id.")
    private Path folder = Path.of("agent");

    @Option(names = "--yes", description = "Ask nothing: what stands in brackets is taken.")
    private boolean yes;

    private @Nullable BufferedReader answers;

    @Override
    public Integer call() throws IOException {
        log.apply(Level.WARN);
        PrintWriter out = Output.of(spec);
        if (Files.exists(folder)) {
            throw new UsageFault(folder + ": is there already; expected a folder that is not");
        }
        Path named = folder.toAbsolutePath().normalize().getFileName();
        NewAgent agent = ask(named == null ? "" : named.toString(), out);
        for (Map.Entry<Path, String> file : agent.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, file.getValue());
            out.println("wrote " + path);
        }
        List<ConfigProblem> problems = new Checker(Home.ofThisProcess(), System.getenv())
                .check(List.of(folder))
                .problems();
        problems.stream().map(ConfigProblem::toString).forEach(out::println);
        if (!problems.isEmpty()) {
            out.println("It is nearly there: mend what is said above, then");
        }
        out.println("""
                try it:          ./parley simulate %s
                have it answer:  write "parley: 1" and "agents: [%s]" into parley.yaml, and run ./parley
                phone it:        sip:%s@127.0.0.1, or ./parley call sip:%s@127.0.0.1""".formatted(folder, folder, agent.number(), agent.number()));
        return problems.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private NewAgent ask(String id, PrintWriter out) throws IOException {
        String greeting = answer(
                out,
                "What does it say when it picks up?",
                "Hello, this is the automatic reception of " + NewAgent.spoken(id) + ". How can I help you?");
        String number = answer(out, "What do callers dial to reach it: a number, or a name?", id);
        List<NewAgent.Answer> answers = new ArrayList<>();
        String question = answer(out, "What do callers ask most often, in their words?", HOURS);
        while (!question.isEmpty() && answers.size() < NewAgent.MOST_ANSWERS) {
            String usual = question.equals(HOURS) ? "We are open from nine to five, Monday to Friday." : "";
            String told = answer(out, "And what do they hear then?", usual);
            if (!told.isEmpty()) {
                answers.add(new NewAgent.Answer(question, told));
            }
            question = answer(out, "What else do they ask? Nothing goes on.", "");
        }
        boolean callsBack = answers.isEmpty()
                || isYes(answer(out, "Should it take numbers down that somebody calls back: yes or no?", "yes"));
        String url = callsBack
                ? answer(out, "Which URL are they sent to (POST)? Nothing keeps them in the records.", "")
                : "";
        String person = answer(out, "Who takes callers that want a person, by SIP address? Nothing is nobody.", "");
        return new NewAgent(
                id, number, greeting, person.isEmpty() ? null : person, answers, callsBack, url.isEmpty() ? null : url);
    }

    private static boolean isYes(String answer) {
        return answer.toLowerCase(Locale.ROOT).startsWith("y");
    }

    /** @return what was typed, the usual answer where nothing was, or where the input has ended */
    private String answer(PrintWriter out, String question, String usual) throws IOException {
        if (yes) {
            return usual;
        }
        out.println(question + (usual.isEmpty() ? "" : " [" + usual + "]"));
        out.print("> ");
        out.flush();
        if (answers == null) {
            answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        }
        String typed = answers.readLine();
        return typed == null || typed.isBlank() ? usual : typed.strip();
    }
}
