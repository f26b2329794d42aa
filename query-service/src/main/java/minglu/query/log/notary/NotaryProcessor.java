package minglu.query.log.notary;

import java.util.function.BooleanSupplier;

/**
 * The notary at work.
 *
 * @param name name of its processor and token
 * @param stopping stops it and returns when it has stopped
 * @param failing whether it cannot get past an event
 */
record NotaryProcessor(String name, Runnable stopping, BooleanSupplier failing) {

    void stop() {
        stopping.run();
    }
}
