package minglu.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;

/** Takes {@code lang} from the address of a page and keeps it for the browser; a language that does not exist is passed over. */
final class LanguageSwitch implements HandlerInterceptor {

    static final String PARAMETER = "lang";

    private static final Map<String, Locale> LANGUAGES =
            Map.of("zh-CN", Locale.SIMPLIFIED_CHINESE, "en", Locale.ENGLISH);

    private final LocaleResolver resolver;

    LanguageSwitch(LocaleResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String asked = request.getParameter(PARAMETER);
        if (asked != null && LANGUAGES.containsKey(asked)) {
            resolver.setLocale(request, response, LANGUAGES.get(asked));
        }
        return true;
    }
}
