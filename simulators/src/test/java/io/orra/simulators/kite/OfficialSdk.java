package io.orra.simulators.kite;

import com.zerodhatech.kiteconnect.KiteConnect;
import com.zerodhatech.kiteconnect.Routes;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.KiteException;
import io.orra.simulators.Simulators;
import java.io.IOException;
import java.lang.reflect.Field;

/**
 * The broker's own Java client, pointed at the simulators. Its addresses are private statics without a setter. Its
 * KiteException is a Throwable and no Exception, so that calls are wrapped here.
 */
final class OfficialSdk {
    interface Call<T> {
        T on() throws IOException, KiteException;
    }

    private OfficialSdk() {}

    static void pointAt(Simulators simulators) throws ReflectiveOperationException {
        set("_rootUrl", simulators.kiteApiUri().toString());
        set("_loginUrl", simulators.kiteLoginUri().toString());
        set("_wsuri", simulators.kiteTickerUri() + "/?access_token=:access_token&api_key=:api_key");
    }

    static KiteConnect connect() {
        return new KiteConnect(Broker.KEY, false);
    }

    /** The result of a call that must succeed. */
    static <T> T result(Call<T> call) throws IOException {
        try {
            return call.on();
        } catch (KiteException e) {
            throw new AssertionError(e.code + " " + e.message, e);
        }
    }

    /** The error of a call that must be refused. */
    static KiteException refusal(Call<?> call) throws IOException {
        try {
            call.on();
        } catch (KiteException e) {
            return e;
        }
        throw new AssertionError("the call was not refused");
    }

    private static void set(String field, String value) throws ReflectiveOperationException {
        Field address = Routes.class.getDeclaredField(field);
        address.setAccessible(true);
        address.set(null, value);
    }
}
