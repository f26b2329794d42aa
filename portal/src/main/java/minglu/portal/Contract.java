package minglu.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.request.DeadlinePreview;
import minglu.api.request.PreviewDeadline;
import minglu.api.resource.ChangeResource;
import minglu.api.resource.ReadResource;
import minglu.api.resource.ResourceAnswer;
import minglu.platform.access.Caller;
import minglu.platform.problem.Refusals;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public contract as pages see it: they read and change its resources for the user who is signed in, by messages. What an
 * address answers is a map of the members that the contract names.
 */
@Component
public class Contract {

    private static final int PATIENCE_SECONDS = 30;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A change holds two connections to the database while it waits; pages shall never hold all of them. */
    private static final int CHANGES_AT_A_TIME = 4;

    private final Semaphore changes = new Semaphore(CHANGES_AT_A_TIME, true);
    private final QueryGateway queries;
    private final CommandGateway commands;

    Contract(QueryGateway queries, CommandGateway commands) {
        this.queries = queries;
        this.commands = commands;
    }

    /**
     * What {@code GET} of an address shows the user.
     *
     * @param path from {@code /api/v1} on; segments come from {@link #path}
     * @param parameters of the query; null values are left out
     * @throws RefusedException as over HTTP
     */
    public Map<String, Object> read(Caller caller, String path, Map<String, ?> parameters) {
        return members(
                ask(queries.query(new ReadResource(caller.actor(), path, texts(parameters)), ResourceAnswer.class)));
    }

    /**
     * What {@code POST} or {@code PUT} of an address does for the user.
     *
     * @param unit the unit that is concerned
     * @param body members of the body; null: none
     * @throws RefusedException as over HTTP
     */
    public Map<String, Object> change(
            Caller caller, String unit, String method, String path, Map<String, ?> parameters, Object body) {
        ChangeResource command = new ChangeResource(
                ChangeResource.streamOf(unit),
                caller.actor(),
                method,
                path,
                texts(parameters),
                body == null ? null : JSON.writeValueAsString(body));
        try {
            if (!changes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new RefusedException(ProblemCode.UNAVAILABLE, "too many changes at a time; try again soon");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            return members(ask(commands.<ResourceAnswer>send(command)));
        } finally {
            changes.release();
        }
    }

    /** What the clock of an application would say. */
    public DeadlinePreview preview(PreviewDeadline asked) {
        return ask(queries.query(asked, DeadlinePreview.class));
    }

    /** An address from a template such as {@code /api/v1/units/{}/subjects/{}}; what is filled in is percent-encoded. */
    public static String path(String template, Object... segments) {
        StringBuilder path = new StringBuilder();
        int from = 0;
        for (Object segment : segments) {
            int at = template.indexOf("{}", from);
            path.append(template, from, at).append(UriUtils.encode(String.valueOf(segment), "UTF-8"));
            from = at + 2;
        }
        return path.append(template.substring(from)).toString();
    }

    private static <T> T ask(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Refusals.of(e).map(RefusedException::new).orElseThrow(() -> new IllegalStateException(e.getCause()));
        } catch (TimeoutException e) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "no answer within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static RefusedException interrupted() {
        Thread.currentThread().interrupt();
        return new RefusedException(ProblemCode.UNAVAILABLE, "interrupted while waiting for an answer");
    }

    private static Map<String, Object> members(ResourceAnswer answer) {
        return answer.json() == null ? Map.of() : JSON.readValue(answer.json(), new TypeReference<>() {});
    }

    private static Map<String, String> texts(Map<String, ?> parameters) {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }
}
