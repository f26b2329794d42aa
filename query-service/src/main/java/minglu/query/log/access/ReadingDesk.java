package minglu.query.log.access;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minglu.api.problem.RefusedException;
import minglu.api.resource.ReadResource;
import minglu.api.resource.ResourceAnswer;
import minglu.platform.access.Caller;
import minglu.platform.web.ResourceDesk;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Answers pages that read: with the rights of their user, and noted like any other reading. */
@Component
class ReadingDesk {

    private final ObjectProvider<RequestMappingHandlerMapping> mapping;
    private final JsonMapper json;
    private final AccessNoting noting;

    /** The bus reads in a transaction; a note that went with it would be lost with every refusal. */
    private final TransactionTemplate outside;

    ReadingDesk(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
            JsonMapper json,
            AccessNoting noting,
            PlatformTransactionManager transactions) {
        this.mapping = mapping;
        this.json = json;
        this.noting = noting;
        outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    @QueryHandler
    ResourceAnswer read(ReadResource query) {
        ResourceDesk desk = new ResourceDesk(mapping.getObject(), json);
        Caller caller = Caller.of(query.actor());
        try {
            ResourceAnswer answer = desk.answer(caller, RequestMethod.GET, query.path(), query.parameters(), null);
            note(desk, caller, query, answer.status());
            return answer;
        } catch (RefusedException e) {
            note(desk, caller, query, e.refusal().code().status());
            throw e;
        }
    }

    private void note(ResourceDesk desk, Caller caller, ReadResource query, int httpStatus) {
        AccessNoting.action(query.path()).ifPresent(action -> {
            Map<String, String> variables = desk.variables(RequestMethod.GET, query.path());
            outside.executeWithoutResult(status -> noting.note(
                    caller,
                    action,
                    variables.getOrDefault("unit", query.parameters().get("unit")),
                    variables.getOrDefault("subject", query.parameters().get("subject")),
                    new TreeMap<>(query.parameters())
                            .entrySet().stream()
                                    .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                    .collect(Collectors.joining("&")),
                    httpStatus));
        });
    }
}
