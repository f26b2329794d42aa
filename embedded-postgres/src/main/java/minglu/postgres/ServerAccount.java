package minglu.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The account the server runs as. PostgreSQL refuses to run as root, so a Minglu of root starts it in a user
 * namespace without any rights, or else as an ordinary account.
 */
final class ServerAccount {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final int owner;

    private ServerAccount(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The effective user of this JVM. */
    static int effectiveUser() throws IOException {
        return owner(Path.of("/proc/self"));
    }

    /**
     * Chooses the account for a directory. Not root: as this JVM. Root, and the directory belongs to somebody else:
     * as that owner. Root's own directory: in a user namespace, or where the machine forbids those, as nobody, who
     * is then made the owner of the directory and of the data.
     */
    static ServerAccount choose(Path directory) throws IOException {
        if (effectiveUser() != ROOT) {
            return new ServerAccount(List.of(), effectiveUser());
        }
        int owner = owner(directory);
        if (owner == ROOT) {
            // Without a mapping, root's files look like nobody's inside the namespace, and so does the process.
            List<String> namespace = List.of("unshare", "-U");
            if (runs(namespace, directory)) {
                return new ServerAccount(namespace, ROOT);
            }
            owner = NOBODY;
        }
        List<String> switched =
                List.of("setpriv", "--reuid=" + owner, "--regid=" + group(directory, owner), "--clear-groups", "--");
        if (!runs(switched, directory)) {
            throw new PostgresException("PostgreSQL does not run as root, and neither `unshare -U` nor `"
                    + String.join(" ", switched) + "` is permitted and can enter the folders above " + directory
                    + ": start Minglu as an ordinary user, open those folders for passing (chmod a+x), or run a"
                    + " PostgreSQL of your own and give its address with --database.");
        }
        return new ServerAccount(switched, owner);
    }

    /** The command that runs a program under this account. */
    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /** Whether programs under this account can run that file. */
    boolean reaches(Path program) {
        List<String> test = command(List.of(program.toString(), "--version"));
        return Commands.run(test, Path.of("/")).succeeded();
    }

    /** Gives the file or the whole tree to this account; changes nothing when it has it already. */
    void handOver(Path root) throws IOException {
        if (effectiveUser() != ROOT || !Files.exists(root) || owner(root) == owner) {
            return;
        }
        int group = owner == ROOT ? ROOT : group(root, owner);
        try (Stream<Path> tree = Files.walk(root)) {
            // The root comes last: it says on the next start whether all was handed over.
            List<Path> paths = new ArrayList<>(tree.toList());
            Collections.reverse(paths);
            for (Path path : paths) {
                Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Like {@link #handOver} for the directory alone, not for what is in it. */
    void handOverOnly(Path directory) throws IOException {
        if (effectiveUser() == ROOT && owner(directory) != owner) {
            Files.setAttribute(directory, "unix:uid", owner);
        }
    }

    /** Whether the machine permits the prefix and the account it leads to may pass the parents of the directory. */
    private static boolean runs(List<String> prefix, Path directory) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("test", "-x", String.valueOf(directory.getParent())));
        return Commands.run(command, Path.of("/")).succeeded();
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    /** The group of a directory that belongs to an account already, else the group of the same number. */
    private static int group(Path directory, int owner) throws IOException {
        int group = (Integer) Files.getAttribute(directory, "unix:gid");
        return owner(directory) == owner && group != ROOT ? group : owner;
    }
}
