package minglu.command.subject;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import minglu.api.act.RecordAct;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentKind;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.DocumentsOpening;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Lets the count of an opening stock and single documents of the same unit and kind be decided one after another, although they
 * stand in different streams: each would otherwise not yet see the other. Commands are routed by unit, so one node is enough.
 */
@Component
class OpeningStockLane implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final Lock[] lanes =
            IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        String key = laneKey(unitOfWork.getMessage().getPayload());
        if (key != null) {
            Lock lane = lanes[Math.floorMod(key.hashCode(), lanes.length)];
            lane.lock();
            unitOfWork.onCleanup(done -> lane.unlock());
        }
        return chain.proceed();
    }

    private static String laneKey(Object command) {
        if (command instanceof ClaimOpeningStock claim) {
            return key(claim.unit(), claim.kind());
        }
        if (command instanceof RecordAct record) {
            if (record.act().data() instanceof DocumentsOpening.Data opening) {
                return key(record.act().unit(), opening.kind());
            }
            if (record.act().data() instanceof DocumentIssued.Data issued) {
                return key(record.act().unit(), issued.kind());
            }
        }
        return null;
    }

    private static String key(String unit, DocumentKind kind) {
        return unit + "/" + kind;
    }
}
