package minglu.standalone.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One call of the command line with what it printed. */
record Invocation(int status, String out, String err) {

    /** Calls a command with the password set. */
    static Invocation of(String... args) {
        return with(Map.of("MINGLU_PASSWORD", "geheim-密码"), args);
    }

    static Invocation with(Map<String, String> variables, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment = new HashMap<>(variables);
        Terminal terminal = new Terminal(
                new PrintWriter(out), new PrintWriter(err), environment::get, question -> Optional.empty());
        int status = MingluCommandLine.run(terminal, args);
        return new Invocation(status, out.toString(), err.toString());
    }
}
