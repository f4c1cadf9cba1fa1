package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    @ParameterizedTest
    @CsvSource({"orra-tenant,orra_user", "orra-agent,orra_agent"})
    void everyEntityFitsItsTable(String unit, String role) {
        assertThatCode(() -> TestUnit.factory(
                                unit,
                                role,
                                Map.of(
                                        "hibernate.hbm2ddl.auto",
                                        "validate",
                                        "hibernate.boot.allow_jdbc_metadata_access",
                                        "true"))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void theDialectIsKnownWithoutTheDatabase() {
        try (EntityManagerFactory factory = TestUnit.factory("orra-agent", "no_such_role", Map.of())) {
            var dialect = factory.unwrap(SessionFactoryImplementor.class)
                    .getJdbcServices()
                    .getDialect();
            assertThat(dialect).isExactlyInstanceOf(PostgreSQLDialect.class);
            assertThat(dialect.getVersion().isSame(15)).isTrue();
        }
    }
}
