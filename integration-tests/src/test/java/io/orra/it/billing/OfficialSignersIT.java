package io.orra.it.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the providers' own libraries sign is taken, and not once when anything of it was changed. */
class OfficialSignersIT {

    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node").toAbsolutePath();

    private final BillingTenant tenant = BillingTenant.provisioned();

    @Test
    void only_what_is_whole_is_taken() throws Exception {
        install();

        List<JsonObject> answers = sign();

        assertThat(answers).hasSizeGreaterThan(40);
        for (JsonObject answer : answers) {
            String damage = answer.getString("damage");
            boolean whole = damage.startsWith("none") || damage.equals("sent twice");
            int refused = answer.getString("provider").equals("stripe") ? 400 : 401;
            assertThat(answer.getInt("status")).as(answer.toString()).isEqualTo(whole ? 200 : refused);
        }
        assertThat(answers)
                .filteredOn(one -> one.getString("damage").equals("none"))
                .hasSize(2);
        assertThat(answers)
                .filteredOn(one -> one.getString("damage").equals("sent twice"))
                .allSatisfy(one -> assertThat(one.getString("body")).contains("\"updated\":false"));
        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo("pro");
        assertThat(tenant.orra()
                        .database()
                        .rows(
                                "select distinct provider from webhook_events where door = 'billing' and tenant_id = ?::uuid",
                                tenant.id()))
                .as("both providers were heard")
                .hasSize(2);
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : new String[] {"package.json", "sign.mjs"}) {
            Files.copy(SCRIPTS.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(FOLDER.resolve("node_modules/stripe"))
                || !Files.isDirectory(FOLDER.resolve("node_modules/svix"))) {
            run(null, "npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund");
        }
    }

    private List<JsonObject> sign() throws IOException, InterruptedException {
        String settings = Json.createObjectBuilder()
                .add("url", tenant.orra().part(ServiceName.PAYARA).address() + "/api/v1/webhooks/billing")
                .add("stripeSecret", secret(Secret.STRIPE_WEBHOOK_SECRET))
                .add("svixSecret", secret(Secret.CLERK_WEBHOOK_SECRET))
                .add("organisation", tenant.tenant().organisation)
                .build()
                .toString();
        return run(settings, "node", "sign.mjs")
                .lines()
                .map(OfficialSignersIT::json)
                .toList();
    }

    private String secret(Secret name) {
        return tenant.orra().settled().get(name).split(",")[0];
    }

    private static JsonObject json(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    /** Its output; fails with what it said when it fails, or is not there. */
    private static String run(String input, String... command) throws IOException, InterruptedException {
        Path said = FOLDER.resolve(command[0] + ".log");
        Path out = FOLDER.resolve(command[0] + ".out");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(said.toFile())
                    .start();
        } catch (IOException notThere) {
            throw new AssertionError(command[0] + " is needed: apt-get install nodejs npm", notThere);
        }
        try (var stdin = process.getOutputStream()) {
            stdin.write((input == null ? "" : input).getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " did not end");
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(out);
    }
}
