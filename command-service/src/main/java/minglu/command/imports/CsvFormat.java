package minglu.command.imports;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.command.intake.ActJson;
import minglu.platform.sheet.FormulaGuard;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.databind.JsonNode;

/**
 * CSV (RFC 4180) with a header. Rows without any text are passed over. A quotation mark that is never closed swallows the rest of
 * the file; then its line is refused and reading goes on with the next line, as long as the rest is not longer than a row may be.
 */
final class CsvFormat implements TextFormat {

    private static final CSVFormat OUT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();
    private static final int MOST_RECOVERIES = 1000;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public RowSource open(Spool file) throws IOException {
        Records records = new Records(new LineReader(file.text()));
        try {
            RawRow header = records.next();
            if (header == null) {
                throw new RefusedException(ProblemCode.INVALID_FILE, "the file has no header, only blank lines");
            }
            if (header.fault() != null) {
                throw new RefusedException(
                        ProblemCode.INVALID_FILE,
                        "the header, in line " + header.row() + ": "
                                + header.fault().detail());
            }
            Columns columns = Columns.of(CsvRecord.of(header.record()).cells());
            return new Source(records, columns, columns.withoutAdded());
        } catch (RefusedException | IOException e) {
            records.lines.close();
            throw e;
        }
    }

    @Override
    public void writeHeader(Writer out, List<String> header, boolean byteOrderMark) throws IOException {
        if (byteOrderMark) {
            out.write('\uFEFF');
        }
        List<String> cells = new ArrayList<>(header);
        cells.add(REJECTION_CODE);
        cells.add(REJECTION_REASON);
        OUT.printRecord(out, cells.toArray());
    }

    @Override
    public void writeRow(Writer out, List<String> header, Rejection rejection) throws IOException {
        List<String> cells = new ArrayList<>(
                rejection.record() == null
                        ? List.of()
                        : CsvRecord.of(rejection.record()).cells());
        cells = new ArrayList<>(cells.subList(0, Math.min(cells.size(), header.size())));
        cells.addAll(Collections.nCopies(header.size() - cells.size(), ""));
        cells.replaceAll(FormulaGuard::add);
        cells.add(rejection.code());
        cells.add(FormulaGuard.add(rejection.detail()));
        OUT.printRecord(out, cells.toArray());
    }

    /** Lines joined to records. */
    private static final class Records {

        private final LineReader lines;
        private final Deque<LineReader.Line> again = new ArrayDeque<>();
        private int recoveries;

        Records(LineReader lines) {
            this.lines = lines;
        }

        RawRow next() throws IOException {
            for (LineReader.Line line = line(); line != null; line = line()) {
                RawRow row = record(line);
                if (row.fault() != null || !CsvRecord.isBlank(row.record())) {
                    return row;
                }
            }
            return null;
        }

        private RawRow record(LineReader.Line first) throws IOException {
            StringBuilder record = new StringBuilder(first.text());
            List<LineReader.Line> joined = new ArrayList<>();
            long length = first.length();
            long last = first.number();
            CsvRecord.State state = after(CsvRecord.State.START, first);
            while (state == CsvRecord.State.QUOTED) {
                LineReader.Line line = line();
                if (line == null) {
                    return unclosed(first, joined, length, last);
                }
                state = after(state.next('\n'), line);
                length += 1 + line.length();
                last = line.number();
                if (length <= LineReader.LONGEST_LINE) {
                    record.append('\n').append(line.text());
                    joined.add(line);
                } else {
                    record.setLength(0);
                    joined.clear();
                }
            }
            if (length > LineReader.LONGEST_LINE) {
                return RawRow.tooLong(first.number(), length);
            }
            int end = record.length();
            return RawRow.of(
                    first.number(),
                    end > 0 && record.charAt(end - 1) == '\r' ? record.substring(0, end - 1) : record.toString());
        }

        private RawRow unclosed(LineReader.Line first, List<LineReader.Line> joined, long length, long last) {
            boolean kept = length <= LineReader.LONGEST_LINE;
            String end = "";
            if (kept && recoveries < MOST_RECOVERIES) {
                recoveries++;
                for (int i = joined.size() - 1; i >= 0; i--) {
                    again.addFirst(joined.get(i));
                }
            } else if (last > first.number()) {
                end = "; the lines up to " + last + " belong to it and were not read";
            }
            return new RawRow(
                    first.number(),
                    kept ? first.text() : null,
                    Refusal.of(ProblemCode.MALFORMED, "a quotation mark of the row is never closed" + end));
        }

        /** Of a line that is not kept in full, the number of its quotation marks says whether it ends inside them. */
        private static CsvRecord.State after(CsvRecord.State before, LineReader.Line line) {
            CsvRecord.State state = before.after(line.text());
            if (!line.isTooLong()) {
                return state;
            }
            boolean open = (state == CsvRecord.State.QUOTED) != (line.quotesBeyond() % 2 == 1);
            return open ? CsvRecord.State.QUOTED : CsvRecord.State.PLAIN;
        }

        private LineReader.Line line() throws IOException {
            return again.isEmpty() ? lines.next() : again.removeFirst();
        }
    }

    private record Source(Records records, Columns all, Columns columns) implements RowSource {

        @Override
        public List<String> header() {
            return columns.headings();
        }

        @Override
        public RawRow next() throws IOException {
            RawRow row = records.next();
            boolean isAsSent = all == columns;
            return row == null || row.record() == null || isAsSent ? row : asSentAtFirst(row);
        }

        /** A row without what we added to it, and without its columns that have no heading. */
        private RawRow asSentAtFirst(RawRow row) {
            CsvRecord record = CsvRecord.of(row.record());
            Refusal fault = row.fault();
            if (fault == null && record.fault() != null) {
                fault = Refusal.of(ProblemCode.MALFORMED, record.fault());
            }
            if (fault == null) {
                fault = all.excess(record.cells()).orElse(null);
            }
            return new RawRow(
                    row.row(), OUT.format(all.sentCells(record.cells()).toArray()), fault);
        }

        @Override
        public JsonNode read(RawRow row) {
            int bytes = row.record().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > ActJson.LARGEST_ACT_BYTES) {
                throw new RefusedException(
                        ProblemCode.TOO_LARGE,
                        "the row has " + bytes + " bytes, at most " + ActJson.LARGEST_ACT_BYTES + " are allowed");
            }
            CsvRecord record = CsvRecord.of(row.record());
            if (record.fault() != null) {
                throw new RefusedException(ProblemCode.MALFORMED, record.fault());
            }
            columns.excess(record.cells()).ifPresent(refusal -> {
                throw new RefusedException(refusal);
            });
            return columns.act(record.cells());
        }

        @Override
        public void close() throws IOException {
            records.lines.close();
        }
    }
}
