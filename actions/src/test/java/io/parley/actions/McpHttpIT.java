package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.testkit.FreePort;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools of a real server over streamable HTTP: the official SDK's, in Tomcat (Model Context Protocol 2025-06-18). */
@Timeout(120)
class McpHttpIT {
    @TempDir
    Path folder;

    private final LinkedBlockingQueue<String> authorized = new LinkedBlockingQueue<>();
    private McpFixture lab;
    private Running running;
    private McpServer server;

    /** A server that listens. */
    private record Running(Tomcat tomcat, McpToolServer tools, McpSyncServer mcp, int port) implements AutoCloseable {
        @Override
        public void close() {
            tools.end();
            mcp.closeGracefully();
            try {
                tomcat.stop();
                tomcat.destroy();
            } catch (LifecycleException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Running listen(int port) throws LifecycleException {
        HttpServletStreamableServerTransportProvider http = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpInbox.JSON)
                .mcpEndpoint("/mcp")
                .build();
        McpToolServer tools = new McpToolServer(lab.journal);
        McpSyncServer mcp = tools.over(http);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setPort(port);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "mcp", http).setAsyncSupported(true);
        context.addServletMappingDecoded("/mcp", "mcp");
        context.addFilterDef(door());
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("door");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        tomcat.getConnector();
        tomcat.start();
        return new Running(tomcat, tools, mcp, tomcat.getConnector().getLocalPort());
    }

    /** Notes who comes. */
    private FilterDef door() {
        Filter filter = (request, response, chain) -> {
            authorized.add(
                    String.valueOf(((jakarta.servlet.http.HttpServletRequest) request).getHeader("Authorization")));
            chain.doFilter(request, response);
        };
        FilterDef door = new FilterDef();
        door.setFilterName("door");
        door.setFilter(filter);
        door.setAsyncSupported("true");
        return door;
    }

    @BeforeEach
    void open() throws LifecycleException {
        lab = new McpFixture(folder);
        running = listen(0);
        server = new McpServer(
                "lab",
                List.of(),
                Map.of(),
                folder,
                "http://127.0.0.1:" + running.port() + "/mcp",
                Map.of("Authorization", "Bearer ${env:TOKEN}"),
                McpFixture.ALLOWED);
    }

    @AfterEach
    void close() {
        lab.close();
        running.close();
    }

    private static ActionResult number(String number) {
        return new ActionResult.Ok(Map.of("number", number));
    }

    @Test
    void aToolIsCalledWithTheTypesThatItWantsAndEveryRequestCarriesTheCredentials() {
        ActionSpec spec = Specs.withResult(
                lab.tool(server, "book_visit", Risk.WRITE, 0, Map.of("day", "{day}", "people", "{people}")),
                Map.of("given", "$.given"));

        assertThat(lab.run(spec, Map.of("day", "monday", "people", "3")))
                .isEqualTo(new ActionResult.Ok(Map.of("given", "day=Monday:String people=3:Integer")));
        assertThat(authorized).hasSizeGreaterThan(3).containsOnly("Bearer s3cret");
    }

    @Test
    void aServerThatHasBeenRestartedIsGreetedAnewAndTheCallTriedAgain() throws LifecycleException {
        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(number("7.50"));
        int port = running.port();
        running.close();
        running = listen(port);

        assertThat(lab.run(lab.tool(server, "text", Risk.WRITE, 5, Map.of()))).isEqualTo(number("7.50"));
        assertThat(lab.journal()).containsExactly("text", "text");
    }

    @Test
    void aServerThatIsNotThereIsSaidAndComesBack() throws LifecycleException {
        int port = FreePort.next();
        McpServer later = new McpServer(
                "later",
                List.of(),
                Map.of(),
                folder,
                "http://127.0.0.1:" + port + "/mcp",
                Map.of(),
                McpFixture.ALLOWED);
        assertThat(lab.run(lab.read(later, "text"))).isEqualTo(new ActionResult.Failed(true, "no connection to later"));

        try (Running now = listen(port)) {
            assertThat(now.port()).isEqualTo(port);
            assertThat(lab.run(lab.tool(later, "text", Risk.READ, 5, Map.of()))).isEqualTo(number("7.50"));
        }
    }

    @Test
    void anAnswerTooLargeIsNotReadAndOthersGoOn() {
        assertThat(lab.run(lab.read(server, "large")))
                .isEqualTo(new ActionResult.Failed(false, "the answer is larger than 262144 bytes"));
        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(number("7.50"));
    }

    @Test
    void aCallIsGivenUpAndOthersGoOn() {
        ActionBus.Invocation hanging = lab.start(lab.read(server, "hang"), Map.of(), null);
        lab.awaitNote("hang");
        hanging.cancel();

        assertThat(Await.get(hanging.result())).isEqualTo(new ActionResult.Cancelled());
        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(number("7.50"));
    }
}
