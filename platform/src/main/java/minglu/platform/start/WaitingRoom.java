package minglu.platform.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import minglu.api.problem.ProblemCode;
import minglu.platform.problem.Problem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers at the service's address while the service starts or waits for its database: health says why, everything else is {@code
 * unavailable}. Closes just before the web server opens the same port.
 */
final class WaitingRoom implements SmartLifecycle {

    private static final String HEALTH = "/actuator/health";
    private static final String LIVENESS = HEALTH + "/liveness";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "waiting-room");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String reason = "starting";
    private volatile boolean open = true;

    private WaitingRoom(HttpServer server) {
        this.server = server;
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Opens it.
     *
     * @param address null: all addresses of the machine
     * @throws IllegalStateException if the port cannot be used
     */
    static WaitingRoom open(InetAddress address, int port) {
        InetSocketAddress where = address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
        try {
            return new WaitingRoom(HttpServer.create(where, 0));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + port + " cannot be used (" + e.getMessage() + "): choose another one with server.port.",
                    e);
        }
    }

    /** What is waited for. */
    void say(String why) {
        reason = why;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String why = reason;
            if (LIVENESS.equals(path)) {
                send(exchange, OK, "application/json", JSON.writeValueAsString(Map.of("status", "UP")));
            } else if (path.startsWith(HEALTH)) {
                send(
                        exchange,
                        UNAVAILABLE,
                        "application/json",
                        JSON.writeValueAsString(Map.of(
                                "status",
                                "OUT_OF_SERVICE",
                                "components",
                                Map.of(
                                        "start",
                                        Map.of("status", "OUT_OF_SERVICE", "details", Map.of("reason", why))))));
            } else {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(
                        exchange,
                        UNAVAILABLE,
                        Problem.MEDIA_TYPE,
                        Problem.of(ProblemCode.UNAVAILABLE, "not ready yet: " + why)
                                .toJson());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Connection", "close");
        if ("HEAD".equals(exchange.getRequestMethod())) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The application has started all but the web server: makes room for it. */
    @Override
    public void start() {
        close();
    }

    @Override
    public void stop() {
        close();
    }

    private void close() {
        if (open) {
            open = false;
            server.stop(0);
            executor.shutdown();
        }
    }

    /** Seen by Spring: whether it still has to be "started", which closes it. */
    @Override
    public boolean isRunning() {
        return !open;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
