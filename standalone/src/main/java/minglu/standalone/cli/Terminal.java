package minglu.standalone.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a command prints and asks.
 *
 * @param out results
 * @param err faults and progress
 * @param variables environment variables; null where there is none of the name
 * @param prompt asks for a password; empty where nobody can answer
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        Function<String, String> variables,
        Function<String, Optional<char[]>> prompt) {

    /** The terminal of this process; always UTF-8, whatever the locale. */
    public static Terminal ofProcess() {
        return new Terminal(writer(FileDescriptor.out), writer(FileDescriptor.err), System::getenv, question -> {
            Console console = System.console();
            return Optional.ofNullable(console).map(there -> there.readPassword("%s", question));
        });
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
    }

    /** The value of a variable, or what the supplier gives where it is not set or empty. */
    String variable(String name, Supplier<String> otherwise) {
        String value = variables.apply(name);
        return value == null || value.isEmpty() ? otherwise.get() : value;
    }
}
