package io.orra.tenancy;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Rows of tenants in one round trip. The binding and the question travel together, and the database takes what travels
 * together as one transaction: the binding ends with it, and row-level security holds as in any other. For what is one
 * statement; whoever needs more uses {@link TenantBinding} (docs/adr/0033).
 */
public final class TenantRows {

    /** Classes of SQLSTATE by which the database says that it refused a statement, and with it the transaction. */
    private static final Set<String> REFUSED = Set.of("22", "23", "40", "42", "44", "55", "P0");

    private static final String OUTCOME_UNKNOWN = "40003";

    private final DataSource database;

    /** @param database under the application's role, its connections in auto-commit as long as no transaction runs */
    public TenantRows(DataSource database) {
        this.database = database;
    }

    /** For whom a question is asked, and with what. */
    record Asked(UUID tenant, Object... parameters) {}

    /** The database refused, and nothing is changed. After any other failure that is not known. */
    static final class Undone extends PersistenceException {
        private static final long serialVersionUID = 1;

        private Undone(String message, SQLException cause) {
            super(message, cause);
        }
    }

    /**
     * The first row that answers a question.
     *
     * @throws IllegalStateException inside a transaction
     * @throws PersistenceException when the database does not answer, or refuses
     */
    public <T> Optional<T> first(TenantQuestion<T> question, UUID tenant, Object... parameters) {
        return firstOfEach(question, List.of(new Asked(tenant, parameters))).get(0);
    }

    /**
     * The first row for each of them, in their order, in one transaction: all are answered or none.
     *
     * @param asked at most {@link TenantQuestion#MOST}; of several none waits for a lock longer than 50 ms
     * @throws Undone when the database refuses one of them
     * @throws PersistenceException when it does not answer
     */
    <T> List<Optional<T>> firstOfEach(TenantQuestion<T> question, List<Asked> asked) {
        try (Connection connection = database.getConnection();
                PreparedStatement all = connection.prepareStatement(question.text(asked.size()))) {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("a transaction runs: its tenant would be another's from here on");
            }
            int sign = 1;
            for (Asked one : asked) {
                all.setString(sign++, one.tenant().toString());
                for (Object parameter : one.parameters()) {
                    all.setObject(sign++, parameter);
                }
            }
            execute(all);
            if (asked.size() > 1) {
                all.getMoreResults();
            }
            List<Optional<T>> answers = new ArrayList<>(asked.size());
            for (Asked one : asked) {
                requireBound(all, one.tenant());
                answers.add(first(all, question));
            }
            return answers;
        } catch (SQLException failed) {
            throw new PersistenceException(message(failed), failed);
        }
    }

    private static void execute(PreparedStatement all) throws SQLException {
        try {
            all.execute();
        } catch (SQLException failed) {
            String state = String.valueOf(failed.getSQLState());
            if (!state.equals(OUTCOME_UNKNOWN) && REFUSED.contains(state.substring(0, Math.min(2, state.length())))) {
                throw new Undone(message(failed), failed);
            }
            throw failed;
        }
    }

    /** An answer is given to that tenant alone to whom the transaction was bound before it. */
    private static void requireBound(PreparedStatement all, UUID tenant) throws SQLException {
        try (ResultSet binding = all.getResultSet()) {
            if (!binding.next() || !tenant.toString().equals(binding.getString(1))) {
                throw new IllegalStateException("an answer that is not this tenant's");
            }
        }
        all.getMoreResults();
    }

    private static <T> Optional<T> first(PreparedStatement all, TenantQuestion<T> question) throws SQLException {
        try (ResultSet answer = all.getResultSet()) {
            Optional<T> first = answer.next() ? Optional.of(question.read(answer)) : Optional.empty();
            all.getMoreResults();
            return first;
        }
    }

    private static String message(SQLException failed) {
        return "a tenant's row was not answered: SQLSTATE " + failed.getSQLState();
    }
}
