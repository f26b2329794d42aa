package minglu.verifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a disclosed payload says, as far as counting needs it.
 *
 * @param unit the unit that the payload names; null for none
 * @param subject the subject, for acts; else null
 * @param definition for definitions of units; else null
 * @param postings what it counts, on the accounts that somebody looks at
 * @param unreadable why it cannot be counted; null where it can
 * @param unknown whether that is because this version does not know it
 */
record Event(
        String unit, String subject, Definition definition, List<Posting> postings, Text unreadable, boolean unknown) {

    /** Reads payloads against the leaves that commit to them. Keeps nothing, so that several threads may use it. */
    static final class Reader {

        private final Accounts accounts;
        private final Set<String> lookedAt;

        /**
         * Makes a reader.
         *
         * @param lookedAt the accounts that matter; postings on others are dropped
         */
        Reader(Accounts accounts, Set<String> lookedAt) {
            this.accounts = accounts;
            this.lookedAt = lookedAt;
        }

        /**
         * Reads a payload whose hash is known to be right.
         *
         * @throws FaultException if it contradicts its leaf
         */
        Event read(Leaf leaf, byte[] bytes) throws FaultException {
            Json.Obj payload = Json.parseObject(bytes);
            Json.Obj act = payload.object("act");
            String unit = act == null ? null : act.string("unit");
            if (unit == null) {
                unit = payload.string("unit");
            }
            if ((unit == null) != leaf.unit().isEmpty()) {
                throw new FaultException(
                        "载荷是否写明单位与叶的 unit 不符",
                        "the leaf names a unit and the payload does not, or the other way round");
            }
            String occurredOn = act == null ? null : act.string("occurredOn");
            String occurred = occurredOn != null && Dates.isDate(occurredOn) ? occurredOn : "";
            if (!occurred.equals(leaf.occurred())) {
                throw new FaultException(
                        "载荷的日期 " + occurred + " 与叶的 occ " + leaf.occurred() + " 不符",
                        "the payload is dated " + occurred + ", its leaf " + leaf.occurred());
            }
            return switch (ActTypes.meaning(leaf)) {
                case ACT -> act(unit, act, ActTypes.act(leaf.type()), payload);
                case DEFINITION -> definition(unit, payload);
                case UNKNOWN, NOTHING -> new Event(unit, null, null, List.of(), null, false);
            };
        }

        private Event definition(String unit, Json.Obj payload) {
            try {
                return new Event(unit, null, Definition.parse(payload), List.of(), null, false);
            } catch (FaultException malformed) {
                return new Event(unit, null, null, List.of(), malformed.what(), false);
            }
        }

        private Event act(String unit, Json.Obj act, String name, Json.Obj payload) {
            String subject = act == null ? null : act.string("subject");
            try {
                return new Event(unit, subject, null, postings(unit, subject, act, name, payload), null, false);
            } catch (UnknownTypeException unknown) {
                return new Event(unit, subject, null, List.of(), unknown.what, true);
            } catch (FaultException uncountable) {
                return new Event(unit, subject, null, List.of(), uncountable.what(), false);
            }
        }

        private List<Posting> postings(String unit, String subject, Json.Obj act, String name, Json.Obj payload)
                throws FaultException, UnknownTypeException {
            if (unit == null || subject == null || act.string("id") == null || !unit.equals(act.string("unit"))) {
                throw new FaultException("行为缺少单位、事项或编号", "the act has no unit, subject or id");
            }
            List<Posting> postings = new ArrayList<>();
            if (ActTypes.isCorrection(name)) {
                counted(payload, "reversed", -1, postings);
                counted(payload, "booked", 1, postings);
            } else {
                post(name, act.string("occurredOn"), payload.object("facts"), 1, postings);
            }
            return postings;
        }

        private void counted(Json.Obj payload, String list, int sign, List<Posting> postings)
                throws FaultException, UnknownTypeException {
            List<Json> acts = payload.array(list);
            if (acts == null) {
                throw new FaultException("更正缺少 " + list, "the correction has no list " + list);
            }
            for (Json one : acts) {
                if (!(one instanceof Json.Obj counted) || counted.string("type") == null) {
                    throw new FaultException(list + " 的成员格式不正确", "an item of " + list + " is not of its form");
                }
                post(counted.string("type"), counted.string("occurredOn"), counted.object("facts"), sign, postings);
            }
        }

        private void post(String type, String occurredOn, Json.Obj facts, int sign, List<Posting> postings)
                throws FaultException, UnknownTypeException {
            if (!accounts.knows(type)) {
                throw new UnknownTypeException(type);
            }
            if (occurredOn == null || !Dates.isDate(occurredOn)) {
                throw new FaultException("计数行为没有日期", "a counted act has no date");
            }
            if (facts == null) {
                throw new FaultException("计数行为没有 facts", "a counted act has no facts");
            }
            Map<String, String> texts = new HashMap<>();
            for (Map.Entry<String, Json> fact : facts.members().entrySet()) {
                if (!(fact.getValue() instanceof Json.Str text)) {
                    String shown = Text.quote(fact.getKey());
                    throw new FaultException("计数要素 " + shown + " 不是字符串", "the fact " + shown + " is no string");
                }
                texts.put(fact.getKey(), text.value());
            }
            accounts.post(type, occurredOn, texts, sign, posting -> {
                if (lookedAt.contains(posting.account())) {
                    postings.add(posting);
                }
            });
        }
    }

    private static final class UnknownTypeException extends Exception {

        private final transient Text what;

        private UnknownTypeException(String type) {
            super(type, null, false, false);
            String shown = Text.quote(type);
            this.what = new Text("本版本不认识行为类型 " + shown, "this version does not know the type of act " + shown);
        }
    }
}
