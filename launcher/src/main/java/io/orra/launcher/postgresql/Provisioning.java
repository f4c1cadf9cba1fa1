package io.orra.launcher.postgresql;

import io.orra.launcher.Resources;
import io.orra.launcher.StackFailure;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs provision.sql on the embedded server: roles, passwords, databases. */
record Provisioning(int port, Settings settings) {
    private static final String SCRIPT = "/server-config/postgresql/provision.sql";

    void run() {
        Map<String, String> variables = Map.of(
                "owner_password", settings.get(Secret.DATABASE_OWNER_PASSWORD),
                "user_password", settings.get(Secret.DATABASE_PASSWORD),
                "agent_password", settings.get(Secret.DATABASE_AGENT_PASSWORD));
        Connection connection = null;
        try {
            connection = connect("postgres");
            for (PsqlScript.Step step : PsqlScript.parse(Resources.text(SCRIPT), variables)) {
                if (step.kind() == PsqlScript.Kind.CONNECT) {
                    connection.close();
                    connection = connect(step.text());
                } else {
                    execute(connection, step);
                }
            }
        } catch (SQLException e) {
            // The driver's message may quote the statement, and that holds a password.
            throw new StackFailure(
                    "the embedded PostgreSQL refuses its roles and databases (SQLSTATE " + e.getSQLState() + ")",
                    "POSTGRES_PASSWORD in the state folder's secrets.env must be the one the data was made with.");
        } finally {
            close(connection);
        }
    }

    boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            // A refused password is an answer; anything else means that it is not there yet.
            return "28P01".equals(e.getSQLState());
        }
    }

    private Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=2&loginTimeout=5";
        return DriverManager.getConnection(url, "postgres", settings.get(Secret.POSTGRES_PASSWORD));
    }

    private static void execute(Connection connection, PsqlScript.Step step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (step.kind() == PsqlScript.Kind.EXECUTE) {
                statement.execute(step.text());
                return;
            }
            List<String> results = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(step.text())) {
                while (rows.next()) {
                    results.add(rows.getString(1));
                }
            }
            for (String result : results) {
                statement.execute(result);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException alreadyGone) {
            // nothing is lost by it
        }
    }
}
