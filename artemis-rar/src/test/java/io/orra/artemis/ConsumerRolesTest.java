package io.orra.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerRolesTest {

    @Test
    void an_instance_that_names_no_roles_has_them_all() {
        assertThat(new ConsumerRoles(null).consume()).isTrue();
        assertThat(new ConsumerRoles(" ").consume()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification", "api, notification", "api,auth,ticker,notification"})
    void one_with_the_role_consumes(String roles) {
        assertThat(new ConsumerRoles(roles).consume()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "api,auth,ticker", "notifications"})
    void one_without_it_leaves_the_queues_to_others(String roles) {
        assertThat(new ConsumerRoles(roles).consume()).isFalse();
    }
}
