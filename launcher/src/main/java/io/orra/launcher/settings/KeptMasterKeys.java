package io.orra.launcher.settings;

import io.orra.launcher.StateFolder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The master keys that the launcher made and keeps, the first of which seals. */
public final class KeptMasterKeys {
    private static final String NAME = Secret.MASTER_ENCRYPTION_KEY.name();
    private static final String RETIRED = "RETIRED_MASTER_ENCRYPTION_KEYS";

    private final KeptValues secrets;
    private final KeptValues retired;

    public KeptMasterKeys(StateFolder state) {
        secrets = new KeptValues(state.secrets(), "Made once by ./orra up. Keep it: it opens the sealed data.");
        retired = new KeptValues(
                state.retiredKeys(),
                "Sealed data once. Needed for backups from before; destroy it with the last of them.");
    }

    /** As MASTER_ENCRYPTION_KEY has it. */
    public String value() {
        return secrets.get(NAME, Secret.MASTER_ENCRYPTION_KEY::generate);
    }

    /** From the next start on this key seals; the others still open. */
    public void putInFront(String key) {
        secrets.put(NAME, key + "," + value());
    }

    /**
     * Keeps the key that seals. The others are written where retired ones are kept before they are forgotten here.
     *
     * @return how many went
     */
    public int retireOthers() {
        List<String> keys = MasterKey.entries(value());
        List<String> others = keys.subList(1, keys.size());
        if (!others.isEmpty()) {
            String before = retired.get(RETIRED, () -> "");
            retired.put(
                    RETIRED,
                    Stream.concat(Stream.of(before.split(",")), others.stream())
                            .filter(key -> !key.isBlank())
                            .distinct()
                            .collect(Collectors.joining(",")));
            secrets.put(NAME, keys.get(0));
        }
        return others.size();
    }
}
