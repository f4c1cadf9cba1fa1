package io.orra.tenancy;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Rows of one tenant in one round trip. The binding and the question travel together, and the database takes what
 * travels together as one transaction: the binding ends with it, and row-level security holds as in any other. For
 * what is one statement; whoever needs more uses {@link TenantBinding} (docs/adr/0033).
 */
public final class TenantRows {

    private final DataSource database;

    /** @param database under the application's role, its connections in auto-commit as long as no transaction runs */
    public TenantRows(DataSource database) {
        this.database = database;
    }

    /** Makes something of the row that the result set stands at. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * The first row that answers a question.
     *
     * @param question one statement that returns rows, with a sign for each of the parameters
     * @throws PersistenceException when the database does not answer
     */
    public <T> Optional<T> first(UUID tenant, String question, Reader<T> reader, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement both = connection.prepareStatement(TenantBinding.SQL + "; " + question)) {
            both.setString(1, tenant.toString());
            for (int i = 0; i < parameters.length; i++) {
                both.setObject(i + 2, parameters[i]);
            }
            both.execute();
            both.getMoreResults();
            try (ResultSet answer = both.getResultSet()) {
                return answer.next() ? Optional.of(reader.read(answer)) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new PersistenceException("a tenant's row was not answered: SQLSTATE " + failed.getSQLState(), failed);
        }
    }
}
