package io.orra.health;

import io.orra.messaging.MessageBroker;
import io.orra.messaging.Queues;
import io.orra.persistence.SchemaAtStart;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks the database, Redis and Artemis every two seconds whether they answer. Each is asked on a thread of its own,
 * and not again while the last question is still open, so that one that hangs holds up nobody.
 */
@Singleton
@Startup
@DependsOn("SchemaAtStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DependencyProbe {

    private static final Logger LOG = Logger.getLogger(DependencyProbe.class.getName());
    private static final int DATABASE_SECONDS = 2;

    /** Asks once; returning means that the service answered. */
    private interface Question {
        void ask() throws SQLException, JMSException;
    }

    @EJB
    private SchemaAtStart schema;

    @Resource(lookup = "jdbc/orra-tenant")
    private DataSource database;

    @Resource(lookup = MessageBroker.CONNECTION_FACTORY)
    private ConnectionFactory artemis;

    @Resource
    private ManagedExecutorService threads;

    @Inject
    private RedisClient redis;

    @Inject
    private DependencyState state;

    private final Map<Dependency, Question> questions = new EnumMap<>(Dependency.class);
    private final Map<Dependency, AtomicBoolean> open = new EnumMap<>(Dependency.class);

    @PostConstruct
    void prepare() {
        questions.put(Dependency.DATABASE, this::askDatabase);
        questions.put(Dependency.REDIS, redis::ping);
        questions.put(Dependency.ARTEMIS, this::askArtemis);
        questions.keySet().forEach(dependency -> open.put(dependency, new AtomicBoolean()));
        probe();
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "dependency probe")
    void probe() {
        questions.forEach((dependency, question) -> {
            if (open.get(dependency).compareAndSet(false, true)) {
                threads.execute(() -> answer(dependency, question));
            } else {
                record(dependency, false);
            }
        });
    }

    private void answer(Dependency dependency, Question question) {
        try {
            question.ask();
            record(dependency, true);
        } catch (SQLException | JMSException | JedisException noAnswer) {
            record(dependency, false);
        } finally {
            open.get(dependency).set(false);
        }
    }

    private void record(Dependency dependency, boolean up) {
        if (state.set(dependency, up)) {
            LOG.log(up ? Level.INFO : Level.WARNING, "{0} is {1}", new Object[] {
                dependency.shownAs(), up ? "up" : "down"
            });
        }
    }

    /** One without the schema of this release is of no use to a request. */
    private void askDatabase() throws SQLException {
        if (!schema.done()) {
            throw new SQLException("the schema is not up to date");
        }
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(DATABASE_SECONDS)) {
                throw new SQLException("not valid");
            }
        }
    }

    /** A look into a queue: opening a pooled session alone would not reach the broker. */
    private void askArtemis() throws JMSException {
        try (jakarta.jms.Connection connection = artemis.createConnection();
                Session session = connection.createSession();
                QueueBrowser look = session.createBrowser(session.createQueue(Queues.DEAD_LETTERS))) {
            look.getEnumeration().hasMoreElements();
        }
    }
}
