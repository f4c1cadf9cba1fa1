package io.orra.tenancy;

import io.orra.identity.Caller;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;

/** Binds the transaction of a {@link TenantBound} call to the caller's tenant. */
@TenantBound
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class TenantBoundInterceptor {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @AroundInvoke
    Object bind(InvocationContext call) throws Exception {
        Caller caller = Arrays.stream(call.getParameters())
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(call.getMethod() + " has no caller to bind to"));
        new TenantBinding(database).bind(caller.tenantId());
        return call.proceed();
    }
}
