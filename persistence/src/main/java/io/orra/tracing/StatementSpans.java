package io.orra.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * A span for each statement of what is traced. persistence.xml names it twice: the inspector of all sessions sees the text,
 * and the listener of each session the begin and the end.
 */
public final class StatementSpans extends BaseSessionEventListener implements StatementInspector {

    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<String> TEXT = new ThreadLocal<>();

    private transient Span span;

    @Override
    public String inspect(String sql) {
        if (Traces.within()) {
            TEXT.set(sql);
        }
        return sql;
    }

    @Override
    public void jdbcExecuteStatementStart() {
        if (Traces.within()) {
            String sql = TEXT.get();
            span = Traces.begin(operation(sql), SpanKind.CLIENT)
                    .setAttribute("db.system.name", "postgresql")
                    // With question marks in the place of values.
                    .setAttribute("db.query.text", sql == null ? "" : sql);
        }
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        if (span != null) {
            span.end();
            span = null;
            TEXT.remove();
        }
    }

    private static String operation(String sql) {
        return sql == null ? "statement" : sql.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }
}
