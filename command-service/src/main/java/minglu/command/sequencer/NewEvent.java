package minglu.command.sequencer;

/**
 * An event to be stored, already serialised. Position and time are given by the sequencer.
 *
 * @param slot its place in its stream
 * @param type the aggregate's type, or null
 * @param identifier the event's identifier, unique in the store
 * @param payloadType class name of the payload
 * @param payloadRevision revision of the payload, or null
 * @param payload the bytes to be kept and proved
 * @param metaData the bytes of the metadata
 */
record NewEvent(
        Slot slot,
        String type,
        String identifier,
        String payloadType,
        String payloadRevision,
        byte[] payload,
        byte[] metaData) {}
