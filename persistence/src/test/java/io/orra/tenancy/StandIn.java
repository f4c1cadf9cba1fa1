package io.orra.tenancy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Something of JDBC that behaves otherwise in one point, and else as the real one to which the behaviour passes calls on. */
final class StandIn {

    private StandIn() {}

    @FunctionalInterface
    interface Behaviour {
        Object call(Method method, Object[] arguments) throws Exception;
    }

    static <T> T of(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                StandIn.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return behaviour.call(method, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
