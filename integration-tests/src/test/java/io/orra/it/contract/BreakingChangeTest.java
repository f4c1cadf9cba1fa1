package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/**
 * The contract as it is now against the one that clients know, docs/contract.json: what breaks them needs a new major
 * version ({@code orra.api.version}), and then the file is replaced by the generated one.
 */
class BreakingChangeTest {

    private static final Path ROOT = Path.of(System.getProperty("orra.home"));
    private static final Path KNOWN = ROOT.resolve("docs/contract.json");
    private static final Path NOW = ROOT.resolve("web/target/classes/io/orra/openapi/openapi.json");

    @Test
    void nothing_that_clients_rely_on_changed_without_a_new_version() throws IOException {
        ChangedOpenApi changes = compared(Files.readString(KNOWN), Files.readString(NOW));
        assertThat(changes.isCompatible() || major(KNOWN) < major(NOW))
                .as("the contract breaks clients of docs/contract.json: move orra.api.version to the next major"
                        + " version, or undo: " + changes.getChangedOperations() + changes.getMissingEndpoints())
                .isTrue();
    }

    @Test
    void a_breaking_change_is_seen() throws IOException {
        String known = Files.readString(KNOWN);
        assertThat(compared(known, known.replace("\"/api/v1/account\"", "\"/api/v1/renamed\""))
                        .isCompatible())
                .isFalse();
        assertThat(compared(known, known.replace("\"max_orders\" : {", "\"most_orders\" : {"))
                        .isCompatible())
                .isFalse();
        assertThat(compared(known, known).isCompatible()).isTrue();
    }

    private static ChangedOpenApi compared(String before, String after) {
        return OpenApiCompare.fromContents(before, after);
    }

    private static int major(Path contract) throws IOException {
        try (var reader = jakarta.json.Json.createReader(Files.newBufferedReader(contract))) {
            String version = reader.readObject().getJsonObject("info").getString("version");
            return Integer.parseInt(version.substring(0, version.indexOf('.')));
        }
    }
}
