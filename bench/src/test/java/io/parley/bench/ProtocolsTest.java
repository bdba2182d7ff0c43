package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code docs/protocols.md} names a test for every section that it says is handled. */
@Timeout(60)
class ProtocolsTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test))`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Set<String> there = tests();
        List<String> named = names(Files.readString(page()));
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(there).containsAll(named);
    }

    @Test
    void everyRowOfATableNamesATest() throws IOException {
        List<String> rows = Files.readString(page())
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---") && !line.contains("held by"))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(60)
                .allSatisfy(row -> assertThat(lastCell(row))
                        .as(row)
                        .matches(cell -> !names(cell).isEmpty()));
    }

    @Test
    void everyWayInWhichACallEndsIsThere() throws IOException {
        String page = Files.readString(page());
        List<String> labels = Stream.of(Termination.class.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Termination.class)
                .map(ProtocolsTest::label)
                .toList();
        assertThat(labels)
                .contains("stuck", "rejected")
                .allSatisfy(label -> assertThat(page).contains("\n| `" + label + "` |"));
    }

    private static String label(Method factory) {
        Object[] status = factory.getParameterCount() == 0 ? new Object[0] : new Object[] {486};
        try {
            return ((Termination) factory.invoke(null, status)).label();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(factory.getName(), e);
        }
    }

    private static Path page() {
        return Outside.home().resolve("docs/protocols.md");
    }

    private static String lastCell(String row) {
        String[] cells = row.split("\\|");
        return cells[cells.length - 1];
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = TEST.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Simple names of the test classes of every module. */
    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(Outside.home())) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ProtocolsTest::below)
                    .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
