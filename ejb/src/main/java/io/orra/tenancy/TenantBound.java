package io.orra.tenancy;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A service that works for one tenant: before each of its methods runs, the transaction is bound to the tenant of
 * the {@link io.orra.identity.Caller} among its parameters. A method without one fails, so that nothing runs unbound.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TenantBound {}
