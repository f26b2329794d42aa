package minglu.command.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import minglu.api.act.PersonalData;
import minglu.api.format.Cell;
import minglu.api.format.FigureReferences;
import minglu.api.format.FootingRule;
import minglu.api.format.Formats;
import minglu.api.format.Measure;
import minglu.api.format.Severity;
import minglu.api.format.StatutoryFormat;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.reporting.Dismissal;
import minglu.api.reporting.Justification;
import minglu.api.reporting.ReportTexts;
import minglu.api.text.Characters;
import tools.jackson.databind.JsonNode;

/**
 * The forms of sign-off: reads the bodies of contract section 5, or says with JSON pointers what is wrong with them. Knows nothing
 * of units, years or states.
 */
final class ReportingForm {

    /** Longest comment or reason in characters (code points). */
    static final int LONGEST_COMMENT = 500;

    /** Longest section in characters; 2021格式 asks for about a thousand. */
    static final int LONGEST_SECTION = 20_000;

    private static final int LONGEST_WHERE = 100;
    private static final int MOST_JUSTIFICATIONS = 500;
    private static final long LARGEST_COUNT = 999_999_999_999_999L;
    private static final Pattern MONEY = Pattern.compile("-?(0|[1-9]\\d{0,11})(\\.\\d{1,6})?");

    private final StatutoryFormat format = Formats.current();
    private final List<Violation> violations = new ArrayList<>();
    private final JsonNode body;

