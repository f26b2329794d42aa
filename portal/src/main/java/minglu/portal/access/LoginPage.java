package minglu.portal.access;

import minglu.platform.access.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /login}: the form is posted to the same address and answered by the security filters. */
@Controller
class LoginPage {

    @GetMapping("/login")
    String login(
            Caller caller,
            @RequestParam(required = false) String next,
            @RequestParam(required = false) String wrong,
            @RequestParam(required = false) String wait,
            @RequestParam(required = false) String seconds,
            @RequestParam(required = false) String unavailable,
            @RequestParam(required = false) String expired,
            @RequestParam(required = false) String out,
            Model model) {
        if (caller != null) {
            return "redirect:/";
        }
        String message = null;
        if (wait != null) {
            message = "login.wait";
        } else if (wrong != null) {
            message = "login.wrong";
        } else if (unavailable != null) {
            message = "login.unavailable";
        } else if (expired != null) {
            message = "login.expired";
        } else if (out != null) {
            message = "login.out";
        }
        model.addAttribute("next", next);
        model.addAttribute("seconds", seconds != null && seconds.matches("\\d{1,3}") ? seconds : "60");
        model.addAttribute("message", message);
        model.addAttribute("failed", wait != null || wrong != null || unavailable != null);
        return "login";
    }
}
