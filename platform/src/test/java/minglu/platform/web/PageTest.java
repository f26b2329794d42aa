package minglu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import minglu.api.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void aCursorContinuesAfterItsKey() {
        String cursor = Page.cursor("教（公开）2021/3");

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Page.of(null, cursor)).isEqualTo(new Page(100, "教（公开）2021/3"));
    }

    @Test
    void thereIsANextPageOnlyIfOneMoreWasFound() {
        Page page = Page.of(2, null);

        assertThat(page.next(List.of("a", "b"), Function.identity())).isNull();
        assertThat(page.next(List.of("a", "b", "c"), Function.identity())).isEqualTo(Page.cursor("b"));
        assertThat(page.rows(List.of("a", "b", "c"))).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void aLimitOutOfRangeIsRefused(int limit) {
        assertThatThrownBy(() -> Page.of(limit, null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a b", "_w", "AAAA", "YQBi"})
    void aForeignCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> Page.of(null, cursor))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(cursor);
    }
}
