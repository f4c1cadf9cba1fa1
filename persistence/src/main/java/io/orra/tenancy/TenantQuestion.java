package io.orra.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;

/**
 * One statement that returns rows, to be asked for a tenant by {@link TenantRows}. Made once and kept, since the driver
 * knows a prepared statement again by its text.
 */
public final class TenantQuestion<T> {

    /** The most tenants for which it is asked in one trip. */
    static final int MOST = 8;

    /** Several share a transaction: none of them may hold up the others for longer. */
    private static final String WAIT_BRIEFLY = "select set_config('lock_timeout', '50ms', true); ";

    /** Makes something of the row that the result set stands at. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final String[] texts = new String[MOST + 1];
    private final Reader<T> reader;

    /** @param statement with a sign for each of its parameters */
    public TenantQuestion(String statement, Reader<T> reader) {
        String bound = TenantBinding.SQL + "; " + statement;
        for (int tenants = 1; tenants <= MOST; tenants++) {
            String all = String.join("; ", Collections.nCopies(tenants, bound));
            texts[tenants] = tenants == 1 ? all : WAIT_BRIEFLY + all;
        }
        this.reader = reader;
    }

    /** For each tenant the binding and the statement, one after the other; before those of several the limit of waits. */
    String text(int tenants) {
        return texts[tenants];
    }

    T read(ResultSet row) throws SQLException {
        return reader.read(row);
    }
}
