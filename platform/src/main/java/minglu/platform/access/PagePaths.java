package minglu.platform.access;

import java.util.List;

/**
 * Declares that this application serves pages to browsers. They get a form login and a session: {@code /login}, {@code /logout}, the
 * addresses named here, and nothing else.
 *
 * @param pages path patterns of pages, which need a user
 * @param assets path patterns of static files, which need none; reading only
 * @param uploads paths of pages whose forms may hold files
 */
public record PagePaths(List<String> pages, List<String> assets, List<String> uploads) {}
