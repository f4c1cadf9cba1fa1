package io.orra.kite;

import java.util.List;

/** The account behind a session, as far as Orra looks at it. */
public record KiteProfile(String userId, String userName, String email, String broker, List<String> exchanges) {
    public KiteProfile {
        exchanges = List.copyOf(exchanges);
    }
}
