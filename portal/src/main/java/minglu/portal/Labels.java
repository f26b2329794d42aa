package minglu.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.act.ActLabels;
import minglu.api.act.ActType;
import minglu.api.act.Field;
import minglu.api.format.Cell;
import minglu.api.format.FootingRule;
import minglu.api.format.FormBlock;
import minglu.api.format.FormColumn;
import minglu.api.format.FormRow;
import minglu.api.format.Formats;
import minglu.api.format.Label;
import minglu.api.format.StatutoryFormat;
import minglu.api.format.TextRule;
import minglu.api.problem.ProblemCode;
import minglu.platform.time.BusinessDates;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Names of what the contract calls by code. Chinese names of acts are those of the spreadsheets; the English ones are the codes
 * themselves, written as words.
 */
@Component
public class Labels {

    private static final Set<String> ACT_MEMBERS =
            Set.of("unit", "subject", "id", "type", "occurredOn", "reason", "late");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final MessageSource messages;

    Labels(MessageSource messages) {
        this.messages = messages;
    }

    /** The names in a language. */
    public InLanguage in(Locale locale) {
        return new InLanguage(locale);
    }

    /** Names in one language; templates have it as {@code labels}. */
    public final class InLanguage {

        private final Locale locale;

        private InLanguage(Locale locale) {
            this.locale = locale;
        }

        private boolean isChinese() {
            return locale.getLanguage().equals("zh");
        }

        /** A type of act. */
        public String type(String code) {
            return isChinese() ? ActLabels.codes("type").getOrDefault(code, code) : words(code);
        }

        /** A member of an act or of its data. */
        public String member(String name) {
            return isChinese() ? ActLabels.member(name) : words(name);
        }

        /** A value of a member, for example an outcome. */
        public String code(String member, Object code) {
            if (code instanceof Boolean said) {
                return text(said ? "yes" : "no");
            }
            String known = String.valueOf(code);
            return Field.kindOf(member) != Field.Kind.CODE
                    ? known
                    : isChinese() ? ActLabels.codes(member).getOrDefault(known, known) : words(known);
        }

        /** The values of a field with their names, in the order of the contract. */
        public Map<String, String> options(Field field) {
            Map<String, String> options = new LinkedHashMap<>();
            field.codes().forEach(code -> options.put(code, code(field.name(), code)));
            return options;
        }

        /** A cell of the statutory form, with what it stands under. */
        public String cell(String id) {
            Cell cell = Formats.current().find(id).orElse(null);
            if (cell == null) {
                return id;
            }
            StringBuilder name = new StringBuilder();
            cell.row().groups().forEach(group -> name.append(label(group)).append(" · "));
            name.append(label(cell.row().label())).append(" · ");
            cell.column().groups().forEach(group -> name.append(label(group)).append(" · "));
            return name.append(label(cell.column().label())).toString();
        }

        /** What a rule between the figures, or between texts and figures, says. */
        public String rule(String id) {
            StatutoryFormat format = Formats.current();
            Optional<Label> ofFigures = format.footing().stream()
                    .filter(rule -> rule.id().equals(id))
                    .map(FootingRule::sentence)
                    .findFirst();
            Optional<Label> ofTexts = format.textRules().stream()
                    .filter(rule -> rule.id().equals(id))
                    .map(TextRule::sentence)
                    .findFirst();
            return ofFigures.or(() -> ofTexts).map(this::label).orElse("");
        }

        /**
         * Where a check was made: a row, column, block or cell of the form, a section of the report, or everywhere.
         *
         * @param rule id of the check; R1 goes row by row, so that its "total" is the row of that name, elsewhere it is the column
         */
        public String where(String rule, String where) {
            if (where.equals("all")) {
                return text("check.everywhere");
            }
            if (Formats.current().find(where).isPresent()) {
                return cell(where);
            }
            // Of a text its section, and after a slash what was read there; a quotation says that better.
            int read = where.indexOf('/');
            if (read > 0) {
                return text("office.section." + where.substring(0, read));
            }
            List<FormBlock> blocks = Formats.current().tables().stream()
                    .flatMap(table -> table.blocks().stream())
                    .toList();
            Optional<Label> row = blocks.stream()
                    .flatMap(block -> block.rows().stream())
                    .filter(one -> one.code().equals(where))
                    .map(FormRow::label)
                    .findFirst();
            Optional<Label> column = blocks.stream()
                    .flatMap(block -> block.columns().stream())
                    .filter(one -> one.code().equals(where))
                    .map(FormColumn::label)
                    .findFirst();
            Optional<Label> found = rule.equals("R1") ? row.or(() -> column) : column.or(() -> row);
            return found.map(this::label).orElse(where);
        }

