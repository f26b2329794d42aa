package minglu.query.log.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.notary.Leaves;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.notary.TreeHashes;
import minglu.query.log.note.VerifierKey;
import minglu.query.log.tiles.EntryBundle;
import minglu.query.log.tiles.TilePath;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log as others read it (C2SP tlog-tiles; contract section 6). */
@RestController
@RequestMapping("/log")
class LogController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final PublishedLog log;
    private final Leaves leaves;

    LogController(PublishedLog log, Leaves leaves) {
        this.log = log;
        this.leaves = leaves;
    }

    @GetMapping("/checkpoint")
    ResponseEntity<String> checkpoint() {
        Published newest = log.newest().orElseThrow(LogController::notBegun);
        log.handOut(newest);
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noStore())
                .body(newest.note());
    }

    @GetMapping("/key")
    ResponseEntity<String> key() {
        VerifierKey key = log.key().orElseThrow(LogController::notBegun);
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noStore())
                .body(key + "\n");
    }

    /** Tiles never change, so everybody may keep them. */
    @GetMapping("/tile/{level:[0-9]+}/{*rest}")
    ResponseEntity<byte[]> tile(@PathVariable String level, @PathVariable String rest) {
        TilePath path = TilePath.parse(level + rest).orElseThrow(LogController::noTile);
        Published newest = log.newest().orElseThrow(LogController::noTile);
        TreeHashes tree = log.tree(newest);
        requireWithin(path, tree.width(path.level()));
        byte[] tile = tree.tile(path.level(), path.index());
        return binary(
                Arrays.copyOf(tile, path.width() * Merkle.HASH_BYTES),
                CacheControl.maxAge(FOR_EVER).cachePublic());
    }

    @GetMapping("/tile/entries/{*rest}")
    ResponseEntity<byte[]> entries(Caller caller, @PathVariable String rest) {
        Access.require(caller, Role.INSPECTOR);
        TilePath path = TilePath.parse("entries" + rest).orElseThrow(LogController::noTile);
        Published newest = log.newest().orElseThrow(LogController::noTile);
        requireWithin(path, newest.size());
        long from = path.index() * TilePath.FULL;
        List<byte[]> entries = new ArrayList<>();
        leaves.read(newest.epoch(), from, from + path.width(), leaf -> entries.add(leaf.bytes()));
        return binary(EntryBundle.encode(entries), CacheControl.maxAge(FOR_EVER).cachePrivate());
    }

    private static void requireWithin(TilePath path, long hashes) {
        if (path.index() > Long.MAX_VALUE / TilePath.FULL - 1 || path.index() * TilePath.FULL + path.width() > hashes) {
            throw noTile();
        }
    }

    private static ResponseEntity<byte[]> binary(byte[] body, CacheControl cache) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(cache.immutable())
                .body(body);
    }

    private static RefusedException noTile() {
        return new RefusedException(ProblemCode.NOT_FOUND, "the published log has no such tile");
    }

    private static RefusedException notBegun() {
        return new RefusedException(ProblemCode.UNAVAILABLE, "the transparency log has not published a checkpoint yet");
    }
}
