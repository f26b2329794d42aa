package minglu.command.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Collectors;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.web.Uploads;
import org.springframework.stereotype.Component;

/** Files from forms of pages: a browser names a file, not the media type of its format. */
@Component
class FormUploads implements Uploads {

    private final Imports imports;

    FormUploads(Imports imports) {
        this.imports = imports;
    }

    @Override
    public String accept(Caller caller, String name, InputStream body, long length, boolean dryRun) throws IOException {
        Access.require(caller, Role.CLERK, Role.IMPORTER, Role.CONSOLIDATOR);
        Imports.Accepted accepted = imports.accept(body, length, format(name), null, dryRun, caller);
        imports.runInBackground(accepted);
        return accepted.job().id().toString();
    }

    private static ImportFormat format(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Imports.FORMATS.stream()
                .filter(format -> format.name().equals(ending))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "the name of the file ends with \"" + ending + "\"; an import ends with "
                                + Imports.FORMATS.stream()
                                        .map(ImportFormat::name)
                                        .collect(Collectors.joining(" or "))));
    }
}
