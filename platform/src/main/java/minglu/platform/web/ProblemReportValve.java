package minglu.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import minglu.platform.problem.Problem;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Writes a problem document where Tomcat would write its own error page: for requests that never reach the application, such as
 * those with a path that cannot be decoded. Public because Tomcat makes it by name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            Problem problem = Problem.ofStatus(status);
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            if (response.getReporter() != null) {
                response.getReporter().write(problem.toJson());
                response.finishResponse();
            }
        } catch (IOException e) {
            // The client has gone; there is nobody to tell.
            getContainer().getLogger().debug("An error could not be reported", e);
        }
    }
}
