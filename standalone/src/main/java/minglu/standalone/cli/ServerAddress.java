package minglu.standalone.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/** Options of every verb that speaks to a server. */
final class ServerAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "服务器地址 / the server (${DEFAULT-VALUE})")
    private URI url;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "admin",
            description = "用户,密码取自 MINGLU_PASSWORD 或询问 / the user (${DEFAULT-VALUE}); the password comes from "
                    + "MINGLU_PASSWORD or a prompt")
    private String user;

    /**
     * Speaks to the server as the user.
     *
     * @throws CommandFailure if there is neither a password nor anybody to ask
     */
    MingluClient client(Terminal terminal) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "地址无效 / --url must be like http://127.0.0.1:8080, not " + url);
        }
        String password = terminal.variable("MINGLU_PASSWORD", () -> terminal.prompt()
                .apply(user + " 的密码 / password: ")
                .map(String::new)
                .orElseThrow(() -> new CommandFailure(
                        CommandFailure.USAGE,
                        "缺少密码:请设置环境变量 MINGLU_PASSWORD / No password: set the variable MINGLU_PASSWORD.")));
        return new MingluClient(url, user, password);
    }
}
