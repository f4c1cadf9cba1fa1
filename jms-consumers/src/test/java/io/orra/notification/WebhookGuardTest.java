package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookGuardTest {

    private final WebhookGuard guard = WebhookGuard.of("-");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/webhook",
                "http://127.9.9.9:5678/webhook",
                "http://0.0.0.0/webhook",
                "http://10.1.2.3/webhook",
                "http://172.16.0.1/webhook",
                "http://172.31.255.255/webhook",
                "http://192.168.1.1/webhook",
                "http://169.254.169.254/latest/meta-data",
                "http://100.64.0.1/webhook",
                "http://192.0.0.192/webhook",
                "http://198.18.0.1/webhook",
                "http://224.0.0.1/webhook",
                "http://255.255.255.255/webhook",
                "http://[::1]/webhook",
                "http://[::]/webhook",
                "http://[fe80::1]/webhook",
                "http://[fc00::1]/webhook",
                "http://[fd00:ec2::254]/latest",
                "http://[::ffff:127.0.0.1]/webhook",
                "http://[64:ff9b::7f00:1]/webhook",
                "http://[::7f00:1]/webhook",
                "http://[2002:7f00:1::]/webhook",
                "http://user:secret@203.0.114.1/webhook",
                "file:///etc/passwd",
                "ftp://203.0.114.1/webhook",
                "webhook"
            })
    void refuses_what_only_this_machine_may_reach(String address) throws Exception {
        assertThat(guard.allows(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/webhook",
                "https://172.32.0.1/webhook",
                "https://100.128.0.1/webhook",
                "https://[2606:4700::1111]/webhook"
            })
    void lets_public_addresses_pass(String address) throws Exception {
        assertThat(guard.allows(URI.create(address))).isTrue();
    }

    @Test
    void what_the_operator_names_is_allowed_wherever_it_is() throws Exception {
        WebhookGuard allowing = WebhookGuard.of("127.0.0.1:5678, N8N.internal");

        assertThat(allowing.allows(URI.create("http://127.0.0.1:5678/webhook"))).isTrue();
        assertThat(allowing.allows(URI.create("http://127.0.0.1:5679/webhook"))).isFalse();
        assertThat(allowing.allows(URI.create("https://n8n.INTERNAL/webhook"))).isTrue();
    }
}
