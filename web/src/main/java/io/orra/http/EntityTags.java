package io.orra.http;

import io.orra.problem.Precondition;
import jakarta.enterprise.context.RequestScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tags of the request at hand: what it asks for and what its answer carries. A tag is a row's version. */
@RequestScoped
public class EntityTags {

    private static final Pattern STRONG = Pattern.compile("(?<![/\\w])\"(\\d{1,18})\"");

    private String ifMatch;
    private Long answered;

    void asked(String header) {
        ifMatch = header;
    }

    /** What {@code If-Match} asks; a weak or unknown tag matches nothing. */
    public Precondition precondition() {
        if (ifMatch == null) {
            return Precondition.NONE;
        }
        Set<Long> versions = new HashSet<>();
        Matcher tags = STRONG.matcher(ifMatch);
        while (tags.find()) {
            versions.add(Long.valueOf(tags.group(1)));
        }
        return new Precondition(versions, "*".equals(ifMatch.strip()), true);
    }

    /** The answer is this version; null answers without a tag. */
    public void answer(Long version) {
        answered = version;
    }

    Optional<String> tag() {
        return Optional.ofNullable(answered).map(version -> "\"" + version + "\"");
    }
}
