package minglu.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: an empty directory, a server on it, the sample year through the public contract, its tables in print. */
class DemoTest {

    @TempDir
    private Path data;

    @Test
    void the_sample_year_comes_out_as_published() throws IOException {
        comesOutAsPublished();
    }

    @Test
    @Tag("nightly")
    void a_second_run_adds_nothing() throws IOException {
        comesOutAsPublished();

        Invocation second = demo();

        assertThat(second.status()).isZero();
        assertThat(second.out()).contains("recorded 0, already there ", "rejected 0");
    }

    private void comesOutAsPublished() throws IOException {
        Invocation first = demo();

        assertThat(first.err()).doesNotContain("\tat ");
        assertThat(first.status()).as(first.out() + first.err()).isZero();
        assertThat(first.out().lines())
                .anyMatch(line -> line.startsWith("行政许可") && line.endsWith(" 1846"))
                .anyMatch(line -> line.matches("行政规范性文件 +15 +0 +27"))
                .anyMatch(line -> line.startsWith("网站:政务动态 1678 + 目录 343 = 2021 条"))
                .anyMatch(line -> line.startsWith("社交媒体 1964 条"))
                .anyMatch(line -> line.startsWith("投诉、建议 50 件"))
                .anyMatch(line -> line.contains("报告正文称网站公开 2022 条,其分项之和为 2021 条"))
                .anyMatch(line -> line.startsWith("200 个单元格与公布的报告完全一致"));
    }

    private Invocation demo() throws IOException {
        return Invocation.with(
                Map.of(), "demo", "--exit", "--port", ServeRefusalTest.freePort(), "--data", data.toString());
    }
}
