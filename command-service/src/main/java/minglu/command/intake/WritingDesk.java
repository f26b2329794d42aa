package minglu.command.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.resource.ChangeResource;
import minglu.api.resource.ResourceAnswer;
import minglu.platform.access.Caller;
import minglu.platform.node.WriteStanding;
import minglu.platform.problem.Refusals;
import minglu.platform.web.ResourceDesk;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Does what pages ask for, with the rights of their user and by the same endpoints as over HTTP. */
@Component
class WritingDesk implements DisposableBean {

    private static final String ACTS = "/api/v1/acts";

    private final ObjectProvider<RequestMappingHandlerMapping> mapping;
    private final JsonMapper json;
    private final ActEndpoint acts;
    private final ObjectProvider<WriteStanding> standing;
    private final ExecutorService threads;

    WritingDesk(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
            JsonMapper json,
            ActEndpoint acts,
            ObjectProvider<WriteStanding> standing) {
        this.mapping = mapping;
        this.json = json;
        this.acts = acts;
        this.standing = standing;
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "pages-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** On a thread of its own: commands sent from inside a command would be committed with it, and not before it answers. */
    @CommandHandler
    ResourceAnswer change(ChangeResource command) {
        Optional.ofNullable(standing.getIfAvailable())
                .flatMap(WriteStanding::obstacle)
                .ifPresent(obstacle -> {
                    throw new RefusedException(ProblemCode.UNAVAILABLE, "Nothing was recorded: " + obstacle);
                });
        try {
            return CompletableFuture.supplyAsync(() -> answer(command), threads).join();
        } catch (CompletionException e) {
            throw Refusals.of(e).map(RefusedException::new).orElseThrow(() -> e);
        }
    }

    private ResourceAnswer answer(ChangeResource command) {
        Caller caller = Caller.of(command.actor());
        if (command.method().equals("POST") && command.path().equals(ACTS)) {
            ResponseEntity<ActReceipt> receipt = acts.record(command.json().getBytes(StandardCharsets.UTF_8), caller);
            return new ResourceAnswer(receipt.getStatusCode().value(), json.writeValueAsString(receipt.getBody()));
        }
        return new ResourceDesk(mapping.getObject(), json)
                .answer(
                        caller,
                        RequestMethod.valueOf(command.method()),
                        command.path(),
                        command.parameters(),
                        command.json());
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
