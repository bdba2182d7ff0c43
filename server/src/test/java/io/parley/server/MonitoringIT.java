package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The alerts and the dashboard of {@code docker/monitoring}: they ask for what a server has, in words Prometheus takes. */
@Timeout(120)
@ExtendWith(Served.Here.class)
class MonitoringIT {
    private static final Path FOLDER = Outside.home().resolve("docker/monitoring");
    private static final Pattern SERIES = Pattern.compile("\\b(?:parley|process|jvm)_[a-z0-9_]+");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");

    @Test
    void asksForWhatIsServed(Served served) throws IOException {
        Set<String> has = series(served.http.get("/metrics").body());
        String asked = Files.readString(FOLDER.resolve("alerts.yaml"))
                + expressions().stream().collect(Collectors.joining("\n"));
        Set<String> unknown = new TreeSet<>();
        for (Matcher each = SERIES.matcher(asked); each.find(); ) {
            if (!has.contains(each.group())) {
                unknown.add(each.group());
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** Each alert with a server that has it and one that has not. */
    @Test
    void alertsWhereItShould() throws IOException {
        assertThat(promtool("test", "rules", "alerts.test.yaml")).contains("SUCCESS");
        assertThat(promtool("check", "config", "prometheus.yaml")).contains("SUCCESS");
        String tests = Files.readString(FOLDER.resolve("alerts.test.yaml"));
        assertThat(alerts())
                .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert + ", exp_alerts: [{"));
    }

    @Test
    void theDashboardIsInWordsThatPrometheusTakes(@TempDir Path folder) throws IOException {
        StringBuilder rules = new StringBuilder("groups: [{ name: panels, rules: [\n");
        int number = 0;
        for (String expression : expressions()) {
            rules.append("{ record: panel").append(number++).append(", expr: ");
            rules.append(new ObjectMapper().writeValueAsString(expression.replace("$__rate_interval", "5m")));
            rules.append(" },\n");
        }
        Path file = Files.writeString(folder.resolve("panels.yaml"), rules.append("] }]\n"));
        assertThat(number).isGreaterThan(40);
        assertThat(promtool("check", "rules", file.toString())).contains("SUCCESS: " + number + " rules found");
    }

    @Test
    void whatToDoIsWrittenDown() throws IOException {
        String page = Files.readString(Outside.home().resolve("docs/operate.md"));
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> assertThat(page).contains("| `" + alert + "` |"));
    }

    private static List<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(FOLDER.resolve("alerts.yaml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> expressions() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana/dashboards/parley.json").toFile());
        List<String> found = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                found.add(target.path("expr").asText());
            }
        }
        return found;
    }

    /** What can be asked for by name. */
    private static Set<String> series(String exposition) {
        Set<String> names = new TreeSet<>();
        for (Matcher each = TYPE.matcher(exposition); each.find(); ) {
            names.add(each.group(1));
            if (each.group(2).equals("histogram")) {
                for (String part : List.of("_bucket", "_count", "_sum")) {
                    names.add(each.group(1) + part);
                }
            }
        }
        return names;
    }

    private static String promtool(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Outside.program("promtool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
