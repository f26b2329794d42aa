package minglu.verifier;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts the verifier as a program of its own: {@code java -jar verifier.jar verify BUNDLE --key VKEY}. */
public final class Main {

    private Main() {}

    /** Runs a command and ends with its status. Prints UTF-8, whatever the locale. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(Verifier.run(List.of(args), out, err));
    }
}
