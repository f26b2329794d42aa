package minglu.query.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minglu.api.act.ActType;

/** Applications as the write side lets them be: random steps in any lawful order, some with several on a day. */
final class RandomCourse {

    private RandomCourse() {}

    /** The steps of one application, received from 2011 to 2026; no step is later than 2026. */
    static List<Step> of(Random random) {
        List<Step> steps = new ArrayList<>();
        // One in ten reaches the year that the calendar lacks.
        LocalDate day = random.nextInt(10) == 0
                ? LocalDate.of(2026, 11, 1).plusDays(random.nextInt(60))
                : LocalDate.of(2011, 1, 1).plusDays(random.nextInt(16 * 365));
        steps.add(new Step(ActType.REQUEST_RECEIVED, day, null, 0));
        int correction = 0;
        int fee = 0;
        int consulted = 0;
        boolean extended = false;
        for (int i = random.nextInt(9); i > 0; i--) {
            day = day.plusDays(random.nextInt(3) == 0 ? 0 : random.nextInt(22));
            if (day.getYear() > 2026) {
                break;
            }
            LocalDate later = random.nextBoolean() ? day.plusDays(random.nextInt(60)) : null;
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (correction == 0) {
                        steps.add(new Step(ActType.CORRECTION_REQUESTED, day, later, 0));
                        correction = 1;
                    }
                }
                case 1 -> {
                    if (correction == 1) {
                        steps.add(new Step(ActType.REQUEST_CORRECTED, day, null, 0));
                        correction = 2;
                    }
                }
                case 2 -> {
                    steps.add(new Step(ActType.THIRD_PARTY_CONSULTED, day, null, 0));
                    consulted++;
                }
                case 3, 4 -> {
                    if (consulted > 0) {
                        steps.add(new Step(ActType.THIRD_PARTY_REPLIED, day, null, 0));
                        consulted--;
                    }
                }
                case 5 -> {
                    if (!extended) {
                        steps.add(new Step(ActType.DEADLINE_EXTENDED, day, null, 1 + random.nextInt(20)));
                        extended = true;
                    }
                }
                case 6 -> {
                    if (fee < 2) {
                        steps.add(new Step(fee == 0 ? ActType.FEE_CHARGED : ActType.FEE_PAID, day, null, 0));
                        fee++;
                    }
                }
                default -> {
                    if (later != null && random.nextInt(3) == 0) {
                        steps.add(new Step(ActType.ANSWER_DELAYED, day, later, 0));
                    }
                }
            }
        }
        return steps;
    }
}
