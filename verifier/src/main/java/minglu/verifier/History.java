package minglu.verifier;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the leaves and payloads say together: order and names (check 8 and the second half of check 12), and the sums and
 * definitions from which tables follow. Fed in the order of the log; keeps a few bytes for each event and stream.
 */
final class History {

    private final long known;
    private final Sums sums;
    private final Findings findings;

    private final MessageDigest digest = Bytes.sha256();
    private final KeyTable ids = new KeyTable();

    private final KeyTable streams = new KeyTable();
    private int[] nextSequence = new int[1024];
    private int[] streamType = new int[1024];
    private int[] streamUnit = new int[1024];
    private int[] streamSubject = new int[1024];
    private final Map<String, Integer> streamTypes = new HashMap<>();
    private final KeyTable units = new KeyTable();

    private final KeyTable subjects = new KeyTable();
    private int[] subjectStream = new int[1024];

    private final Map<String, String> pseudonymOfUnit = new HashMap<>();
    private final Map<String, String> unitOfPseudonym = new HashMap<>();

    private final List<Definition> definitions = new ArrayList<>();
    private String latest = "";
    private String recordedAtKnown;
    private boolean gap;
    private long disclosed;
    private long withheld;

    /** What could not be read of a unit first, by the unit's pseudonym. */
    private final Map<String, Finding> unread = new HashMap<>();

    private final Map<String, Finding> uncountable = new HashMap<>();
    private final List<Finding> unreadDefinitions = new ArrayList<>();

    /**
     * Makes an empty history.
     *
     * @param known the position up to which events count, P
     * @param sums takes the postings
     */
    History(long known, Sums sums, Findings findings) {
        this.known = known;
        this.sums = sums;
        this.findings = findings;
    }

    /** Some leaves are missing here; places in streams are not followed across the gap. */
    void gap() {
        gap = true;
    }

    /**
     * Takes the next leaf.
     *
     * @param event what its payload says; null where that is withheld or could not be read
     */
    void add(long index, Leaf leaf, Event event) {
        order(index, leaf);
        int stream = stream(index, leaf);
        if (event == null) {
            withheld++;
        } else {
            disclosed++;
            names(index, leaf, event, stream);
        }
        if (index < known) {
            count(index, leaf, event);
        }
    }

    private void order(long index, Leaf leaf) {
        int before = ids.size();
        ids.addHashed(digest.digest(Bytes.utf8(leaf.id())));
        if (ids.size() == before) {
            String shown = Text.quote(leaf.id());
            contradicts(8, index, "事件标识 " + shown + " 重复", "its id " + shown + " occurs twice");
        }
        if (leaf.recorded().compareTo(latest) < 0) {
            contradicts(
                    8,
                    index,
                    "记录时间 " + leaf.recorded() + " 早于前一叶的 " + latest,
                    "it was recorded at " + leaf.recorded() + ", before the leaf that precedes it, at " + latest);
        } else {
            latest = leaf.recorded();
        }
        if (index == known - 1) {
            recordedAtKnown = leaf.recorded();
        }
        if (!leaf.occurred().isEmpty() && !Dates.atMostOneDayAfter(leaf.occurred(), leaf.recorded())) {
            contradicts(
                    8,
                    index,
                    "业务日期 " + leaf.occurred() + " 晚于记录时间 " + leaf.recorded(),
                    "it is dated " + leaf.occurred() + " and was recorded before that, at " + leaf.recorded());
        }
    }

    private int stream(long index, Leaf leaf) {
        int before = streams.size();
        int stream = streams.add(leaf.stream());
        if (stream == nextSequence.length) {
            int longer = nextSequence.length * 2;
            nextSequence = Arrays.copyOf(nextSequence, longer);
            streamType = Arrays.copyOf(streamType, longer);
            streamUnit = Arrays.copyOf(streamUnit, longer);
            streamSubject = Arrays.copyOf(streamSubject, longer);
        }
        int type = streamTypes.computeIfAbsent(leaf.streamType(), one -> streamTypes.size());
        int unit = leaf.unit().isEmpty() ? 0 : units.add(leaf.unit()) + 1;
        if (streams.size() > before) {
            streamType[stream] = type;
        }
        int expected = nextSequence[stream];
        if (gap ? leaf.sequence() < expected : leaf.sequence() != expected) {
            contradicts(
                    8,
                    index,
                    "流 " + leaf.stream() + " 中的序号为 " + leaf.sequence() + ",应为 " + expected,
                    "it has the place " + leaf.sequence() + " in the stream " + leaf.stream() + " instead of "
                            + expected);
        }
        nextSequence[stream] = (int) Math.min(Integer.MAX_VALUE - 1L, Math.max(expected, leaf.sequence())) + 1;
        if (streamType[stream] != type) {
            contradicts(
                    8,
                    index,
                    "流 " + leaf.stream() + " 的种类前后不一",
                    "the stream " + leaf.stream() + " was of another kind before");
        }
        if (unit != 0 && streamUnit[stream] != 0 && streamUnit[stream] != unit) {
            contradicts(
                    8,
                    index,
                    "流 " + leaf.stream() + " 的单位前后不一",
                    "the stream " + leaf.stream() + " belonged to another unit before");
        }
        if (unit != 0) {
            streamUnit[stream] = unit;
        }
        return stream;
    }

