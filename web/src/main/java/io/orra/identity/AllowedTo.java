package io.orra.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a resource method: one of {@link Roles}, or {@link #ANYBODY}. On a class it holds for each method that
 * says nothing of its own. Enforced by {@link RoleGate}; Jakarta's {@code @RolesAllowed} is not used, because the
 * server acts on it in ways of its own (docs/adr/0003).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AllowedTo {

    /** No token is asked for: the method proves by itself who calls, as webhooks do, or tells nothing. */
    String ANYBODY = "anybody";

    String[] value();

    /** Whether an inactive tenant may call it although it is no GET: the method decides by itself what is left. */
    boolean whenInactive() default false;

    /**
     * Whether a super admin may call it while the database does not answer and nobody's tenant can be looked up: for
     * what tells that it does not.
     */
    boolean withoutDatabase() default false;
}
