package minglu.platform.node;

/**
 * Published each time before this node begins to write events: at the start, and after it took over from another one. What a dead
 * writer left half done may be cleared up now.
 */
public record WritingBegins() {}
