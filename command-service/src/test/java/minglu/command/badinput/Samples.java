package minglu.command.badinput;

import minglu.api.act.ActType;
import minglu.api.act.Field;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Acts of each type whose form is right, made from the description of their fields. */
final class Samples {

    private Samples() {}

    /** An act with all required members and no others. */
    static ObjectNode act(ActType type) {
        ObjectNode act = JsonNodeFactory.instance
                .objectNode()
                .put("unit", "jyj")
                .put("subject", type == ActType.DOCUMENTS_OPENING ? "opening-regulation" : "BAD-1")
                .put("id", "1")
                .put("type", type.code())
                .put("occurredOn", type == ActType.DOCUMENTS_OPENING ? "2021-01-01" : "2021-06-01");
        ObjectNode data = act.putObject("data");
        Field.of(type).stream().filter(Field::required).forEach(field -> set(data, field));
        if (type.corrects()) {
            act.put("reason", "typed wrongly");
        }
        if (type == ActType.ACT_AMENDED) {
            data.put("occurredOn", "2021-06-02");
        }
        return act;
    }

    private static void set(ObjectNode data, Field field) {
        switch (field.kind()) {
            case CODE -> data.put(field.name(), field.codes().get(0));
            case DATE -> data.put(field.name(), "2021-06-30");
            case COUNT -> data.put(field.name(), field.name().equals("year") ? 2020 : Math.max(1, field.min()));
            case MONEY -> data.put(field.name(), "380.00");
            case BOOLEAN -> data.put(field.name(), true);
            case TEXT -> data.put(field.name(), "text");
            case LINK -> data.put(field.name(), "SQ-1");
            case ACT_ID -> data.put(field.name(), "1");
            case HEX -> data.put(field.name(), "a".repeat(64));
            case DATA -> data.putObject(field.name());
        }
    }
}
