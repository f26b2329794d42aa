package minglu.verifier;

import java.io.PrintStream;
import java.util.List;

/** Tells people how a verification ended. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Prints the outcome, the first thing that decides it, all findings kept, and what is still proven. */
    Outcome print(Findings findings, List<Text> proven) {
        Outcome outcome = findings.outcome();
        line(new Text(
                "结论:" + outcome.words().zh(), "verdict: " + outcome.words().en() + " (" + outcome.status() + ")"));
        findings.first()
                .ifPresent(first ->
                        line(joined(new Text("首个问题:", "first: "), first.place().words(), first)));
        if (!findings.list().isEmpty()) {
            line(new Text("发现:", "findings:"));
            findings.list().forEach(this::line);
            if (findings.further() > 0) {
                line(new Text(
                        "  另有 " + findings.further() + " 项同类问题",
                        "and " + findings.further() + " more of the same kinds"));
            }
        }
        if (!proven.isEmpty()) {
            line(outcome == Outcome.SOUND ? new Text("已证明:", "proven:") : new Text("仍可证明:", "still proven:"));
            proven.forEach(one -> line(new Text("  " + one.zh(), one.en())));
        }
        out.flush();
        return outcome;
    }

    private void line(Finding finding) {
        String weight =
                switch (finding.weight()) {
                    case CONTRADICTS -> "矛盾 contradicts";
                    case UNUSABLE -> "不可用 unusable";
                    case MISSING -> "缺失 missing";
                };
        String check = finding.check() == 0 ? "" : " #" + finding.check();
        line(joined(new Text("  [" + weight + check + "] ", ""), finding.place().words(), finding));
    }

    private static Text joined(Text before, Text place, Finding finding) {
        return new Text(
                before.zh() + place.zh() + ":" + finding.what().zh(),
                before.en() + place.en() + ": " + finding.what().en());
    }

    private void line(Text text) {
        out.println(text.both());
    }
}
