package minglu.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Supplier;

/** Acts as clients send them. */
final class Acts {

    /** Year of the acts of {@link #requests} and {@link #singles}. */
    static final int YEAR = 2021;

    /** Unit of the acts of {@link #requests} and {@link #singles}. */
    static final String UNIT = "jyj";

    /** Acts of one round of {@link #mixed}. */
    static final int ACTS_OF_A_ROUND = 3;

    /** A year in the middle of {@link #mixed}. */
    static final int MIXED_YEAR = 2023;

    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);
    private static final int DAYS = 4 * 365 - 30;
    private static final int ANSWER_DAYS = 10;

    private Acts() {}

    /** A file of requests that were received, each of a subject of its own and with a title, which is sealed. */
    static void requests(Path file, String prefix, long rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long i = 0; i < rows; i++) {
                out.write(request(prefix + "-" + i));
                out.newLine();
            }
        }
    }

    /**
     * A file of requests answered ten days later, and of licences, over many units and four years in the order of their days.
     *
     * @param first number of the first round; rounds of different files have different subjects
     * @param rounds each of {@link #ACTS_OF_A_ROUND} acts
     * @param units units {@code u0} and so on
     */
    static void mixed(Path file, long first, long rounds, int units) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long i = 0; i < rounds; i++) {
                writeRound(out, first + i, FIRST_DAY.plusDays(i * DAYS / rounds), units);
            }
        }
    }

    private static void writeRound(BufferedWriter out, long round, LocalDate day, int units) throws IOException {
        String unit = "{\"unit\":\"u" + round % units + "\",\"subject\":\"";
        out.write(unit + "R-" + round + "\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\"" + day
                + "\",\"data\":{\"applicant\":\"" + (round % 3 == 0 ? "enterprise" : "natural-person")
                + "\",\"channel\":\"online\"}}\n");
        out.write(unit + "R-" + round + "\",\"id\":\"2\",\"type\":\"request-decided\",\"occurredOn\":\""
                + day.plusDays(ANSWER_DAYS) + "\",\"data\":{\"outcome\":\""
                + (round % 2 == 0 ? "granted" : "unavailable-not-held") + "\"}}\n");
        out.write(unit + "L-" + round + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"" + day
                + "\",\"data\":{\"kind\":\"licence\"}}\n");
    }

    /**
     * Requests of HTTP that each record one act of a subject of its own.
     *
     * @param prefix of the subjects, never used before
     */
    static Supplier<byte[]> singles(String prefix) {
        return new Supplier<>() {
            private long next;

            @Override
            public byte[] get() {
                byte[] body = request(prefix + "-" + next++).getBytes(StandardCharsets.UTF_8);
                return http("POST", "/api/v1/acts", body);
            }
        };
    }

    /** A request of HTTP that reads. */
    static byte[] reading(String path) {
        return http("GET", path, new byte[0]);
    }

    private static byte[] http(String method, String path, byte[] body) {
        String type =
                body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                        + Server.credentials(Server.USER) + "\r\n" + type + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    private static String request(String subject) {
        return "{\"unit\":\"" + UNIT + "\",\"subject\":\"" + subject
                + "\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\"" + YEAR + "-03-01\","
                + "\"data\":{\"applicant\":\"natural-person\",\"channel\":\"online\",\"title\":\"学区划分文件\"}}";
    }
}
