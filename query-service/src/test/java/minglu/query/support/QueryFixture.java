package minglu.query.support;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import minglu.api.ledger.Poster;
import minglu.platform.axon.StoreHead;
import minglu.platform.time.BusinessDates;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.query.cases.SealedTexts;
import minglu.query.clock.ClockRules;
import minglu.query.follow.DeadLetters;
import minglu.query.follow.EventHistory;
import minglu.query.follow.Followed;
import minglu.query.follow.Progress;
import minglu.query.follow.Projection;
import minglu.query.ledger.Blocks;
import minglu.query.ledger.PostingRules;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

/** The read side on a database of its own, fed with events directly: no Axon, no web. */
public final class QueryFixture implements AutoCloseable {

    /** When the first event is recorded; each next one a second later. */
    public static final Instant FIRST = Instant.parse("2024-01-01T00:00:00.000001Z");

    private final TestDatabase database = MigratedDatabase.fresh();
    private final HikariDataSource pool = new HikariDataSource();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transactions;
    private final List<Followed> events = Collections.synchronizedList(new ArrayList<>());
    private PostingRules rules = Poster::post;
    private String actor;

    public QueryFixture() {
        pool.setJdbcUrl(database.jdbcUrl(Role.APP));
        pool.setUsername(database.user(Role.APP));
        pool.setPassword(database.password(Role.APP));
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(1);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(pool));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        context.registerBean(
                BusinessDates.class,
                () -> new BusinessDates(Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), BusinessDates.ZONE)));
        context.registerBean(
                SealedTexts.class, () -> (unit, subject, text) -> text == null ? null : "opened for " + subject);
        context.registerBean(ClockRules.class, () -> ClockRules.DEFAULT);
        context.registerBean(StoreHead.class, () -> events::size);
        context.registerBean(TransactionTemplate.class, () -> transactions);
        context.registerBean(EventHistory.class, () -> new RecordedHistory(this));
        // Small, so that short histories fill blocks of every level.
        context.registerBean(Blocks.class, () -> new Blocks(3, 1, 3));
        context.registerBean(PostingRules.class, () -> event -> rules.post(event));
        context.registerBean(Projections.class);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
        scanner.addExcludeFilter(new AnnotationTypeFilter(RestController.class));
        // It answers with what the endpoints answer, and there are none here.
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.ReadingDesk")));
        scanner.scan("minglu.query");
    }

    /** Supplies what another part of the application supplies; before anything is read. */
    public <T> QueryFixture with(Class<T> type, Supplier<T> bean) {
        context.registerBean(type, bean);
        return this;
    }

    /** A bean of the read side. */
    public <T> T get(Class<T> type) {
        if (!context.isActive()) {
            context.refresh();
        }
        return context.getBean(type);
    }

    /** From now on acts are posted like this. */
    public void post(PostingRules by) {
        rules = by;
    }

    /** Tries parked events again. */
    public void retryParked() {
        get(DeadLetters.class).retry();
    }

    /** The event at a position, as projections take it in. */
    Followed recorded(long position) {
        return events.get(Math.toIntExact(position - 1));
    }

    /** The events recorded next come from this user. */
    public QueryFixture actor(String id) {
        actor = id;
        return this;
    }

    /** Records events and brings every projection up to date. */
    public QueryFixture record(Object... more) {
        return record(List.of(more), 1000);
    }

    /** Records one event with a time of its own and brings every projection up to date. */
    public QueryFixture recordAt(Instant recordedAt, Object event) {
        get(Progress.class);
        Followed followed = new Followed(events.size() + 1L, recordedAt, actor, event);
        events.add(followed);
        apply(projections(), List.of(followed));
        return this;
    }

    /** Records events and brings every projection up to date, in transactions of some events. */
    public QueryFixture record(List<?> more, int batch) {
        get(Progress.class);
        List<Followed> followed = new ArrayList<>();
        for (Object event : more) {
            Followed recorded = followed(events.size() + 1L, event, actor);
            events.add(recorded);
            followed.add(recorded);
        }
        for (int i = 0; i < followed.size(); i += batch) {
            List<Followed> part = followed.subList(i, Math.min(i + batch, followed.size()));
            apply(projections(), part);
        }
        return this;
    }

    /** Applies events to several projections in one transaction. */
    public void apply(Collection<Projection<?>> several, List<Followed> batch) {
        transactions.executeWithoutResult(status -> get(Progress.class).apply(several, batch));
    }

    /** Applies events to one projection in one transaction. */
    public void apply(Projection<?> projection, List<Followed> batch) {
        transactions.executeWithoutResult(status -> get(Progress.class).apply(List.of(projection), batch));
    }

    /** All projections. */
    public Collection<Projection<?>> projections() {
        get(Progress.class);
        return context.getBean(Projections.class).all();
    }

    private record Projections(List<Projection<?>> all) {}

    /** An event as a projection takes it in. */
    public static Followed followed(long position, Object event, String actor) {
        return new Followed(position, FIRST.plusSeconds(position - 1), actor, event);
    }

    /** The events from one position to another. */
    public List<Followed> events(long from, long to) {
        return List.copyOf(events.subList(Math.toIntExact(from - 1), Math.toIntExact(to)));
    }

    /** The events of this fixture. */
    public EventHistory history() {
        return new RecordedHistory(this);
    }

    /** Runs something in a transaction. */
    public void transaction(Runnable task) {
        transactions.executeWithoutResult(status -> task.run());
    }

    /** The position of the last event. */
    public long head() {
        return events.size();
    }

    /** Runs a statement as the owner of the tables. */
    public void asOwner(String sql) {
        try (Connection owner = database.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Forgets every event. */
    public void clear() {
        events.clear();
        asOwner(
                "TRUNCATE posting_row, posting_sum_row, event_time_row, unit_definition_row, recorded_act_row, calendar_year_row, sign_off, report_note, report_file,"
                        + " projection_position, projection_time, parked_event");
    }

    /** The data source of the application's role. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        context.close();
        pool.close();
        database.drop();
    }
}
