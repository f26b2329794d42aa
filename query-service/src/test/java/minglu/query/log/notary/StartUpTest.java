package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.query.log.notary.StartUp.Action;
import minglu.query.log.notary.StartUp.Found;
import minglu.query.log.notary.StartUp.Root;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what a log may do when it starts. */
class StartUpTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what is found                                | db | keys  | lock | S   | root    | note  | shown | L   | E   | fault | action
            nothing anywhere: the log begins               | 0  | true  | 0    | 0   | UNKNOWN | false | -1    | 0   | 0   |       | BEGIN
            nothing but events: the log begins             | 0  | true  | 0    | 0   | UNKNOWN | false | -1    | 0   | 70  |       | BEGIN
            a beginning that a crash interrupted           | 0  | true  | 1    | 0   | UNKNOWN | false | -1    | 0   | 70  |       | BEGIN
            a new database under a log that had signed     | 0  | true  | 1    | 50  | UNKNOWN | false | -1    | 0   | 0   |       | READ_ONLY
            a new database under a recovered log           | 0  | true  | 2    | 0   | UNKNOWN | true  | -1    | 0   | 0   |       | READ_ONLY
            same size and same root                        | 1  | true  | 1    | 50  | SAME    | false | 50    | 50  | 50  |       | RUN
            nothing signed yet                             | 1  | true  | 1    | 0   | SAME    | false | -1    | 0   | 0   |       | RUN
            leaf rows ahead and consistent                 | 1  | true  | 1    | 50  | SAME    | false | 50    | 60  | 60  |       | RUN
            signed, and not yet published                  | 1  | true  | 1    | 50  | SAME    | false | 40    | 50  | 50  |       | RUN
            ordinary lag of the notary                     | 1  | true  | 1    | 50  | SAME    | false | 50    | 60  | 90  |       | RUN
            database smaller: an old backup was restored   | 1  | true  | 1    | 50  | UNKNOWN | false | 30    | 30  | 30  |       | READ_ONLY
            same size and another root                     | 1  | true  | 1    | 50  | OTHER   | false | 50    | 50  | 50  |       | READ_ONLY
            larger and another root                        | 1  | true  | 1    | 50  | OTHER   | false | 50    | 80  | 80  |       | READ_ONLY
            the lock is missing                            | 1  | true  | 0    | 0   | UNKNOWN | false | 50    | 50  | 50  |       | READ_ONLY
            more leaves than events                        | 1  | true  | 1    | 50  | UNKNOWN | false | 50    | 50  | 40  |       | READ_ONLY
            the event of a leaf is missing or differs      | 1  | true  | 1    | 50  | UNKNOWN | false | 50    | 50  | 50  | bad   | READ_ONLY
            only the leaves were set back                  | 1  | true  | 1    | 50  | UNKNOWN | false | 20    | 20  | 90  |       | CATCH_UP
            leaves set back, and what is left differs      | 1  | true  | 1    | 50  | UNKNOWN | false | 20    | 20  | 90  | bad   | READ_ONLY
            the lock is older than what is public          | 1  | true  | 1    | 50  | SAME    | false | 60    | 60  | 60  |       | READ_ONLY
            the keys are missing or of another log         | 1  | false | 1    | 50  | UNKNOWN | false | 50    | 50  | 50  |       | READ_ONLY
            a recovery that a crash interrupted            | 1  | true  | 2    | 0   | UNKNOWN | true  | 30    | 30  | 30  |       | FINISH_RECOVERY
            a later epoch that nobody noted                | 1  | true  | 2    | 0   | UNKNOWN | false | 30    | 30  | 30  |       | READ_ONLY
            a database from before a recovery              | 1  | true  | 2    | 50  | UNKNOWN | true  | 30    | 30  | 30  |       | READ_ONLY
            a lock from before a recovery                  | 2  | true  | 1    | 50  | UNKNOWN | false | 30    | 30  | 30  |       | READ_ONLY
            """)
    void what_is_found_decides(
            String what,
            int databaseEpoch,
            boolean keys,
            int lockEpoch,
            long lockSize,
            Root root,
            boolean noted,
            long shown,
            long leaves,
            long events,
            String fault,
            Action action) {
        StartUp.Decision decision = StartUp.decide(
                new Found(databaseEpoch, keys, lockEpoch, lockSize, root, noted, shown, leaves, events, fault));

        assertThat(decision.action()).as(what).isEqualTo(action);
        if (action == Action.READ_ONLY) {
            assertThat(decision.reason()).isNotBlank();
            assertThat(decision.wayOut()).as("a way out of: %s", what).isNotBlank();
        }
    }
}
