package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import minglu.api.unit.DefineUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.Test;

class UnitRoutingTest {

    private record Follow(@TargetAggregateIdentifier String stream) {}

    private record Aimless(String stream) {}

    private final UnitRouting routing = new UnitRouting();

    private static CommandMessage<?> message(Object command) {
        return GenericCommandMessage.asCommandMessage(command);
    }

    @Test
    void allCommandsOfAUnitHaveOneKey() {
        String key = "partition-" + UnitRouting.partition("jyj");
        assertThat(routing.getRoutingKey(message(new Follow("subject:jyj:SQ-1"))))
                .isEqualTo(key);
        assertThat(routing.getRoutingKey(message(new Follow("return:jyj:2021"))))
                .isEqualTo(key);
        assertThat(routing.getRoutingKey(message(new DefineUnit("unit:jyj", "jyj", null, null))))
                .isEqualTo(key);
    }

    @Test
    void unitsAreSpreadOverAFewPartitions() {
        assertThat(IntStream.range(0, 200).mapToObj(i -> UnitRouting.partition("u" + i)))
                .allMatch(partition -> partition >= 0 && partition < 16)
                .containsAll(IntStream.range(0, 16).boxed().toList());
    }

    @Test
    void aCommandWithoutAStreamIsAFault() {
        assertThatThrownBy(() -> routing.getRoutingKey(message(new Aimless("subject:jyj:SQ-1"))))
                .isInstanceOf(CommandDispatchException.class)
                .hasMessageContaining("Aimless");
    }
}
