package minglu.standalone.browser;

import org.junit.jupiter.api.Nested;

/** All tests of pages in one class, so that one process runs them, with one server and one browser. */
class PagesTest {

    @Nested
    class EveryPageOfAll extends EveryPage {}

    @Nested
    class OfDepartments extends DepartmentJourneys {}

    @Nested
    class OfFiles extends ImportJourney {}

    @Nested
    class OfReturns extends ReturnJourney {}

    @Nested
    class OfTheOffice extends OfficeJourneys {}

    @Nested
    class OfSessions extends Sessions {}
}
