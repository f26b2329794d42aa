package minglu.portal.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.portal.Contract;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Sending a file, watching it, and mending what was refused. The file itself goes from the browser straight to the interface, which reads
 * it while it arrives.
 */
@Controller
class ImportPages {

    private static final int PAGE = 50;
    private static final String RUNNING = "running";

    private final Contract contract;

    ImportPages(Contract contract) {
        this.contract = contract;
    }

    @GetMapping("/portal/imports")
    String imports(Caller caller, @RequestParam(required = false) String after, Model model) {
        Access.require(caller, Role.CLERK, Role.IMPORTER, Role.CONSOLIDATOR);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", PAGE);
        parameters.put("after", after);
        model.addAttribute("found", contract.read(caller, "/api/v1/imports", parameters));
        return "imports";
    }

    @GetMapping("/portal/imports/{id}")
    String one(Caller caller, @PathVariable String id, @RequestParam(required = false) String dry, Model model) {
        fill(caller, id, dry, model);
        return "import";
    }

    /** The part of the page that changes while the file is worked through. */
    @GetMapping("/portal/imports/{id}/progress")
    String progress(Caller caller, @PathVariable String id, @RequestParam(required = false) String dry, Model model) {
        fill(caller, id, dry, model);
        return "import :: progress";
    }

    private void fill(Caller caller, String id, String dry, Model model) {
        Map<String, Object> found = contract.read(caller, Contract.path("/api/v1/imports/{}", id), Map.of());
        model.addAttribute("found", found);
        model.addAttribute("id", found.get("import"));
        model.addAttribute("running", RUNNING.equals(found.get("state")));
        model.addAttribute("dry", dry);
    }
}
