package io.orra.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

    @Test
    void one_broker_is_not_a_cluster() {
        BrokerAddress address = BrokerAddress.parse("tcp://127.0.0.1:61700");

        assertThat(address.clustered()).isFalse();
        assertThat(address.connectionParameters()).isEqualTo("host=127.0.0.1;port=61700");
    }

    @Test
    void the_port_defaults_to_the_brokers_own() {
        assertThat(BrokerAddress.parse("tcp://broker").connectionParameters()).isEqualTo("host=broker;port=61616");
    }

    @Test
    void a_live_broker_and_its_backup_each_get_a_connector() {
        BrokerAddress address = BrokerAddress.parse("tcp://live:1, tcp://backup:2");

        assertThat(address.clustered()).isTrue();
        assertThat(address.connectionParameters()).isEqualTo("host=live;port=1,host=backup;port=2");
        assertThat(address.connectorClasses().split(",")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "127.0.0.1:61616", "http://broker:61616", "tcp://", "tcp://user:secret@broker:1", "tcp:// x"
            })
    void a_malformed_address_is_refused_without_being_repeated(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerAddress.parse(address))
                .withMessage("ARTEMIS_URL must be tcp://host:port, or several of them with commas");
    }
}
