package minglu.standalone.model;

import java.util.Map;

/**
 * An act as a client means it; texts only, so that the model shares no type with the code under test.
 *
 * @param date ISO
 * @param data members that are not null: texts, whole numbers, booleans, and one more such map inside an amendment
 * @param reason or null
 * @param late whether a closed year does not matter
 */
record PlainAct(
        String unit,
        String subject,
        String id,
        String type,
        String date,
        Map<String, Object> data,
        String reason,
        boolean late) {

    boolean isCorrection() {
        return type.equals("act-retracted") || type.equals("act-amended");
    }

    PlainAct with(String newDate, Map<String, Object> newData) {
        return new PlainAct(unit, subject, id, type, newDate, newData, reason, late);
    }

    String text(String member) {
        return (String) data.get(member);
    }

    int year() {
        return Integer.parseInt(date.substring(0, 4));
    }
}
