package minglu.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.time.BusinessDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the layout of every page shows, and the page of a refusal. */
@ControllerAdvice("minglu.portal")
@Order(Ordered.HIGHEST_PRECEDENCE)
class EveryPage {

    private static final Logger LOG = LoggerFactory.getLogger(EveryPage.class);

    private final BusinessDates dates;
    private final Labels labels;

    EveryPage(BusinessDates dates, Labels labels) {
        this.dates = dates;
        this.labels = labels;
    }

    /** The members of {@code page} in every template. */
    @ModelAttribute("page")
    Map<String, Object> page(HttpServletRequest request, Caller caller, Locale locale) {
        Map<String, Object> page = new HashMap<>();
        page.put("caller", caller);
        page.put("navigation", caller == null ? List.of() : Navigation.of(caller));
        page.put(
                "path",
                request.getRequestURI().substring(request.getContextPath().length()));
        page.put("zh", inLanguage(request, "zh-CN"));
        page.put("en", inLanguage(request, "en"));
        page.put("language", locale.getLanguage().equals("zh") ? "zh-CN" : "en");
        page.put("today", dates.today());
        return page;
    }

    /** Names of codes, in the language of the page. */
    @ModelAttribute("labels")
    Labels.InLanguage labels(Locale locale) {
        return labels.in(locale);
    }

    /** The same page in a language; a page that was posted has no address to come back to, its form does. */
    private static String inLanguage(HttpServletRequest request, String language) {
        return request.getMethod().equals("GET")
                ? ServletUriComponentsBuilder.fromRequest(request)
                        .scheme(null)
                        .host(null)
                        .port(null)
                        .replaceQueryParam(LanguageSwitch.PARAMETER, language)
                        .replaceQueryParam("wrong")
                        .build()
                        .toUriString()
                : request.getRequestURI() + "?" + LanguageSwitch.PARAMETER + "=" + language;
    }

    @ExceptionHandler(RefusedException.class)
    ModelAndView refused(
            RefusedException refused,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Locale locale) {
        return problem(refused.refusal(), request, response, caller, locale);
    }

    @ExceptionHandler(IllegalStateException.class)
    ModelAndView failed(
            IllegalStateException fault,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Locale locale) {
        LOG.error("A page failed: {}", request.getRequestURI(), fault);
        return problem(
                Refusal.of(ProblemCode.INTERNAL, "an unexpected fault; it is in the log"),
                request,
                response,
                caller,
                locale);
    }

    private ModelAndView problem(
            Refusal refusal, HttpServletRequest request, HttpServletResponse response, Caller caller, Locale locale) {
        response.setStatus(refusal.code().status());
        ModelAndView view = new ModelAndView("problem");
        view.addObject("page", page(request, caller, locale));
        view.addObject("labels", labels(locale));
        view.addObject("refusal", refusal);
        return view;
    }
}
