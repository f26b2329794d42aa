package minglu.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageSecurityTest {

    @Test
    void who_signed_in_goes_where_it_wanted_to_go() {
        assertThat(PageSecurity.next("/portal/tables?unit=jyj&year=2021"))
                .isEqualTo("/portal/tables?unit=jyj&year=2021");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "portal",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "https://elsewhere.example/",
                "/portal\r\nSet-Cookie: a=b",
                "/portal/\\..",
                "javascript:alert(1)"
            })
    void but_never_to_another_site(String asked) {
        assertThat(PageSecurity.next(asked)).isEqualTo("/");
    }
}
