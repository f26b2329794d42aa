package minglu.standalone.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import me.tongfei.progressbar.ProgressBar;
import tools.jackson.databind.JsonNode;

/** Sends a file of acts and waits until the server has gone through it. */
final class ActImport {

    static final String NDJSON = "application/x-ndjson";
    static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** What the progress bar takes for a file whose rows cannot be counted from outside. */
    private static final long UNKNOWN = -1;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final MingluClient client;
    private final Terminal terminal;

    ActImport(MingluClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /**
     * Sends a file with a progress bar on the error output.
     *
     * @return the final members of the import, contract section 3
     * @throws CommandFailure if the file is refused as a whole, or the server goes away meanwhile
     */
    JsonNode send(Path file, String mediaType, boolean dryRun) {
        try (ProgressBar progress =
                ErrorLine.bar(terminal, "import", mediaType.equals(SPREADSHEET) ? UNKNOWN : lines(file))) {
            MingluClient.Answer answer = client.upload(
                    "/api/v1/imports",
                    Map.of("dryRun", String.valueOf(dryRun)),
                    mediaType,
                    BodyPublishers.ofFile(file));
            if (answer.status() != 202) {
                // A server may answer at once although asked not to.
                progress.stepTo(answer.json().path("rows").asLong());
                return answer.json();
            }
            return follow(URI.create(answer.location()).getPath(), progress);
        } catch (IOException e) {
            throw new CommandFailure(CommandFailure.USAGE, "无法读取文件 / Cannot read " + file + ": " + e.getMessage());
        }
    }

    private JsonNode follow(String location, ProgressBar progress) {
        while (true) {
            JsonNode state = client.get(location, Map.of()).json();
            progress.stepTo(state.path("rowsDone").asLong());
            switch (state.path("state").asString("")) {
                case "done" -> {
                    return state;
                }
                case "interrupted" ->
                    throw new CommandFailure(
                            CommandFailure.UNREACHABLE,
                            "导入被中断,请重新发送该文件,已记录的行不会重复 / The import was interrupted: send the file again, rows already "
                                    + "recorded are not recorded twice.");
                default -> LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** Lines of a text file; an act a line, save for quoted line ends of CSV. */
    private static long lines(Path file) throws IOException {
        long lines = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == '\n') {
                    lines++;
                }
            }
        }
        return lines;
    }
}
