package minglu.standalone.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress by rewriting one line of the error output. */
final class ErrorLine implements ProgressBarConsumer {

    private static final int COLUMNS = 80;
    private static final int INTERVAL_MILLIS = 500;

    private final Terminal terminal;

    private ErrorLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * A bar on the error output.
     *
     * @param task what is done
     * @param steps how many steps there are; below 0 where nobody knows
     */
    static ProgressBar bar(Terminal terminal, String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ErrorLine(terminal))
                .build();
    }

    @Override
    public int getMaxRenderedLength() {
        return COLUMNS;
    }

    @Override
    public void accept(String bar) {
        terminal.err().print("\r" + bar);
        terminal.err().flush();
    }

    @Override
    public void close() {
        terminal.err().println();
    }
}
