package minglu.portal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.web.Uploads;
import minglu.portal.Contract;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Sending a file, watching it, and mending what was refused. A form sends the file here; one that is too large for that goes by script
 * straight to the interface, which reads it while it arrives.
 */
@Controller
class ImportPages {

    private static final int PAGE = 50;
    private static final String RUNNING = "running";

    /** Seconds until a browser without scripts asks again how far the file is. */
    private static final int REFRESH_SECONDS = 2;

    private final Contract contract;
    private final ObjectProvider<Uploads> uploads;
    private final DataSize largest;

    ImportPages(
            Contract contract,
            ObjectProvider<Uploads> uploads,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize largest) {
        this.contract = contract;
        this.uploads = uploads;
        this.largest = largest;
    }

    @GetMapping("/portal/imports")
    String imports(Caller caller, @RequestParam(required = false) String after, Model model) {
        Access.require(caller, Role.CLERK, Role.IMPORTER, Role.CONSOLIDATOR);
        return list(caller, after, null, model);
    }

    /** A file from the form: it is taken in before the answer, and gone through while its page shows the progress. */
    @PostMapping("/portal/imports")
    String take(
            Caller caller,
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) String how,
            Model model)
            throws IOException {
        Access.require(caller, Role.CLERK, Role.IMPORTER, Role.CONSOLIDATOR);
        boolean dry = !"real".equals(how);
        Uploads here = uploads.getIfAvailable();
        try {
            if (here == null) {
                throw new RefusedException(ProblemCode.UNAVAILABLE, "files are taken by the interface only");
            }
            if (file == null) {
                throw new RefusedException(ProblemCode.INVALID_FILE, "no file was chosen");
            }
            String id;
            try (InputStream body = file.getInputStream()) {
                id = here.accept(caller, String.valueOf(file.getOriginalFilename()), body, file.getSize(), dry);
            }
            return "redirect:" + Contract.path("/portal/imports/{}", id) + (dry ? "?dry=1" : "");
        } catch (RefusedException e) {
            return list(caller, null, e.refusal(), model);
        }
    }

    private String list(Caller caller, String after, Refusal refusal, Model model) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", PAGE);
        parameters.put("after", after);
        model.addAttribute("found", contract.read(caller, "/api/v1/imports", parameters));
        model.addAttribute("largest", uploads.getIfAvailable() == null ? 0 : largest.toBytes());
        model.addAttribute("largestMegabytes", largest.toMegabytes());
        model.addAttribute("refusal", refusal);
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
        // The part that refreshes itself gives the parameter back empty.
        model.addAttribute("dry", dry == null || dry.isBlank() ? null : dry);
        model.addAttribute("refresh", RUNNING.equals(found.get("state")) ? REFRESH_SECONDS : null);
    }
}
