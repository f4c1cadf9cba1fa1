package io.orra.benchmarks.kite;

import com.zerodhatech.models.Tick;
import com.zerodhatech.ticker.KiteTicker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;

/** The official client's parser, which it keeps to itself, called without a connection around it. */
public final class SdkParser {
    private static final MethodHandle PARSE = parse();

    private final KiteTicker ticker = new KiteTicker("token", "key");

    private static MethodHandle parse() {
        try {
            return MethodHandles.privateLookupIn(KiteTicker.class, MethodHandles.lookup())
                    .findVirtual(KiteTicker.class, "parseBinary", MethodType.methodType(ArrayList.class, byte[].class));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("the official client has no such parser any more", changed);
        }
    }

    @SuppressWarnings("unchecked")
    public ArrayList<Tick> parse(byte[] frame) {
        try {
            return (ArrayList<Tick>) (ArrayList<?>) PARSE.invokeExact(ticker, frame);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
