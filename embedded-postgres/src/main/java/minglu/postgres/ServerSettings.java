package minglu.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the server. They are given on the command line, which no configuration file and no ALTER SYSTEM
 * overrides.
 */
final class ServerSettings {

    /** The only way in: with a password, over the loopback address. */
    static final String HOST_BASED_AUTHENTICATION =
            """
            # Written by Minglu at each start; changes are lost.
            # TYPE  DATABASE  USER  ADDRESS       METHOD
            host    all       all   127.0.0.1/32  scram-sha-256
            """;

    private ServerSettings() {}

    /** What every session must be told by the server, or Minglu refuses to run on it. */
    static Map<String, String> durability(Options options) {
        String durable = options.unsafe() ? "off" : "on";
        return Map.of("fsync", durable, "synchronous_commit", durable, "full_page_writes", durable);
    }

    /** Where the server may be reached; only a superuser is told. */
    static Map<String, String> reach() {
        return Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", "");
    }

    /** The arguments of {@code postgres}. */
    static List<String> arguments(Options options, int port) {
        Map<String, String> settings = new LinkedHashMap<>(durability(options));
        settings.putAll(reach());
        settings.put("port", Integer.toString(port));
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", Integer.toString(options.maxConnections()));
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");

        settings.put("shared_buffers", options.sharedBuffersMegabytes() + "MB");
        settings.put("work_mem", "16MB");
        settings.put("maintenance_work_mem", "128MB");
        settings.put("effective_cache_size", 4 * options.sharedBuffersMegabytes() + "MB");
        settings.put("random_page_cost", "1.1");

        // Long intervals between checkpoints save an import little, since it writes new pages and hardly changes old
        // ones; but they make crash recovery long: reading 1 GB of log again takes a core about seven seconds.
        settings.put("max_wal_size", "1GB");
        settings.put("min_wal_size", "256MB");
        settings.put("checkpoint_timeout", "5min");
        settings.put("checkpoint_completion_target", "0.9");
        settings.put("wal_compression", "on");
        // A group of commits of an import goes out in one write.
        settings.put("wal_buffers", "16MB");

        // Rows are inserted, hardly ever changed: one worker keeps up, and leaves a core to those who wait.
        settings.put("autovacuum_max_workers", "1");
        settings.put("max_parallel_workers_per_gather", "1");
        settings.put("jit", "off");

        // Personal data stay out of the log: statements, their parameters, and the values that error messages
        // quote. The application gets every error all the same; LOG, FATAL and PANIC lines are still written.
        settings.put("log_min_messages", "log");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_statement", "none");
        settings.put("log_min_duration_statement", "-1");
        settings.put("log_parameter_max_length", "0");
        settings.put("log_parameter_max_length_on_error", "0");
        settings.put("logging_collector", "off");

        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }
}
