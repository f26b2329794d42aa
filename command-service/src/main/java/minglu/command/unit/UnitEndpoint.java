package minglu.command.unit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import minglu.api.act.Identifiers;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.text.Characters;
import minglu.api.unit.DefineUnit;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.intake.CommandSender;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code PUT /api/v1/units/{unit}}: creates or changes a unit (contract section 2). */
@RestController
class UnitEndpoint {

    private static final Set<String> MEMBERS =
            Set.of("name", "kind", "parent", "reportingFrom", "reportingUntil", "successor");

    private final CommandSender commands;
    private final UnitDirectory units;

    UnitEndpoint(CommandSender commands, UnitDirectory units) {
        this.commands = commands;
        this.units = units;
    }

    /** The stored unit. */
    record StoredUnit(
            String unit,
            String name,
            UnitKind kind,
            String parent,
            Integer reportingFrom,
            Integer reportingUntil,
            String successor) {}

    @PutMapping("/api/v1/units/{unit}")
    ResponseEntity<StoredUnit> define(
            @PathVariable String unit,
            @RequestParam(required = false) Integer validFrom,
            @RequestBody JsonNode body,
            Caller caller) {
        Access.require(caller, Role.ADMIN);
        if (validFrom != null && (validFrom < UnitForm.EARLIEST_YEAR || validFrom > UnitForm.LATEST_YEAR)) {
            throw new RefusedException(
                    ProblemCode.INVALID_PARAMETER,
                    "validFrom must be a year from " + UnitForm.EARLIEST_YEAR + " to " + UnitForm.LATEST_YEAR + ", not "
                            + validFrom);
        }
        UnitDefinition definition = new UnitForm(unit, body).read();
        boolean existed = units.find(unit).isPresent();
        commands.send(new DefineUnit(Identifiers.unitStream(unit), unit, validFrom, definition), caller);
        return ResponseEntity.status(existed ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new StoredUnit(
                        unit,
                        definition.name(),
                        definition.kind(),
                        definition.parent(),
                        definition.reportingFrom(),
                        definition.reportingUntil(),
                        definition.successor()));
    }

    /** The form of a unit; collects every violation. */
    private static final class UnitForm {

        private static final int EARLIEST_YEAR = 1900;
        private static final int LATEST_YEAR = 9999;
        private static final int LONGEST_NAME = 200;

        private final List<Violation> violations = new ArrayList<>();
        private final String unit;
        private final JsonNode body;

        UnitForm(String unit, JsonNode body) {
            this.unit = unit;
            this.body = body;
        }

        UnitDefinition read() {
            if (!Identifiers.UNIT.matcher(unit).matches()) {
                violate("", "\"" + unit + "\" is not a unit code [a-z0-9][a-z0-9-]{0,31}");
            }
            if (!body.isObject()) {
                violate("", "a unit is a JSON object");
                throw refused();
            }
            body.propertyNames().stream()
                    .filter(name -> !MEMBERS.contains(name))
                    .forEach(name -> violate("/" + name, "unknown member \"" + name + "\""));
            String name = text("name", true);
            if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
                violate("/name", "a name has 1 to " + LONGEST_NAME + " characters");
            } else if (name != null && !Characters.arePrintable(name)) {
                violate("/name", "control characters are not allowed in a name");
            }
            UnitKind kind = kind();
            boolean isRoot = unit.equals(Identifiers.DISTRICT);
            String parent = unitCode("parent");
            if (parent == null && !isRoot) {
                parent = Identifiers.DISTRICT;
            }
            UnitDefinition definition = new UnitDefinition(
                    name, kind, parent, year("reportingFrom"), year("reportingUntil"), unitCode("successor"));
            if (!violations.isEmpty()) {
                throw refused();
            }
            return definition;
        }

        private UnitKind kind() {
            String code = text("kind", true);
            for (UnitKind kind : UnitKind.values()) {
                if (kind.code().equals(code)) {
                    return kind;
                }
            }
            if (code != null) {
                violate(
                        "/kind",
                        "\"" + code + "\" is none of office, department, township, subdistrict, government, vertical");
            }
            return null;
        }

        private String unitCode(String member) {
            String code = text(member, false);
            if (code != null && !Identifiers.UNIT.matcher(code).matches()) {
                violate("/" + member, "\"" + code + "\" is not a unit code");
            }
            return code;
        }

        private String text(String member, boolean required) {
            JsonNode node = body.get(member);
            if (node == null || node.isNull()) {
                if (required) {
                    violate("/" + member, "missing");
                }
                return null;
            }
            if (!node.isString()) {
                violate("/" + member, "a text is needed");
                return null;
            }
            return node.stringValue();
        }

        private Integer year(String member) {
            JsonNode node = body.get(member);
            if (node == null || node.isNull()) {
                return null;
            }
            if (node.isIntegralNumber()
                    && node.bigIntegerValue().compareTo(BigInteger.valueOf(EARLIEST_YEAR)) >= 0
                    && node.bigIntegerValue().compareTo(BigInteger.valueOf(LATEST_YEAR)) <= 0) {
                return node.intValue();
            }
            violate("/" + member, "a year from " + EARLIEST_YEAR + " to " + LATEST_YEAR + " is needed");
            return null;
        }

        private void violate(String pointer, String message) {
            violations.add(new Violation(pointer, message));
        }

        private RefusedException refused() {
            Violation first = violations.get(0);
            return new RefusedException(
                    ProblemCode.INVALID_REQUEST, first.pointer() + ": " + first.message(), List.copyOf(violations));
        }
    }
}
