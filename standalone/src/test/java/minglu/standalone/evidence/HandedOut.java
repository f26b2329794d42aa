package minglu.standalone.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import minglu.standalone.cli.MingluCommandLine;
import minglu.standalone.cli.Terminal;

/** A bundle as somebody holds it: its files may be changed, and {@code minglu verify} be asked about it. */
final class HandedOut {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** What {@code minglu verify} ended with and printed. */
    record Said(int status, String text) {}

    private HandedOut() {}

    static HandedOut of(byte[] zip) {
        HandedOut bundle = new HandedOut();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                bundle.files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }

    HandedOut copy() {
        HandedOut copy = new HandedOut();
        files.forEach((name, bytes) -> copy.files.put(name, bytes.clone()));
        return copy;
    }

    Map<String, byte[]> files() {
        return files;
    }

    /** Replaces text in a file; fails where it is not there. */
    HandedOut replaced(String file, String text, String by) {
        String before = new String(files.get(file), StandardCharsets.UTF_8);
        String after = before.replaceFirst(text, by);
        if (after.equals(before)) {
            throw new AssertionError(file + " has no " + text);
        }
        files.put(file, after.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Flips one bit in the middle of a leaf. */
    HandedOut leafChanged(int index) {
        byte[] file = files.get(tile("tile/entries/", index));
        ByteBuffer entries = ByteBuffer.wrap(file);
        for (int before = index % 256; before > 0; before--) {
            entries.position(entries.position() + 2 + (entries.getShort(entries.position()) & 0xffff));
        }
        file[entries.position() + 2 + (entries.getShort(entries.position()) & 0xffff) / 2] ^= 1;
        return this;
    }

    /** Indexes of the leaves whose payload is disclosed. */
    List<Integer> disclosed() {
        List<Integer> disclosed = new ArrayList<>();
        files.keySet().stream().filter(name -> name.startsWith("payload/")).forEach(name -> {
            int from = 256 * Integer.parseInt(name.substring("payload/".length(), "payload/".length() + 3));
            ByteBuffer items = ByteBuffer.wrap(files.get(name));
            for (int at = 0; items.hasRemaining(); at++) {
                if (items.get() == 1) {
                    disclosed.add(from + at);
                    items.position(items.position() + 32);
                    items.position(items.getInt() + items.position());
                }
            }
        });
        return disclosed;
    }

    /** Flips one bit of the last byte but one of a disclosed payload. */
    HandedOut payloadChanged(int index) {
        byte[] file = files.get(tile("payload/", index));
        ByteBuffer items = ByteBuffer.wrap(file);
        for (int before = index % 256; before > 0; before--) {
            if (items.get() == 1) {
                items.position(items.position() + 32);
                items.position(items.getInt() + items.position());
            }
        }
        items.get();
        items.position(items.position() + 32);
        int length = items.getInt();
        file[items.position() + length - 2] ^= 1;
        return this;
    }

    private String tile(String prefix, int index) {
        String name = prefix + "%03d".formatted(index / 256);
        return files.keySet().stream()
                .filter(file -> file.equals(name) || file.startsWith(name + ".p/"))
                .findFirst()
                .orElseThrow();
    }

    byte[] zip() {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }

    /** Asks {@code minglu verify}; with checkpoints that left the house before. */
    Said verified(String key, String... checkpoints) {
        return verified(zip(), key, checkpoints);
    }

    /** Asks {@code minglu verify} about a zip as it is. */
    static Said verified(byte[] zip, String key, String... checkpoints) {
        try {
            Path folder = Files.createTempDirectory("minglu-handed-out");
            List<Path> written = new ArrayList<>();
            written.add(Files.write(folder.resolve("bundle.zip"), zip));
            List<String> args = new ArrayList<>(List.of("verify", written.get(0).toString(), "--key", key));
            for (String checkpoint : checkpoints) {
                Path file = folder.resolve("checkpoint-" + written.size());
                written.add(Files.writeString(file, checkpoint));
                args.addAll(List.of("--checkpoint", file.toString()));
            }
            StringWriter said = new StringWriter();
            PrintWriter both = new PrintWriter(said);
            Terminal terminal = new Terminal(both, both, name -> null, question -> Optional.empty());
            int status = MingluCommandLine.run(terminal, args.toArray(String[]::new));
            for (Path file : written) {
                Files.delete(file);
            }
            Files.delete(folder);
            return new Said(status, said.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
