package minglu.query.log.receipts;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.axon.StoreHead;
import minglu.query.follow.Progress;
import minglu.query.log.leaf.CanonicalJson;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.notary.Leaves;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.note.ProofText;
import minglu.query.log.note.StrictBase64;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The receipt of one act: a proof that stands alone (docs/evidence-format.md, section 4). */
@RestController
class ReceiptController {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final String CASES = "cases";
    private static final int LONGEST_LINE = 60_000;

    private final JdbcClient jdbc;
    private final Progress progress;
    private final StoreHead head;
    private final ReadAccess access;
    private final PublishedLog log;
    private final Leaves leaves;

    ReceiptController(
            JdbcClient jdbc, Progress progress, StoreHead head, ReadAccess access, PublishedLog log, Leaves leaves) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.head = head;
        this.access = access;
        this.log = log;
        this.leaves = leaves;
    }

    /** What is answered while no checkpoint covers the act. */
    record Pending(String unit, String subject, String id, long position, boolean covered) {}

    @GetMapping("/api/v1/units/{unit}/subjects/{subject}/acts/{id}/receipt")
    ResponseEntity<Object> receipt(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String subject,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query) {
        new Parameters(query);
        ReadAccess.verifyReads(caller);
        Optional<Long> known = position(unit, subject, id);
        if (known.isEmpty()) {
            // An act that was acknowledged just now may still be on its way to the read side.
            progress.await(Set.of(CASES), head.position());
            known = position(unit, subject, id);
        }
        access.verifyCases(caller, unit);
        long position = known.orElseThrow(() -> new RefusedException(
                ProblemCode.NOT_FOUND, "unit " + unit + " has recorded no act " + id + " of the subject " + subject));
        Optional<Published> checkpoint = log.covering(position);
        if (checkpoint.isEmpty()) {
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .body(new Pending(unit, subject, id, position, false));
        }
        log.handOut(checkpoint.get());
        return ResponseEntity.ok()
                .contentType(TEXT)
                .body(proof(position, checkpoint.get()).text());
    }

    private Optional<Long> position(String unit, String subject, String id) {
        return jdbc.sql("SELECT position FROM recorded_act WHERE unit = :unit AND subject = :subject AND id = :id")
                .param("unit", unit)
                .param("subject", subject)
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    private ProofText proof(long position, Published checkpoint) {
        long index = position - 1;
        List<byte[]> path = new Proofs(log.tree(checkpoint)).inclusion(index, checkpoint.size());
        return new ProofText(extra(index, checkpoint), index, path, checkpoint.note());
    }

    /** Leaf, payload and salt; the leaf alone where the line would grow too long. */
    private byte[] extra(long index, Published checkpoint) {
        Leaves.Notarised notarised = leaves.get(checkpoint.epoch(), index);
        Map<String, String> members = new TreeMap<>();
        members.put("leaf", StrictBase64.encode(notarised.bytes()));
        byte[] bare = CanonicalJson.write(members);
        members.put("payload", StrictBase64.encode(notarised.event().payload()));
        members.put("salt", HexFormat.of().formatHex(leaves.salt(checkpoint.epoch(), notarised.event())));
        byte[] whole = CanonicalJson.write(members);
        return StrictBase64.encode(whole).length() > LONGEST_LINE ? bare : whole;
    }
}
