package io.orra.billing;

import io.orra.persistence.StoredTime;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A kind of strategy, with the JSON Schema of its parameters. */
@Entity
@Table(name = "strategy_types")
public class StrategyType {

    @Id
    @Column(name = "code", length = 80)
    private String code;

    @Column(name = "title", nullable = false, length = 120)
    private String title;

    @ColumnTransformer(write = "?::jsonb")
    @Column(name = "parameters_schema", nullable = false, columnDefinition = "jsonb")
    private String schema;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    protected StrategyType() {
        // for JPA
    }

    public StrategyType(String code) {
        this.code = code;
    }

    /** @param newSchema a JSON object */
    public void describe(String newTitle, String newSchema, Instant now) {
        title = newTitle;
        schema = newSchema;
        updatedAt = StoredTime.of(now);
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** A JSON object. */
    public String schema() {
        return schema;
    }

    /** Grows with each change. */
    public long version() {
        return StoredTime.version(updatedAt);
    }
}
