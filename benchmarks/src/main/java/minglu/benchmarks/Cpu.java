package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time that processes have used so far, from {@code /proc}, in seconds: of the server by groups of threads with the same name
 * but for numbers, of PostgreSQL by what its processes do, and of this program.
 *
 * @param server by group of threads; those that have ended are together in one line
 * @param postgres by kind of process
 * @param client of this process
 */
record Cpu(Map<String, Double> server, Map<String, Double> postgres, double client) {

    private static final double TICKS_A_SECOND = 100;
    private static final Path PROC = Path.of("/proc");
    private static final int UTIME = 13;
    private static final int STIME = 14;
    private static final int CHILDREN_UTIME = 15;
    private static final int CHILDREN_STIME = 16;

    /**
     * What has been used until now.
     *
     * @param servers processes of the product by their names; of one alone the threads are told apart
     * @param postmaster process of PostgreSQL that is the parent of all others of it
     */
    static Cpu now(Map<String, Long> servers, long postmaster) throws IOException {
        Map<String, Double> threads = new TreeMap<>();
        for (Map.Entry<String, Long> process : servers.entrySet()) {
            if (servers.size() == 1) {
                addThreads(process.getValue(), threads);
            } else {
                threads.put(process.getKey(), seconds(process.getValue(), UTIME, STIME));
            }
        }
        return new Cpu(
                threads, postgres(postmaster), seconds(ProcessHandle.current().pid(), UTIME, STIME));
    }

    /** What has been used since an earlier time. */
    Cpu since(Cpu earlier) {
        return new Cpu(
                difference(server, earlier.server), difference(postgres, earlier.postgres), client - earlier.client);
    }

    /** Of the server's processes together. */
    double serverSeconds() {
        return server.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of all processes of PostgreSQL together. */
    double postgresSeconds() {
        return postgres.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Microseconds for each of so many pieces of work, the largest first; what is below one in a hundred is left out. */
    Map<String, Double> microsEach(long pieces) {
        Map<String, Double> each = new LinkedHashMap<>();
        double all = serverSeconds() + postgresSeconds();
        each.put("server, all threads", serverSeconds() * 1e6 / pieces);
        list(server, "server: ", pieces, all / 100, each);
        each.put("PostgreSQL, all processes", postgresSeconds() * 1e6 / pieces);
        list(postgres, "PostgreSQL: ", pieces, all / 100, each);
        each.put("client (this program)", client * 1e6 / pieces);
        return each;
    }

    private static void list(
            Map<String, Double> parts, String prefix, long pieces, double least, Map<String, Double> into) {
        parts.entrySet().stream()
                .filter(part -> part.getValue() >= least)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(part -> into.put(prefix + part.getKey(), part.getValue() * 1e6 / pieces));
    }

    private static Map<String, Double> difference(Map<String, Double> now, Map<String, Double> before) {
        Map<String, Double> difference = new TreeMap<>(now);
        // What has ended in between stands in another line now, so its old line counts against it.
        before.forEach((name, seconds) -> difference.merge(name, -seconds, Double::sum));
        return difference;
    }

    private static void addThreads(long pid, Map<String, Double> threads) throws IOException {
        double living = 0;
        try (Stream<Path> tasks = Files.list(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            for (Path task : tasks.toList()) {
                List<String> stat = stat(task.resolve("stat"));
                if (!stat.isEmpty()) {
                    double seconds = ticks(stat, UTIME, STIME);
                    threads.merge(groupOf(stat.get(1)), seconds, Double::sum);
                    living += seconds;
                }
            }
        }
        threads.merge("threads that have ended", Math.max(0, seconds(pid, UTIME, STIME) - living), Double::sum);
    }

    private static String groupOf(String name) {
        return name.replaceAll("[0-9]+", "#");
    }

    private static Map<String, Double> postgres(long postmaster) throws IOException {
        Map<String, Double> processes = new TreeMap<>();
        processes.put("postmaster", seconds(postmaster, UTIME, STIME));
        processes.put("processes that have ended", seconds(postmaster, CHILDREN_UTIME, CHILDREN_STIME));
        try (Stream<Path> all = Files.list(PROC)) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                List<String> stat = stat(process.resolve("stat"));
                if (stat.size() > STIME && Long.parseLong(stat.get(3)) == postmaster) {
                    processes.merge(kindOf(process), ticks(stat, UTIME, STIME), Double::sum);
                }
            }
        }
        return processes;
    }

    private static String kindOf(Path process) throws IOException {
        try {
            String title = Files.readString(process.resolve("cmdline"))
                    .replace('\0', ' ')
                    .strip();
            if (title.contains("127.0.0.1")) {
                return "backends of " + title.replaceFirst("^postgres: ", "").replaceFirst(" .*", "");
            }
            return title.replaceFirst("^postgres: ", "")
                    .replaceAll("[0-9]+", "")
                    .strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Seconds that a process has used since it began; 0 if it is gone. */
    static double seconds(long pid, int... fields) throws IOException {
        List<String> stat = stat(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return stat.isEmpty() ? 0 : ticks(stat, fields);
    }

    private static double ticks(List<String> stat, int... fields) {
        double ticks = 0;
        for (int field : fields) {
            ticks += Double.parseDouble(stat.get(field));
        }
        return ticks / TICKS_A_SECOND;
    }

    /** The fields of a stat file, counted from 0, the second without its brackets; empty if there is no such process any more. */
    private static List<String> stat(Path file) throws IOException {
        String line;
        try {
            line = Files.readString(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            if (Files.exists(file.getParent())) {
                throw e;
            }
            return List.of();
        }
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        return Stream.concat(
                        Stream.of(line.substring(0, open).strip(), line.substring(open + 1, close)),
                        Stream.of(line.substring(close + 1).strip().split(" ")))
                .toList();
    }

    /** The most memory that a process has held so far, in MiB; 0 if it is gone. */
    static double peakMebibytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
