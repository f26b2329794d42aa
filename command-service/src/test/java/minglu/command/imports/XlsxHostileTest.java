package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import minglu.api.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to do harm, or are none. Each is refused as a whole, soon, and leaves nothing behind. */
class XlsxHostileTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final String HEADER = Workbooks.inline(Workbooks.HEADER);
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @Test
    void a_plain_file_made_in_the_same_way_is_read() {
        String row =
                Workbooks.inline(List.of("jyj", "T", "1", "decisions-tallied", "2021-03-01", "licence", "12", "x"));

        assertThat(Workbooks.rows(Workbooks.zip(Workbooks.parts(HEADER + row)))).hasSize(1);
    }

    @Test
    void a_bomb_of_zeros_is_refused_for_its_ratio() throws IOException {
        assertTooLarge(bomb(SHEET, 60 << 20), "times its size");
        assertTooLarge(bomb("xl/media/picture.png", 60 << 20), "times its size");
    }

    @Test
    void parts_that_unpack_to_too_much_are_refused_alone_and_together() throws IOException {
        Map<String, Long> one = new LinkedHashMap<>();
        one.put("xl/media/a.bin", 70L << 20);
        assertTooLarge(noisy(one), "67108864 bytes");
        Map<String, Long> three = new LinkedHashMap<>();
        three.put("xl/media/a.bin", 40L << 20);
        three.put("xl/media/b.bin", 40L << 20);
        three.put("xl/media/c.bin", 40L << 20);
        assertTooLarge(noisy(three), "104857600 bytes");
    }

    @Test
    void a_part_that_lies_about_its_size_is_refused_for_what_it_really_is() throws IOException {
        byte[] file = bomb(SHEET, 60 << 20);
        // The size in the central directory: 60 MiB become 60 bytes.
        int at = indexOf(file, littleEndian(60 << 20));
        while (at >= 0) {
            System.arraycopy(littleEndian(60), 0, file, at, 4);
            at = indexOf(file, littleEndian(60 << 20));
        }

        assertThatThrownBy(() -> Workbooks.rows(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("(?s)(too-large|invalid-file).*");
    }

    @Test
    void a_hundred_thousand_parts_are_refused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 100_000; i++) {
                zip.putNextEntry(new ZipEntry("x" + i));
            }
        }

        assertTooLarge(out.toByteArray(), "100000 parts");
    }

    @Test
    void a_million_rows_are_refused() throws IOException {
        String row =
                Workbooks.inline(List.of("jyj", "T", "1", "decisions-tallied", "2021-03-01", "licence", "12", "x"));
        assertThat(Workbooks.rows(stored(Workbooks.parts(HEADER + row.repeat(5000)))))
                .hasSize(5000);
        assertTooLarge(stored(Workbooks.parts(HEADER + row.repeat(5001))), "more than 5000 rows");
        String shortest = "<row><c><v>1</v></c></row>";
        assertTooLarge(stored(Workbooks.parts(HEADER + shortest.repeat(1_000_000))), "more than 5000 rows");
        // Blank ones are none.
        assertThat(Workbooks.rows(stored(Workbooks.parts(HEADER + "<row/>".repeat(1_000_000) + row))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE worksheet>",
                "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\">",
                "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
            })
    void a_document_type_is_refused_in_every_part_that_is_read(String declaration) {
        for (String part : Workbooks.parts("").keySet()) {
            Map<String, String> parts = Workbooks.parts(HEADER);
            parts.replace(part, declaration + parts.get(part));
            assertInvalid(Workbooks.zip(parts), "document type declaration");
        }
        Map<String, String> entity = Workbooks.parts(HEADER.replace("unit", "&e;"));
        entity.replace(SHEET, declaration + entity.get(SHEET));
        assertInvalid(Workbooks.zip(entity), "document type declaration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xl/vbaProject.bin",
                "xl/VBAPROJECT.BIN",
                "xl/macrosheets/sheet1.xml",
                "xl/externalLinks/externalLink1.xml",
                "xl/activeX/activeX1.bin",
                "xl/embeddings/oleObject1.bin",
            })
    void macros_objects_and_other_files_are_refused(String part) {
        Map<String, String> parts = Workbooks.parts(HEADER);
        parts.put(part, "x");

        assertInvalid(Workbooks.zip(parts), "macros, embedded objects or links");
    }

    @Test
    void a_workbook_of_macros_without_macros_is_refused_too() {
        Map<String, String> parts = Workbooks.parts(HEADER);
        parts.replace(
                "[Content_Types].xml",
                parts.get("[Content_Types].xml")
                        .replace(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                "application/vnd.ms-excel.sheet.macroEnabled.main+xml"));

        assertInvalid(Workbooks.zip(parts), "macroEnabled");
    }

    @Test
    void what_points_outside_is_refused_but_for_links_to_click() {
        Map<String, String> parts = Workbooks.parts(HEADER);
        String relation = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"z\" TargetMode=\"External\" Target=\"http://127.0.0.1:9/\" Type=\""
                + "http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\"/></Relationships>";
        parts.put("xl/worksheets/_rels/sheet1.xml.rels", relation.formatted("hyperlink"));
        assertThat(Workbooks.rows(Workbooks.zip(parts))).isEmpty();

        parts.put("xl/worksheets/_rels/sheet1.xml.rels", relation.formatted("image"));
        assertInvalid(Workbooks.zip(parts), "points to something outside");
    }

    @Test
    void formulas_in_the_header_refuse_the_file() {
        assertInvalid(
                Workbooks.zip(Workbooks.parts("<row><c t=\"str\"><f>A2</f><v>unit</v></c></row>")),
                "A1 holds a formula");
    }

    @Test
    void an_old_xls_file_with_a_new_name_and_garbage_are_refused() {
        byte[] xls = new byte[4096];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, xls, 0, 4);
        assertInvalid(xls, ".xls");
        assertInvalid("unit,subject,id\njyj,1,1\n".getBytes(StandardCharsets.UTF_8), "no xlsx file");
        byte[] garbage = new byte[5000];
        new Random(1).nextBytes(garbage);
        assertInvalid(garbage, "no xlsx file");
        byte[] half = Arrays.copyOf(Workbooks.zip(Workbooks.parts(HEADER)), 700);
        assertInvalid(half, "no xlsx file");
        assertInvalid(Workbooks.zip(Map.of("readme.txt", "a zip, but no xlsx")), "missing");
    }

    @Test
    void a_damaged_file_is_refused_and_never_an_unexpected_fault() {
        byte[] whole = Workbooks.zip(Workbooks.parts(HEADER
                + Workbooks.inline(List.of("jyj", "T", "1", "decisions-tallied", "2021-03-01", "licence", "12", "x"))));
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                Workbooks.acts(damaged);
            } catch (RefusedException e) {
                refused++;
                assertThat(e).hasMessageMatching("(?s)(too-large|invalid-file).*");
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void references_that_go_back_or_far_away_are_refused() {
        assertInvalid(Workbooks.zip(Workbooks.parts(HEADER + "<row r=\"1\"/>")), "not in order");
        assertInvalid(
                Workbooks.zip(Workbooks.parts(HEADER + "<row><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>")),
                "not in order");
        assertInvalid(Workbooks.zip(Workbooks.parts(HEADER + "<row><c t=\"s\"><v>0</v></c></row>")), "does not hold");
    }

    private static void assertInvalid(byte[] file, String sentence) {
        assertRefused(file, "invalid-file", sentence);
    }

    private static void assertTooLarge(byte[] file, String sentence) {
        assertRefused(file, "too-large", sentence);
    }

    private static void assertRefused(byte[] file, String code, String sentence) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> Workbooks.rows(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(code)
                .hasMessageContaining(sentence);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private static byte[] bomb(String name, int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[zeros]);
        }
        return out.toByteArray();
    }

    /** Parts that pack to a fiftieth: no ratio gives them away. */
    private static byte[] noisy(Map<String, Long> parts) throws IOException {
        byte[] block = new byte[50 * 64];
        Random random = new Random(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, Long> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                for (long left = part.getValue(); left > 0; left -= block.length) {
                    byte[] noise = new byte[64];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, block, 0, noise.length);
                    zip.write(block);
                }
            }
        }
        return out.toByteArray();
    }

    /** Not compressed, so that only what stands in the parts can refuse them. */
    private static byte[] stored(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] littleEndian(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }

    private static int indexOf(byte[] file, byte[] part) {
        for (int i = 0; i <= file.length - part.length; i++) {
            if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