    private void names(long index, Leaf leaf, Event event, int stream) {
        if (event.unit() != null) {
            String pseudonym = pseudonymOfUnit.putIfAbsent(event.unit(), leaf.unit());
            String unit = unitOfPseudonym.putIfAbsent(leaf.unit(), event.unit());
            if (pseudonym != null && !pseudonym.equals(leaf.unit())) {
                String shown = Text.quote(event.unit());
                contradicts(
                        12, index, "单位 " + shown + " 先前用另一假名", "the unit " + shown + " had another pseudonym before");
            } else if (unit != null && !unit.equals(event.unit())) {
                String shown = Text.quote(event.unit()) + ", " + Text.quote(unit);
                contradicts(12, index, "两个单位同一假名:" + shown, "two units have the same pseudonym: " + shown);
            }
        }
        if (event.subject() != null && event.unit() != null) {
            int before = subjects.size();
            digest.update(Bytes.utf8(event.unit()));
            digest.update((byte) 0);
            int subject = subjects.addHashed(digest.digest(Bytes.utf8(event.subject())));
            if (subject == subjectStream.length) {
                subjectStream = Arrays.copyOf(subjectStream, subject * 2);
            }
            if (subjects.size() > before) {
                subjectStream[subject] = stream;
            }
            if (streamSubject[stream] == 0) {
                streamSubject[stream] = subject + 1;
            }
            if (subjectStream[subject] != stream || streamSubject[stream] != subject + 1) {
                String shown = Text.quote(event.unit() + " " + event.subject());
                contradicts(
                        12,
                        index,
                        "事项 " + shown + " 与流不是一一对应",
                        "the subject " + shown + " and its stream do not belong together");
            }
        }
    }

    private void count(long index, Leaf leaf, Event event) {
        ActTypes.Meaning meaning = ActTypes.meaning(leaf);
        if (meaning == ActTypes.Meaning.NOTHING) {
            return;
        }
        Finding.Weight missing = Finding.Weight.MISSING;
        Place place = Place.leaf(index);
        boolean defines = meaning == ActTypes.Meaning.DEFINITION;
        if (meaning == ActTypes.Meaning.UNKNOWN) {
            String shown = Text.quote(leaf.type() + " " + leaf.revision());
            Text why = new Text("本版本不认识事件类型 " + shown, "this version does not know the type of event " + shown);
            unread.putIfAbsent(leaf.unit(), new Finding(missing, 14, place, why));
        } else if (event == null) {
            Finding withheldHere = new Finding(missing, 13, place, new Text("未披露载荷", "its payload is not disclosed"));
            if (defines) {
                unreadDefinitions.add(withheldHere);
            } else {
                unread.putIfAbsent(leaf.unit(), withheldHere);
            }
        } else if (event.unknown()) {
            unread.putIfAbsent(leaf.unit(), new Finding(missing, 14, place, event.unreadable()));
        } else if (event.unreadable() != null) {
            Finding wrong = new Finding(Finding.Weight.CONTRADICTS, 14, place, event.unreadable());
            if (defines) {
                unreadDefinitions.add(wrong);
            } else {
                uncountable.putIfAbsent(leaf.unit(), wrong);
            }
        } else if (defines) {
            definitions.add(event.definition());
        } else {
            event.postings().forEach(posting -> sums.add(event.unit(), posting));
        }
    }

    /** The definitions of units known, in order. */
    List<Definition> definitions() {
        return definitions;
    }

    /** When the last event that counts was recorded; null where there is none. */
    String recordedAtKnown() {
        return recordedAtKnown;
    }

    /** Number of payloads that were read. */
    long disclosed() {
        return disclosed;
    }

    /** Number of leaves whose payload is not there or could not be read. */
    long withheld() {
        return withheld;
    }

    /** Tells what was left unread although the tables read these units (checks 13 and 14). */
    void judge(Set<String> unitsRead) {
        Set<String> defined = new HashSet<>();
        definitions.forEach(definition -> defined.add(definition.unit()));
        List<Finding> open = new ArrayList<>(unreadDefinitions);
        List.of(unread, uncountable)
                .forEach(ofUnits -> ofUnits.forEach((pseudonym, finding) -> {
                    if (!isIrrelevant(pseudonym, defined, unitsRead)) {
                        open.add(finding);
                    }
                }));
        open.sort(Comparator.comparingLong(finding -> finding.place().leaf()));
        open.forEach(findings::add);
    }

    /** Whether the pseudonym is that of a defined unit that the tables do not read. */
    private boolean isIrrelevant(String pseudonym, Set<String> defined, Set<String> unitsRead) {
        String unit = unitOfPseudonym.get(pseudonym);
        return unit != null && defined.contains(unit) && !unitsRead.contains(unit);
    }

    private void contradicts(int check, long index, String zh, String en) {
        findings.contradicts(check, Place.leaf(index), zh, en);
    }
}
