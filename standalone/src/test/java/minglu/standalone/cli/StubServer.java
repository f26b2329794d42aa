package minglu.standalone.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives prepared answers in order and remembers what it was asked. */
final class StubServer implements AutoCloseable {

    record Request(String method, String uri, String authorization, String contentType, String prefer, String body) {}

    private record Prepared(int status, String contentType, String location, String body) {}

    private final HttpServer server;
    private final Deque<Prepared> answers = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    StubServer json(int status, String body) {
        return prepare(new Prepared(status, "application/json", null, body));
    }

    StubServer problem(int status, String detail) {
        return prepare(new Prepared(status, "application/problem+json", null, "{\"detail\":\"" + detail + "\"}"));
    }

    StubServer accepted(String location) {
        return prepare(new Prepared(202, "application/json", location, "{}"));
    }

    private StubServer prepare(Prepared answer) {
        synchronized (answers) {
            answers.add(answer);
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Prefer"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Prepared next;
            synchronized (answers) {
                next = answers.remove();
            }
            byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", next.contentType());
            if (next.location() != null) {
                exchange.getResponseHeaders().set("Location", next.location());
            }
            exchange.sendResponseHeaders(next.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
