package minglu.standalone.contract;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address in front of several services, by the rules of {@code deploy/nginx.conf}: what changes something and everything about
 * imports goes to the write side, the rest and what belongs to parked events to the read side, and what changes the transparency log
 * to the first node of the read side, the notary's; the nodes of a side take turns, one that does not listen is left out, and where
 * none answers the answer is 503 {@code unavailable}.
 */
final class ReverseProxy implements AutoCloseable {

    /** Headers that belong to one connection, or that the client sets itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "keep-alive");

    private static final String IMPORTS = "/api/v1/imports";
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";
    private static final String READ_SIDE = "/api/v1/read-side";
    private static final String LOG = "/api/v1/log";
    private static final int THREADS = 64;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpServer server;
    private final List<String> writeSide;
    private final List<String> readSide;

    ReverseProxy(List<String> writeSide, List<String> readSide) {
        this.writeSide = writeSide;
        this.readSide = readSide;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private List<String> side(HttpExchange exchange) {
        boolean reads = Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
        String path = exchange.getRequestURI().getRawPath();
        if (isBelow(path, IMPORTS)) {
            return writeSide;
        }
        if (!reads && isBelow(path, LOG)) {
            return readSide.subList(0, 1);
        }
        return reads || isBelow(path, DEAD_LETTERS) || isBelow(path, READ_SIDE) ? readSide : writeSide;
    }

    private static boolean isBelow(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> side = side(exchange);
            int first = Math.floorMod(turn.getAndIncrement(), side.size());
            for (int i = 0; i < side.size(); i++) {
                try {
                    answer(exchange, ask(exchange, side.get((first + i) % side.size()), body));
                    return;
                } catch (ConnectException e) {
                    // Nobody listens there: the next one is asked.
                    continue;
                } catch (IOException e) {
                    break;
                }
            }
            byte[] problem =
                    ("{\"type\":\"urn:minglu:problem:unavailable\",\"title\":\"Not available now\",\"status\":503,"
                                    + "\"detail\":\"no node answers\"}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(503, problem.length);
            exchange.getResponseBody().write(problem);
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, String node, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(90))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
