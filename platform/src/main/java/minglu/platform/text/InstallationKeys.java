package minglu.platform.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minglu.api.text.TextSeal;

/**
 * The secrets in the directory of keys. All nodes of an installation have the same ones.
 *
 * @param wrapping wraps the data keys of texts
 * @param digest keys the digests of acts
 */
record InstallationKeys(byte[] wrapping, byte[] digest) {

    static final String WRAPPING = "wrapping.key";
    static final String DIGEST = "digest.key";

    /**
     * Reads the files; creates them for a new installation.
     *
     * @param stored any one wrapped key of the database; empty in a new installation
     * @param known whether the database knows keys already, so that new ones would be wrong
     * @throws IllegalStateException if files are missing, too open, or of another installation than the database
     */
    static InstallationKeys open(Path directory, Optional<TextKeyRows.Row> stored, boolean known) {
        Path absolute = directory.toAbsolutePath();
        List<Path> files = Stream.of(WRAPPING, DIGEST).map(absolute::resolve).toList();
        for (Path file : files) {
            if (KeyFile.exists(file)) {
                continue;
            }
            if (known || stored.isPresent()) {
                throw new IllegalStateException(
                        "the database belongs to an installation that has keys, but the key file "
                                + file
                                + " is missing; restore the keys of this installation there, or name their directory with"
                                + " --keys (minglu.keys)");
            }
            KeyFile.create(file);
        }
        InstallationKeys keys = new InstallationKeys(KeyFile.read(files.get(0)), KeyFile.read(files.get(1)));
        stored.ifPresent(row -> keys.requireOpens(row, files.get(0)));
        return keys;
    }

    private void requireOpens(TextKeyRows.Row row, Path file) {
        try {
            TextSeal.decrypt(wrapping, row.owner().context(), row.wrapped());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "the key file " + file
                            + " is of another installation than the database: it does not open the key of "
                            + row.owner(),
                    e);
        }
    }

    @Override
    public String toString() {
        return "InstallationKeys";
    }
}
