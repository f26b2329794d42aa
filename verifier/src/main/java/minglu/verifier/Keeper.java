package minglu.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in which an inspector keeps the checkpoints of one log that were seen. Nothing in it is ever changed or removed: two
 * checkpoints of one key that exclude each other are the proof of a fork, and stay one.
 */
final class Keeper {

    private static final int CHECK = 19;

    private final Path folder;
    private final List<Outside> kept = new ArrayList<>();

    private Keeper(Path folder) {
        this.folder = folder;
    }

    /** Reads the folder, which is made if it is missing. */
    static Keeper open(Path folder, VerifierKey key, Findings findings) throws IOException, UnusableException {
        Keeper keeper = new Keeper(folder);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnusableException(Place.argument(folder.toString()), "不是文件夹", "this is no folder");
        }
        Files.createDirectories(folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            keeper.read(file, key, findings);
        }
        return keeper;
    }

    private void read(Path file, VerifierKey key, Findings findings) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(Outside.LONGEST);
        }
        Place place = Place.argument(file.toString());
        Outside one = Outside.read(bytes, key, CHECK, place, findings);
        if (one != null) {
            holdAgainst(one.checkpoint(), place, findings);
            kept.add(one);
        }
    }

    /** The checkpoints kept. */
    List<Outside> kept() {
        return kept;
    }

    /** Says where a checkpoint and one that is kept exclude each other by themselves, having one size and two roots. */
    void holdAgainst(Checkpoint checkpoint, Place place, Findings findings) {
        for (Outside one : kept) {
            if (one.forks(checkpoint)) {
                String other = Text.quote(one.place().name());
                findings.contradicts(
                        CHECK,
                        place,
                        "同一密钥对 " + checkpoint.size() + " 叶签署了两个不同的根,另一个见 " + other,
                        "the key signed two different roots for " + checkpoint.size() + " leaves; the other one is "
                                + other);
            }
        }
    }

    /** Keeps a checkpoint. It is on disk under its final name or not at all. */
    void remember(Checkpoint checkpoint) throws IOException {
        String name = String.format(
                "%020d-%s", checkpoint.size(), Bytes.hex(checkpoint.root()).substring(0, 16));
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        Path written = Files.createTempFile(folder, ".new-", "");
        try {
            Files.write(written, checkpoint.bytes());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
