package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The row {@code parts}: {@link HotParts} in processes of their own, by JMH. */
final class Parts {

    private Parts() {}

    /** Runs JMH and takes over what it measured. */
    static void measure(Run run) throws IOException {
        run.say("parts: JMH");
        try (Workplace place = run.workplace("parts")) {
            // JMH starts processes with the class path of this one, which must be one of files for that.
            Path self = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
            String classPath = new Unpacked(self, place.resolve("jar")).classPath();
            Path results = place.resolve("results.json");
            Path log = place.resolve("jmh.log");
            List<String> command = new ArrayList<>(List.of(Server.java(), "-cp", classPath, "org.openjdk.jmh.Main"));
            command.add(HotParts.class.getName());
            String iterations = run.quick() ? "2" : "5";
            command.addAll(List.of("-f", "1", "-wi", iterations, "-i", iterations, "-w", "1s", "-r", "1s"));
            command.addAll(List.of("-rf", "json", "-rff", results.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (waitFor(process) != 0 || !Files.exists(results)) {
                throw new IllegalStateException("JMH failed: " + Files.readString(log));
            }
            Report report = run.report();
            report.begin("parts");
            for (JsonNode part : JsonMapper.builder().build().readTree(Files.readAllBytes(results))) {
                Rounds micros = new Rounds();
                part.path("primaryMetric").path("rawData").path(0).forEach(value -> micros.add(value.doubleValue()));
                String name = part.path("benchmark").asString();
                report.figure(name.substring(name.lastIndexOf('.') + 1), "µs", micros);
            }
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
