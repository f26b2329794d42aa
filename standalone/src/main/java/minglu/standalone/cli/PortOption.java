package minglu.standalone.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The port of a verb that serves. */
final class PortOption {

    private static final int HIGHEST = 65_535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "端口 / port (${DEFAULT-VALUE})")
    private int port;

    /** From 1 to 65535. */
    int value() {
        if (port < 1 || port > HIGHEST) {
            throw new ParameterException(
                    command.commandLine(), "端口无效 / --port must be from 1 to " + HIGHEST + ", not " + port);
        }
        return port;
    }
}
