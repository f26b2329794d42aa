package minglu.standalone.cli;

import minglu.standalone.backup.BackupRefusedException;
import minglu.standalone.history.HistoryRefusedException;
import minglu.standalone.history.StoreUnreachableException;
import minglu.standalone.serve.StartRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All verbs under the name {@code minglu}. */
@Command(
        name = "minglu",
        description = "明录 – 政府信息公开工作年度报告统计 / statistics of government information disclosure",
        mixinStandardHelpOptions = true,
        version = "minglu 0.1.0")
public final class MingluCommandLine implements Runnable {

    @Spec
    private CommandSpec spec;

    private MingluCommandLine() {}

    /**
     * Runs a command.
     *
     * @return exit status: 0 done, 1 rows rejected or check failed, 2 usage, 3 server unreachable; of {@code verify}: that of the
     *     verifier
     */
    public static int run(Terminal terminal, String... args) {
        CommandLine minglu = new CommandLine(new MingluCommandLine())
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new ServeCommand(terminal))
                .addSubcommand(new ImportCommand(terminal))
                .addSubcommand(new TablesCommand(terminal))
                .addSubcommand(new RebuildCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new DeadLettersCommand(terminal))
                .addSubcommand(new ExportEventsCommand(terminal))
                .addSubcommand(new ImportEventsCommand(terminal))
                .addSubcommand(new BackupCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setUsageHelpAutoWidth(false)
                .setOut(terminal.out())
                .setErr(terminal.err());
        minglu.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CommandFailure refused) {
                terminal.err().println(refused.getMessage());
                return refused.status();
            }
            if (failure instanceof StartRefusedException
                    || failure instanceof HistoryRefusedException
                    || failure instanceof BackupRefusedException) {
                terminal.err().println(failure.getMessage());
                return CommandFailure.REJECTED;
            }
            if (failure instanceof StoreUnreachableException) {
                terminal.err().println(failure.getMessage());
                return CommandFailure.UNREACHABLE;
            }
            throw failure;
        });
        try {
            return minglu.execute(args);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "请给出命令 / Give a command: demo, serve, import, tables, rebuild, verify, dead-letters,"
                        + " export-events, import-events, backup, restore.");
    }
}