        /** The field that a violation points at. */
        public String pointer(String pointer) {
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            return name.isEmpty() || Field.kindOf(name) == null && !ACT_MEMBERS.contains(name) ? pointer : member(name);
        }

        /** A label of the form. */
        public String label(Label label) {
            return isChinese() || label.en() == null ? label.zh() : label.en();
        }

        /** What a refusal with this code is about. */
        public String problem(ProblemCode code) {
            return text("problem." + code.code());
        }

        /** What a problem with this code is about; the code itself where it is unknown. */
        public String problemOf(String code) {
            String known = textOrNull("problem." + code);
            return known == null ? code : known;
        }

        /**
         * What a refusal says, with its values, in the language of the page.
         *
         * @param code of the problem
         * @param detail the English sentence that came with it
         * @return null where the page is in English, as the sentence is, or the code is unknown
         */
        public String said(String code, String detail) {
            return isChinese() ? RefusalSentences.say(code, detail, (name, values) -> value(name, values)) : null;
        }

        /**
         * What a single fault of a form says, in the language of the page.
         *
         * @param pointer to the member
         * @param message the English sentence about it
         */
        public String fault(String pointer, String message) {
            return isChinese()
                    ? RefusalSentences.say(
                            RefusalSentences.VIOLATION,
                            message,
                            (name, values) ->
                                    name.equals("codes") ? codes(pointer, values.get(name)) : value(name, values))
                    : message;
        }

        /** A value of a refusal's sentence, by what it is. */
        private String value(String name, Map<String, String> values) {
            String value = values.get(name);
            return switch (name) {
                case "type" -> type(value);
                case "outcome", "disputeOutcome" -> code("outcome", value);
                case "documentKind", "otherDocumentKind", "disputeKind" -> code("kind", value);
                case "basis" -> code("basis", value);
                case "subjectKind", "otherKind" -> message("kind.", value);
                case "returnState", "neededReturnState" -> message("return.state.", value);
                case "reportState", "neededReportState" -> message("office.state.", value);
                case "step" -> message("office.step.", value);
                case "role" ->
                    Stream.of(value.split(" or "))
                            .map(role -> message("role.", role))
                            .collect(Collectors.joining(text("list.or")));
                case "cell" -> cell(value);
                case "cells" ->
                    Stream.of(value.split(", ")).map(this::cell).collect(Collectors.joining(text("list.and")));
                case "pointer" -> pointer(value);
                case "fault" -> fault(values.get("pointer"), value);
                default -> value;
            };
        }

        private String codes(String pointer, String codes) {
            String member = pointer.substring(pointer.lastIndexOf('/') + 1);
            return Stream.of(codes.split(", "))
                    .map(known -> code(member, known))
                    .collect(Collectors.joining(text("list.and")));
        }

        private String message(String prefix, String code) {
            String known = textOrNull(prefix + code);
            return known == null ? code : known;
        }

        /** What a type of act is for, in plain words. */
        public String help(ActType type) {
            return text("act.help." + type.code());
        }

        /** A moment, as the contract writes it (UTC), by the clock of the office: {@code 2026-11-20 12:01:57}. */
        public String moment(String instant) {
            return SECONDS.format(Instant.parse(instant).atZone(BusinessDates.ZONE));
        }

        /** The day of a moment where the office is: at seven in the morning not the day before, as UTC has it. */
        public String day(String instant) {
            return LocalDate.ofInstant(Instant.parse(instant), BusinessDates.ZONE)
                    .toString();
        }

        /** An address with its segments filled in; a subject may hold slashes, which a link of the template engine would not encode. */
        public String address(String template, Object... segments) {
            return Contract.path(template, segments);
        }

        /** A message. */
        public String text(String key, Object... values) {
            return messages.getMessage(key, values, locale);
        }

        /** A message that need not exist. */
        public String textOrNull(String key) {
            return messages.getMessage(key, null, null, locale);
        }
    }

    /** {@code request-received} and {@code occurredOn} as words. */
    static String words(String code) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (i == 0) {
                words.append(Character.toUpperCase(c));
            } else if (c == '-') {
                words.append(' ');
            } else if (Character.isUpperCase(c)) {
                words.append(' ').append(Character.toLowerCase(c));
            } else {
                words.append(c);
            }
        }
        return words.toString();
    }
}
