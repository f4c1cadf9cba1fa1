package io.orra.launcher.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Walks all chains of the audit trail and says where one is broken. */
public final class AuditChains {

    /** The text that an entry's hash is made of, after the hash before: docs/adr/0030. */
    private static final String ENTRIES = """
            select chain::text, seq, previous_hash, hash, jsonb_build_array(
                chain, seq, tenant_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_kind, actor,
                user_id, action, target, outcome, reason, address, correlation_id, details)::text as content
            from audit_entries order by chain, seq""";

    private static final String HEADS = "select chain::text, seq, hash from audit_chains order by chain";
    private static final int FETCH = 1_000;

    /**
     * What was found.
     *
     * @param fingerprint over the newest hash of every chain, in hex: kept elsewhere, it shows a trail that was made anew
     * @param faults what is wrong, one line each; empty when every chain is whole
     */
    public record Finding(int chains, long entries, String fingerprint, List<String> faults) {}

    private record Link(long seq, byte[] hash) {}

    private final Map<String, Link> last = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long entries;

    private AuditChains() {}

    /** @param connection one that sees all entries; it is left in a transaction that only reads */
    public static Finding verify(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        return verifyWithin(connection);
    }

    /** As {@link #verify}, within the connection's open transaction. */
    public static Finding verifyWithin(Connection connection) throws SQLException {
        AuditChains chains = new AuditChains();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(ENTRIES)) {
                while (rows.next()) {
                    chains.entry(rows);
                }
            }
            try (ResultSet rows = statement.executeQuery(HEADS)) {
                chains.heads(rows);
            }
        }
        return new Finding(chains.last.size(), chains.entries, chains.fingerprint(), List.copyOf(chains.faults));
    }

    private void entry(ResultSet row) throws SQLException {
        String chain = row.getString("chain");
        long seq = row.getLong("seq");
        Link before = last.getOrDefault(chain, new Link(0, sha256(chain.getBytes(StandardCharsets.UTF_8))));
        byte[] hash = row.getBytes("hash");
        if (seq != before.seq() + 1) {
            faults.add("chain " + chain + ": entries " + (before.seq() + 1) + " to " + (seq - 1) + " are missing");
        } else if (!MessageDigest.isEqual(row.getBytes("previous_hash"), before.hash())) {
            faults.add("chain " + chain + ": entry " + seq + " does not follow the one before");
        }
        byte[] content = row.getString("content").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(hash, sha256(row.getBytes("previous_hash"), content))) {
            faults.add("chain " + chain + ": entry " + seq + " was changed");
        }
        last.put(chain, new Link(seq, hash));
        entries++;
    }

    private void heads(ResultSet rows) throws SQLException {
        Map<String, Link> open = new TreeMap<>(last);
        while (rows.next()) {
            String chain = rows.getString("chain");
            Link found = open.remove(chain);
            if (found == null || found.seq() < rows.getLong("seq")) {
                faults.add("chain " + chain + ": its end was cut off");
            } else if (!MessageDigest.isEqual(found.hash(), rows.getBytes("hash"))) {
                faults.add("chain " + chain + ": its newest entry is not the one that was written");
            }
        }
        open.keySet().forEach(chain -> faults.add("chain " + chain + ": its head is missing"));
    }

    private String fingerprint() {
        MessageDigest digest = digest();
        last.forEach((chain, link) -> {
            digest.update(chain.getBytes(StandardCharsets.UTF_8));
            digest.update(link.hash());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }
}