    private ReportingForm(JsonNode body, String... members) {
        this.body = body;
        if (body == null || !body.isObject()) {
            violate("", "a JSON object is needed");
            throw refused();
        }
        Set<String> known = Set.of(members);
        body.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violate("/" + name, "unknown member \"" + name + "\""));
    }

    /**
     * Reads {@code {"comment"}}.
     *
     * @param body null where none was sent
     * @param needed whether a comment must be there
     * @return the comment, or null
     */
    static String comment(JsonNode body, boolean needed) {
        if (body == null && !needed) {
            return null;
        }
        ReportingForm form = new ReportingForm(body, "comment");
        String comment = form.text(body.get("comment"), "/comment", LONGEST_COMMENT);
        if (needed && comment == null && form.violations.isEmpty()) {
            form.violate("/comment", "missing: this step needs a comment");
        }
        form.refuse();
        return comment;
    }

    /** Reads {@code {"overview","problems","other"}}; a number in braces must be a figure. */
    static ReportTexts texts(JsonNode body) {
        ReportingForm form = new ReportingForm(body, "overview", "problems", "other");
        ReportTexts texts = new ReportTexts(form.section("overview"), form.section("problems"), form.section("other"));
        form.refuse();
        return texts;
    }

    /** Reads {@code {"justifications":[{"rule","where","reason"}]}}. */
    static List<Justification> justifications(JsonNode body) {
        ReportingForm form = new ReportingForm(body, "justifications");
        JsonNode list = body.get("justifications");
        List<Justification> read = new ArrayList<>();
        if (list == null || !list.isArray()) {
            form.violate("/justifications", "a list is needed");
        } else if (list.size() > MOST_JUSTIFICATIONS) {
            form.violate("/justifications", "at most " + MOST_JUSTIFICATIONS + " are possible, not " + list.size());
        } else {
            for (int i = 0; i < list.size(); i++) {
                form.justification(list.get(i), "/justifications/" + i).ifPresent(read::add);
            }
            form.refuseTwice(read);
        }
        form.refuse();
        return read;
    }

    /** Reads {@code {"dismissals":[{"rule","where","number"}]}}; the number may be left out. */
    static List<Dismissal> dismissals(JsonNode body) {
        ReportingForm form = new ReportingForm(body, "dismissals");
        JsonNode list = body.get("dismissals");
        List<Dismissal> read = new ArrayList<>();
        if (list == null || !list.isArray()) {
            form.violate("/dismissals", "a list is needed");
        } else if (list.size() > MOST_JUSTIFICATIONS) {
            form.violate("/dismissals", "at most " + MOST_JUSTIFICATIONS + " are possible, not " + list.size());
        } else {
            for (int i = 0; i < list.size(); i++) {
                form.dismissal(list.get(i), "/dismissals/" + i).ifPresent(read::add);
            }
            Set<String> met = new HashSet<>();
            read.stream()
                    .filter(one -> !met.add(one.rule() + " " + one.where()))
                    .forEach(one ->
                            form.violate("/dismissals", one.rule() + " at " + one.where() + " is dismissed twice"));
        }
        form.refuse();
        return read;
    }

    /** Reads {@code {"cells":{…}}}: any of the cells of the form, a missing one is unknown. */
    static Map<String, Object> referenceFigures(JsonNode body) {
        ReportingForm form = new ReportingForm(body, "cells");
        JsonNode cells = body.get("cells");
        Map<String, Object> read = new LinkedHashMap<>();
        if (cells == null || !cells.isObject()) {
            form.violate("/cells", "an object of cells and figures is needed");
        } else {
            cells.propertyNames().stream()
                    .filter(cell -> form.format.find(cell).isEmpty())
                    .forEach(cell -> form.violate("/cells/" + cell, "the form has no cell " + cell));
            for (Cell cell : form.format.cells()) {
                JsonNode figure = cells.get(cell.id());
                if (figure != null && !figure.isNull()) {
                    form.figure(cell, figure).ifPresent(value -> read.put(cell.id(), value));
                }
            }
        }
        form.refuse();
        return read;
    }

    private Optional<Object> figure(Cell cell, JsonNode figure) {
        String at = "/cells/" + cell.id();
        if (cell.measure() == Measure.COUNT) {
            boolean isCount = figure.isIntegralNumber()
                    && figure.bigIntegerValue().abs().bitLength() < Long.SIZE
                    && Math.abs(figure.longValue()) <= LARGEST_COUNT;
            if (isCount) {
                return Optional.of(figure.longValue());
            }
            violate(at, "an integer is needed, not " + figure);
        } else {
            if (figure.isString() && MONEY.matcher(figure.stringValue()).matches()) {
                BigDecimal number = new BigDecimal(figure.stringValue()).stripTrailingZeros();
                return Optional.of(number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString());
            }
            violate(at, "a decimal of 万元 with at most 6 places is needed, such as \"12.5\", not " + figure);
        }
        return Optional.empty();
    }

    private String section(String member) {
        String text = text(body.get(member), "/" + member, LONGEST_SECTION);
        if (text != null) {
            FigureReferences.unknown(format, text)
                    .forEach(name -> violate("/" + member, "there is no figure {" + name + "}"));
        }
        return text;
    }

    private Optional<Justification> justification(JsonNode node, String at) {
        if (!node.isObject()) {
            violate(at, "an object is needed");
            return Optional.empty();
        }
        Set<String> members = Set.of("rule", "where", "reason");
        node.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .forEach(name -> violate(at + "/" + name, "unknown member \"" + name + "\""));
        String rule = required(node, "rule", at, LONGEST_WHERE);
        String where = required(node, "where", at, LONGEST_WHERE);
        String reason = required(node, "reason", at, LONGEST_COMMENT);
        if (rule != null) {
            justifiable(rule, where, at);
        }
        return rule == null || where == null || reason == null
                ? Optional.empty()
                : Optional.of(new Justification(rule, where, reason));
    }

    private Optional<Dismissal> dismissal(JsonNode node, String at) {
        if (!node.isObject()) {
            violate(at, "an object is needed");
            return Optional.empty();
        }
        Set<String> members = Set.of("rule", "where", "number");
        node.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .forEach(name -> violate(at + "/" + name, "unknown member \"" + name + "\""));
        String rule = required(node, "rule", at, LONGEST_WHERE);
        String where = required(node, "where", at, LONGEST_WHERE);
        if (rule != null
                && format.textRules().stream().noneMatch(known -> known.id().equals(rule))) {
            violate(at + "/rule", "there is no rule " + rule + " of texts");
        }
        JsonNode number = node.get("number");
        boolean isAbsent = number == null || number.isNull();
        if (!isAbsent && !number.isNumber()) {
            violate(at + "/number", "a number is needed, not " + number);
        }
        return rule == null || where == null
                ? Optional.empty()
                : Optional.of(
                        new Dismissal(rule, where, isAbsent || !number.isNumber() ? null : number.decimalValue()));
    }

    private void justifiable(String id, String where, String at) {
        Optional<FootingRule> footing =
                format.footing().stream().filter(rule -> rule.id().equals(id)).findFirst();
        boolean isTextRule =
                format.textRules().stream().anyMatch(rule -> rule.id().equals(id));
        if (footing.isEmpty() && !isTextRule) {
            violate(at + "/rule", "there is no rule " + id);
        } else if (footing.isPresent() && footing.get().severity() == Severity.ERROR) {
            violate(at + "/rule", id + " is an error, which no reason justifies");
        } else if (footing.isPresent()
                && where != null
                && !footing.get().how().where().contains(where)) {
            violate(at + "/where", id + " is not checked at " + where);
        }
    }

    private void refuseTwice(List<Justification> read) {
        Set<String> met = new HashSet<>();
        for (Justification one : read) {
            if (!met.add(one.rule() + " " + one.where())) {
                violate("/justifications", one.rule() + " at " + one.where() + " is justified twice");
            }
        }
    }

    private String required(JsonNode node, String member, String at, int longest) {
        int before = violations.size();
        String text = text(node.get(member), at + "/" + member, longest);
        if (text == null && violations.size() == before) {
            violate(at + "/" + member, "missing");
        }
        return text;
    }

    /** A text that is not blank, or null; one that is none is a violation. */
    private String text(JsonNode node, String at, int longest) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            violate(at, "a text is needed, not " + node);
            return null;
        }
        String text = node.stringValue();
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            throw new RefusedException(
                    ProblemCode.TOO_LARGE, at + " has " + length + " characters, at most " + longest + " are allowed");
        }
        if (!Characters.arePrintable(text)) {
            violate(at, "control characters are not allowed in a text");
        }
        return text.isBlank() ? null : text;
    }

    private void violate(String pointer, String message) {
        violations.add(new Violation(pointer, message));
    }

    private void refuse() {
        if (!violations.isEmpty()) {
            throw refused();
        }
        PersonalData.refuseIn(body);
    }

    private RefusedException refused() {
        Violation first = violations.get(0);
        return new RefusedException(
                ProblemCode.INVALID_REQUEST, first.pointer() + ": " + first.message(), List.copyOf(violations));
    }
}
