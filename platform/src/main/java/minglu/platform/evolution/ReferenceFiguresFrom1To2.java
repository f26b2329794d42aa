package minglu.platform.evolution;

import minglu.api.format.Formats;
import minglu.api.reporting.ReferenceFiguresKept;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.node.ObjectNode;

/** Names the format of reference figures. Revision 1 was written while there was one format only, so that its cells are of that one. */
final class ReferenceFiguresFrom1To2 extends SingleEventUpcaster {

    private static final String NAME = ReferenceFiguresKept.class.getName();
    private static final SimpleSerializedType BEFORE = new SimpleSerializedType(NAME, "1");
    private static final SimpleSerializedType AFTER = new SimpleSerializedType(NAME, "2");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(BEFORE);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(AFTER, ObjectNode.class, payload -> payload.put("format", Formats.F2021_30));
    }
}
